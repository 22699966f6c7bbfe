#include <algorithm>
#include <fmt/format.h>

#include "policy/rules.h"
#include "trust/tally.h"

namespace ensign::policy {
namespace {

std::string content_of(const std::optional<crypto::Sha256>& content) {
  return content ? "sha256:" + crypto::hex(*content) : std::string("none");
}

void report_one(const trust::Change& change, const model::Statement& statement, const Rule& rule,
                report::Report& report) {
  const bool is_published = change.published.has_value();
  const std::int64_t last =
      is_published ? change.published->revision : change.base_revision.value_or(0);
  const std::string where = is_published ? fmt::format("revision {} was published", last)
                                         : fmt::format("here it follows revision {}", last);
  report.add(
      rule.info, statement.revision.span,
      fmt::format("`{}` signed `{}` in another place of its history: {}", *statement.signer.name,
                  change.subject, where),
      fmt::format("sign it again as revision {}, with `previous: {}`", last + 1,
                  content_of(is_published ? change.published->content : change.base_content)));
}

void check(const trust::Tally& tally, const Rule& rule, report::Report& report) {
  for (const trust::Entry& entry : tally.entries()) {
    if (entry.may_ship() || !entry.reported) continue;
    for (const std::size_t index : entry.approval.replayed) {
      report_one(entry.change, tally.head().statements[index], rule, report);
    }
  }
}

}  // namespace

const Rule approval_replayed{
    {"EN309", "approval-replayed", report::Severity::error, report::RuleClass::unapproved},
    nullptr,
    nullptr,
    nullptr,
    check};

}  // namespace ensign::policy
