#include "seal/governed_model.h"

namespace ensign::seal {

GovernedModel::GovernedModel(model::Model model, policy::Verdict verdict)
    : model_(std::move(model)),
      debts_(std::move(verdict.debts)),
      report_(std::move(verdict.report)) {}

std::expected<GovernedModel, policy::Verdict> seal(model::Model model, policy::Verdict verdict) {
  if (!verdict.sound) return std::unexpected(std::move(verdict));
  return GovernedModel(std::move(model), std::move(verdict));
}

}  // namespace ensign::seal
