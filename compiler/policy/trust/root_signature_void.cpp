#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/root_chain.h"

namespace ensign::policy {
namespace {

bool is_of(const model::Root& root, std::string_view bytes, const std::string& signature) {
  return trust::count_signatures(root, "root", bytes, std::span(&signature, 1)) > 0;
}

// minisign makes up a comment with tabs in it where nobody gives one.
std::string cure(const std::string& signature, std::int64_t version) {
  if (!signature.contains('\t')) {
    return "it does no harm and no good: remove it, or let a holder of a root key sign";
  }
  return fmt::format(
      "its comment has tabs in it, as minisign writes it by itself, and such a signature is "
      "refused: sign again with `-t 'root version {}'`",
      version);
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const model::Root* before = nullptr;
  for (const model::RootFile& file : model.roots) {
    for (std::size_t i = 0; i < file.signatures.size(); ++i) {
      const std::string& signature = file.signatures[i];
      const bool counts = is_of(file.root, file.root.bytes, signature) ||
                          (before != nullptr && is_of(*before, file.root.bytes, signature));
      if (counts) continue;
      report.add(rule.info, Span{file.signature_files[i], 0, 0},
                 fmt::format("this is no signature of version {} of the root by one of its keys, "
                             "nor of those before it",
                             file.root.version),
                 cure(signature, file.root.version));
    }
    before = &file.root;
  }
}

}  // namespace

const Rule root_signature_void{
    {"EN705", "root-signature-void", report::Severity::warning, report::RuleClass::advice}, check};

}  // namespace ensign::policy
