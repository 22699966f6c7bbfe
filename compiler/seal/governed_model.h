// A model that was judged and found sound. Only seal() makes one, so a function that takes a
// GovernedModel cannot be called with anything unchecked: the type means "checked".
#pragma once

#include <expected>

#include "policy/judge.h"

namespace ensign::seal {

class GovernedModel {
 public:
  const model::Model& model() const { return model_; }
  // What is overdue but blocks nothing.
  const std::vector<report::Finding>& debts() const { return debts_; }
  // Everything that was found, for the site.
  const report::Report& report() const { return report_; }

 private:
  friend std::expected<GovernedModel, policy::Verdict> seal(model::Model model,
                                                            policy::Verdict verdict);
  GovernedModel(model::Model model, policy::Verdict verdict);

  model::Model model_;
  std::vector<report::Finding> debts_;
  report::Report report_;
};

// Gives the verdict back when the model is not sound.
std::expected<GovernedModel, policy::Verdict> seal(model::Model model, policy::Verdict verdict);

}  // namespace ensign::seal
