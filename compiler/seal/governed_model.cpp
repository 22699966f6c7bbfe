#include "seal/governed_model.h"

#include <algorithm>
#include <utility>

namespace ensign::seal {
namespace {

const std::string& subject_of(const Carried& carried) { return carried.subject; }

// Nothing is shipped that is held back: not even by somebody who forgot to ask what was before.
std::vector<Carried> complete(std::vector<Carried> carried, const std::vector<policy::Held>& held) {
  std::set<std::string> told;
  for (const Carried& one : carried) told.insert(one.subject);
  for (const policy::Held& one : held) {
    if (told.contains(one.subject)) continue;
    Carried left_out;
    left_out.subject = one.subject;
    left_out.key = one.key;
    left_out.environment = one.environment;
    left_out.why = one.why;
    carried.push_back(std::move(left_out));
  }
  std::ranges::sort(carried, {}, subject_of);
  return carried;
}

}  // namespace

GovernedModel::GovernedModel(model::Model model, policy::Verdict verdict,
                             std::vector<Carried> carried)
    : model_(std::move(model)),
      debts_(std::move(verdict.debts)),
      report_(std::move(verdict.report)),
      carried_(complete(std::move(carried), verdict.held)),
      covered_(std::move(verdict.covered)),
      standings_(std::move(verdict.standings)) {}

const Carried* GovernedModel::carried(std::string_view subject) const {
  const auto found = std::ranges::lower_bound(carried_, subject, {}, subject_of);
  return found == carried_.end() || found->subject != subject ? nullptr : &*found;
}

std::expected<GovernedModel, policy::Verdict> seal(model::Model model, policy::Verdict verdict,
                                                   std::vector<Carried> carried) {
  if (!verdict.sound) return std::unexpected(std::move(verdict));
  return GovernedModel(std::move(model), std::move(verdict), std::move(carried));
}

}  // namespace ensign::seal
