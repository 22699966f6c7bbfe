#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

using change::Branch;

bool may_be_missing(const model::Model& model, const std::string& name) {
  const model::Attribute* attribute = model.config.attribute(name);
  return attribute != nullptr && !attribute->required;
}

bool is_split(const model::Serve& serve) { return change::parts_of(serve).size() > 1; }

bool is_doubtful(const model::Model& model, const model::Serve& serve) {
  return serve.by && is_split(serve) && may_be_missing(model, **serve.by);
}

bool has_doubtful(const model::Model& model, const model::FlagEnvironment& own) {
  return is_doubtful(model, own.serve) ||
         std::ranges::any_of(own.rules, [&](const model::FlagRule& rule) {
           return is_doubtful(model, rule.serve);
         });
}

// The splits that somebody without the attribute comes to, by attribute.
using Splits = std::map<std::string, std::vector<Span>>;

class Walk {
 public:
  Walk(const model::Model& model, const model::Flag& flag, const model::FlagEnvironment& own,
       Splits& found)
      : model_(model),
        found_(found),
        space_(questions(model, flag, own)),
        left_(space_.everybody()) {}

  // Everybody in `audience` who is left comes to this serve.
  void come_to(const model::Serve& serve, const change::Region& audience) {
    if (is_doubtful(model_, serve)) {
      const auto without =
          subtract(intersect(left_, audience), space_.where(change::present(**serve.by)));
      if (without.is_empty() == change::Answer::no) found_[**serve.by].push_back(serve.by->span);
    }
    const std::string by = serve.by ? **serve.by : "targetingKey";
    left_ = subtract(
        left_, is_split(serve) ? intersect(audience, space_.where(change::filled(by))) : audience);
  }

  void run(const model::FlagEnvironment& own) {
    for (const model::FlagRule& rule : own.rules) {
      come_to(rule.serve, space_.where(model_, rule.condition));
    }
    come_to(own.serve, space_.everybody());
  }

 private:
  static change::Questions questions(const model::Model& model, const model::Flag& flag,
                                     const model::FlagEnvironment& own) {
    change::Questions questions;
    questions.add(model, flag, own);
    const auto ask = [&](const model::Serve& serve) {
      if (serve.by) questions.add(model, change::present(**serve.by));
    };
    for (const model::FlagRule& rule : own.rules) ask(rule.serve);
    ask(own.serve);
    return questions;
  }

  const model::Model& model_;
  Splits& found_;
  change::Space space_;
  change::Region left_;
};

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    Splits found;
    for (const model::FlagEnvironment& own : flag.environments) {
      if (has_doubtful(model, own)) Walk(model, flag, own, found).run(own);
    }
    for (const auto& [name, places] : found) {
      auto& finding = report.add(
          rule.info, places.front(),
          fmt::format("users without `{}` are in no share of this split", name),
          fmt::format("write `required: true` for it in ensign.yaml if every caller passes it, or "
                      "`{}: {{ exists: true }}` into the rule",
                      name));
      for (std::size_t i = 1; i < places.size(); ++i) {
        finding.labels.push_back({places[i], "nor of this one"});
      }
    }
  }
}

}  // namespace

const Rule bucket_key_may_be_missing{
    {"EN233", "bucket-key-may-be-missing", report::Severity::warning, report::RuleClass::advice},
    check};

}  // namespace ensign::policy
