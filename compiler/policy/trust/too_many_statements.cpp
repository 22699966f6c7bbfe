#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string_view>

#include "policy/rules.h"
#include "policy/statements.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  std::set<std::string_view> said;
  for_each_standing(tally, [&](const model::Statement& statement, trust::Standing standing) {
    if (standing != trust::Standing::too_many || !said.insert(*statement.subject.text).second) {
      return;
    }
    report.add(rule.info, statement.subject.text.span,
               fmt::format("there are more than {} statements about `{}`", trust::most_statements,
                           *statement.subject.text),
               "none of them is looked at: remove those of people who are not asked");
  });
}

}  // namespace

const Rule too_many_statements{
    {"EN715", "too-many-statements", report::Severity::error, report::RuleClass::unsound},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
