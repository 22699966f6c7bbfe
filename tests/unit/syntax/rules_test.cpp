#include "syntax/rules.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace ensign;

TEST_CASE("rules are listed in the order of their ids, each once, and only raw HTML is advice") {
  const auto rules = syntax::rules();
  CHECK(rules.size() == 15);
  CHECK(std::ranges::is_sorted(rules, std::less_equal<>(), &report::RuleInfo::id));
  std::set<std::string_view> names;
  for (const report::RuleInfo* rule : rules) {
    names.insert(rule->name);
    CHECK(rule->id.starts_with("EN0"));
    const bool advice = rule == &syntax::raw_html;
    CHECK((rule->severity == report::Severity::warning) == advice);
    CHECK((rule->rule_class == report::RuleClass::advice) == advice);
    CHECK((rule->rule_class == report::RuleClass::unsound) == !advice);
  }
  CHECK(names.size() == rules.size());
}
