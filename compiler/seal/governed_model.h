// A model that was judged and found sound. Only seal() makes one, so a function that takes a
// GovernedModel cannot be called with anything unchecked: the type means "checked".
//
// What it says of a flag may not ship as it is: an entry of a protected environment that is not
// approved is carried, unchanged, from the bundle before. So what clients get is the model but for
// what stands in `carried`.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "policy/judge.h"

namespace ensign::seal {

// A flag in one environment that ships as it did before.
struct Carried {
  std::string subject, key, environment;
  std::string why;                         // "still needs 1 person more (`ada` or `ben`)"
  std::optional<Json> flag;                // what clients got; nothing: it is left out
  std::map<std::string, Json> evaluators;  // shared ones that it refers to, by name
  std::optional<std::string> fallback;     // the variant that a kill serves
  std::set<std::string> levels;            // of kill switches that it is in
  std::set<std::string> targets;           // whose files hold it
  std::optional<std::string> env_var;      // of a flag that the model no longer speaks of
};

class GovernedModel {
 public:
  const model::Model& model() const { return model_; }
  // What is overdue but blocks nothing.
  const std::vector<report::Finding>& debts() const { return debts_; }
  // Everything that was found, for the site.
  const report::Report& report() const { return report_; }
  // By subject.
  const std::vector<Carried>& carried() const { return carried_; }
  // Nullptr for an entry that ships as the model says.
  const Carried* carried(std::string_view subject) const;
  // Entries that ship because a plan or a profile makes them so, and which: by subject.
  const std::map<std::string, std::string>& covered() const { return covered_; }
  // How the statements stand, by index into Model::statements; empty without a root of trust.
  const std::vector<trust::Standing>& standings() const { return standings_; }

 private:
  friend std::expected<GovernedModel, policy::Verdict> seal(model::Model model,
                                                            policy::Verdict verdict,
                                                            std::vector<Carried> carried);
  GovernedModel(model::Model model, policy::Verdict verdict, std::vector<Carried> carried);

  model::Model model_;
  std::vector<report::Finding> debts_;
  report::Report report_;
  std::vector<Carried> carried_;
  std::map<std::string, std::string> covered_;
  std::vector<trust::Standing> standings_;
};

// Gives the verdict back when the model is not sound. Whatever the verdict holds back and `carried`
// does not speak of is left out.
std::expected<GovernedModel, policy::Verdict> seal(model::Model model, policy::Verdict verdict,
                                                   std::vector<Carried> carried = {});

}  // namespace ensign::seal
