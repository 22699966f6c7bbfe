#include "policy/asking.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace ensign::policy {
namespace {

constexpr std::size_t most_named = 6;

std::string joined(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? fmt::format(" {} ", last) : ", ";
    text += parts[i];
  }
  return text;
}

}  // namespace

std::string any_of(const std::vector<std::string>& people) {
  if (people.empty()) return "nobody on the roster can give it";
  std::vector<std::string> named;
  for (const std::string& id : people) {
    if (named.size() == most_named) break;
    named.push_back(fmt::format("`{}`", id));
  }
  if (people.size() > most_named) {
    named.push_back(fmt::format("{} others", people.size() - most_named));
  }
  return joined(named, "or");
}

std::string needs(const trust::Approval& approval) {
  std::vector<std::string> parts;
  std::set<std::string> said;
  for (const trust::Missing& missing : approval.missing) {
    std::string part = missing.what;
    const bool is_person = part.starts_with('`');
    if (!is_person || missing.who.empty()) part += fmt::format(" ({})", any_of(missing.who));
    if (said.insert(part).second) parts.push_back(std::move(part));
  }
  if (approval.rules.empty()) parts.emplace_back("an approval rule that matches it");
  return joined(parts, "and");
}

std::string still_needs(const trust::Approval& approval) {
  return "still needs " + needs(approval);
}

std::string why_not(const trust::Change& change, const trust::Approval& approval) {
  if (!change.published || approval.replayed.empty()) return still_needs(approval);
  const std::int64_t last = change.published->revision;
  return fmt::format(
      "goes back behind revision {}, which was published: signed as revision {} it still needs {}",
      last, last + 1, needs(approval));
}

std::string short_digest(const std::optional<crypto::Sha256>& digest) {
  constexpr std::size_t digits = 12;
  return digest ? fmt::format("`{}…`", crypto::hex(*digest).substr(0, digits)) : "absent";
}

void label_rules(const trust::Tally& tally, const trust::Approval& approval,
                 report::Finding& finding) {
  if (&tally.rules() != &tally.head()) return;
  std::set<const model::ApprovalRule*> said;
  for (const trust::Missing& missing : approval.missing) {
    if (missing.rule != nullptr && said.insert(missing.rule).second) {
      finding.labels.push_back({missing.rule->id.span, "asked here"});
    }
  }
}

}  // namespace ensign::policy
