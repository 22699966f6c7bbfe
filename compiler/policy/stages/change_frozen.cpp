#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/freezes.h"
#include "trust/tally.h"

namespace ensign::policy {
namespace {

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.freeze == nullptr) continue;
    auto& finding = report.add(
        rule.info, entry.change.span,
        fmt::format("`{}` {}", entry.change.subject, trust::stands_still(*entry.freeze)),
        "wait for its end, or ask for a waiver of this rule, which those approve who approve the "
        "flag; what is proven to expose less, and an approved profile, need none");
    const auto here = std::ranges::find_if(
        tally.head().freezes, [&](const model::Freeze& one) { return &one == entry.freeze; });
    if (here != tally.head().freezes.end()) {
      finding.labels.push_back({here->id.span, "the freeze"});
    }
  }
}

}  // namespace

const Rule change_frozen{
    {"EN405", "change-frozen", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
