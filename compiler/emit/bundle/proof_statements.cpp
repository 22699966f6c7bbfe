#include "emit/bundle/proof_statements.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "model/statement.h"

namespace ensign::emit {

// Each gets a place of its own behind the sorted list of paths, for messages.
void add_statements(const Proof& proof, model::Model& model) {
  const auto next = [&model](std::string name) {
    model.paths.push_back(std::move(name));
    return static_cast<FileId>(model.paths.size() - 1);
  };
  report::Report ignored;
  for (const std::string& bytes : proof.statements) {
    const FileId file = next(fmt::format("~proof/statements/{:06}", model.statements.size()));
    auto statement = model::read_statement(file, bytes, ignored);
    // What was signed for another project counts nowhere, as in a repository.
    const bool is_ours = statement && *statement->project == *model.config.project;
    if (is_ours) model.statements.push_back(std::move(*statement));
  }
  for (const std::string& bytes : proof.sets) {
    const FileId file = next(fmt::format("~proof/sets/{:06}", model.record_sets.size()));
    auto set = model::read_record_set(file, bytes, ignored);
    if (set) model.record_sets.push_back(std::move(*set));
  }
  std::ranges::sort(model.record_sets, {}, &model::RecordSet::digest);
}

}  // namespace ensign::emit
