#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  if (model.roots.empty()) return;
  const model::RootFile& last = model.roots.back();
  if (last.root.expires > model.as_of) return;
  report.add(rule.info, Span{last.file, 0, 0},
             fmt::format("version {} of the root expired on {}", last.root.version,
                         to_string(last.root.expires)),
             "`ensign trust rotate` writes the next version, and holders of root keys sign it");
}

}  // namespace

const Rule root_expired{
    {"EN702", "root-expired", report::Severity::error, report::RuleClass::unsound}, check};

}  // namespace ensign::policy
