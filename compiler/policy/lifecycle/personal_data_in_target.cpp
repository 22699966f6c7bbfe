#include <fmt/format.h>
#include <map>
#include <set>
#include <vector>

#include "base/assert.h"
#include "lower/fold.h"
#include "lower/lower.h"
#include "lower/target.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using Attributes = std::set<std::string, std::less<>>;

Attributes personal_attributes(const model::Model& model) {
  Attributes personal;
  for (const model::Attribute& attribute : model.config.attributes) {
    if (attribute.personal) personal.insert(*attribute.name);
  }
  return personal;
}

// Tests on personal attributes, also those of the segments that the condition names.
void collect(const model::Model& model, const model::Condition& condition,
             const Attributes& personal, std::vector<const model::Condition*>& tests) {
  for (const model::Condition& child : condition.children) {
    collect(model, child, personal, tests);
  }
  if (condition.kind != model::Condition::Kind::test) return;
  if (condition.segment && condition.segment->id) {
    const std::size_t before = tests.size();
    collect(model, model.at(*condition.segment->id).condition, personal, tests);
    if (tests.size() != before) return;  // there lies the cause
  }
  if (personal.contains(*condition.attribute)) tests.push_back(&condition);
}

// The attributes that lowered logic asks for, through its shared evaluators.
void asked(const Json& logic, const lower::Fold& fold, Attributes& found) {
  if (const Json::Array* items = logic.array_items()) {
    for (const Json& item : *items) asked(item, fold, found);
  }
  if (logic.members() == nullptr) return;
  for (const auto& [name, argument] : *logic.members()) {
    if (name == "var" && argument.string() != nullptr) found.insert(*argument.string());
    const Json* rule = name == "$ref" ? fold.evaluator(*argument.string()) : nullptr;
    asked(rule == nullptr ? argument : *rule, fold, found);
  }
}

// One environment of one flag as one target carries it.
struct Carried {
  const model::Target& target;
  const model::Flag& flag;
  const model::FlagEnvironment& own;
};

class Search {
 public:
  Search(const model::Model& model, const Rule& rule, report::Report& report)
      : model_(model), rule_(rule), report_(report), personal_(personal_attributes(model)) {}

  void run() {
    if (personal_.empty()) return;
    for (const model::Target& target : model_.config.targets) {
      if (!target.exposure || **target.exposure != model::Exposure::client) continue;
      for (const model::Flag& flag : model_.flags) {
        if (flag.complete && lower::carries(target, flag)) search(target, flag);
      }
    }
  }

 private:
  void search(const model::Target& target, const model::Flag& flag) {
    for (const model::FlagEnvironment& own : flag.environments) {
      if (!own.index || !lower::is_for(target, model_.config.environments[*own.index])) continue;
      search({target, flag, own});
    }
  }

  void search(const Carried& carried) {
    std::map<std::string_view, std::vector<const model::Condition*>> tests;  // by rule
    for (const model::FlagRule& own : carried.own.rules) {
      std::vector<const model::Condition*> found;
      collect(model_, own.condition, personal_, found);
      if (!found.empty()) tests.emplace(*own.name, std::move(found));
    }
    if (tests.empty()) return;
    const auto lowered = lower::lower_flag(model_, carried.flag, *carried.own.index);
    Json evaluators = Json::object();
    for (const auto& [name, rule] : lowered.evaluators) evaluators.set(name, rule);
    const lower::KnownValues known = lower::known_values(carried.target);
    lower::Fold fold(&evaluators, known);
    const Json::Array& chain = *lowered.flag.find("targeting")->find("if")->array_items();
    for (std::size_t i = 0; i < lowered.branches.size(); ++i) {
      const auto condition = fold.truth(chain[2 * i]);
      if (!condition) return;  // what is known is not sound; that is another finding
      if (const bool* decided = condition->boolean()) {
        if (*decided) return;  // nothing behind this branch is carried
        continue;
      }
      Attributes left;
      asked(*condition, fold, left);
      for (const model::Condition* test : tests[lowered.branches[i]]) {
        if (left.contains(*test->attribute)) say(carried, *test);
      }
    }
  }

  // A test is one cause, whatever the number of targets, flags and environments that carry it.
  void say(const Carried& carried, const model::Condition& test) {
    if (!said_.insert(&test).second) return;
    const model::Attribute* attribute = model_.config.attribute(*test.attribute);
    ENSIGN_ASSERT(attribute != nullptr);
    auto& finding = report_.add(
        rule_.info, test.span,
        fmt::format("`{}` is personal, and target `{}` carries this to every client",
                    *test.attribute, *carried.target.name),
        "ask for an attribute that is not personal, or keep the flag out of client targets");
    finding.labels.push_back({carried.target.name.span, "the target"});
    finding.labels.push_back({attribute->name.span, "declared as personal"});
    if (test.span.file != carried.flag.file) {
      finding.labels.push_back({carried.flag.key.span, "a flag that carries it"});
    }
  }

  const model::Model& model_;
  const Rule& rule_;
  report::Report& report_;
  Attributes personal_;
  std::set<const model::Condition*> said_;
};

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  Search(model, rule, report).run();
}

}  // namespace

const Rule personal_data_in_target{
    {"EN245", "personal-data-in-target", report::Severity::error, report::RuleClass::unsound},
    check};

}  // namespace ensign::policy
