#include "plan.h"

#include <fmt/format.h>
#include <string_view>

namespace ensign::bench {
namespace {

constexpr std::string_view areas[] = {
    "search",  "checkout", "billing",   "profile", "catalogue", "shipping", "reviews", "messaging",
    "reports", "sign-in",  "workspace", "editor",  "import",    "calendar", "storage", "admin"};
constexpr std::string_view adjectives[] = {"new",    "fast",   "shared", "quiet", "guided",
                                           "inline", "secure", "direct", "live",  "grouped"};
constexpr std::string_view nouns[] = {"engine",  "editor",  "summary", "export", "receipt",
                                      "sidebar", "timeout", "preview", "upload", "ranking",
                                      "invoice", "journal", "cache",   "filter", "history"};
constexpr std::string_view words[] = {
    "the",     "a",       "request",  "customer", "shows",  "and",     "result", "waits",
    "page",    "changes", "when",     "service",  "old",    "answers", "list",   "`timeout`",
    "without", "order",   "keeps",    "for",      "people", "naïve",   "until",  "index",
    "then",    "reads",   "again",    "**once**", "of",     "every",   "team",   "measures",
    "café",    "slowly",  "a record", "which",    "is",     "written", "beside", "queue"};

}  // namespace

Slot slot_of(std::size_t flag) {
  const std::size_t place = flag % block_size;
  if (place < 6) return Slot::planned;
  if (place < 9) return Slot::experiment;
  if (place < 12) return Slot::kill_switch;
  if (place < 17) return Slot::config;
  if (place < 20) return Slot::permission;
  return Slot::plain;
}

std::vector<std::size_t> Plan::members(std::size_t block, Slot slot) const {
  std::vector<std::size_t> found;
  for (std::size_t flag = block * block_size; flag < flags && flag < (block + 1) * block_size;
       ++flag) {
    if (slot_of(flag) == slot) found.push_back(flag);
  }
  return found;
}

std::string area_name(std::size_t block) {
  constexpr std::size_t count = std::size(areas);
  return block < count ? std::string(areas[block])
                       : fmt::format("{}-{}", areas[block % count], block / count + 1);
}

std::string flag_key(std::size_t flag) {
  Random random("key", flag);
  const auto adjective = random.pick(adjectives);
  return fmt::format("{}-{}-{}", adjective, random.pick(nouns), flag);
}

std::string segment_name(std::size_t block, std::size_t which) {
  return fmt::format("{}-{}", area_name(block), which == 0 ? "pilots" : "partners");
}

std::string plan_id(std::size_t block) { return "rollout-" + area_name(block); }
std::string person_id(std::size_t person) { return fmt::format("person-{}", person); }
std::string team_id(std::size_t team) { return fmt::format("team-{}", team); }
std::string team_of(const Plan& plan, std::size_t block) { return team_id(block % plan.teams()); }
std::string milestone(std::size_t block) { return fmt::format("v1.{}", block); }
std::string version(std::size_t block) { return fmt::format("1.{}.0", block); }

std::string playbook_path(std::size_t block) {
  return fmt::format("rollbacks/{}/switch-off.md", area_name(block));
}

std::string incident_playbook_path(std::size_t block) {
  return fmt::format("rollbacks/{}/slow-answers.md", area_name(block));
}

std::string evidence_id(std::size_t block) { return fmt::format("ready-{}", area_name(block)); }

std::string phrase(Random& random) {
  const auto adjective = random.pick(adjectives);
  return fmt::format("{} {}", adjective, random.pick(nouns));
}

std::string sentence(Random& random, std::size_t length) {
  std::string text = "It";
  for (std::size_t i = 0; i < length; ++i) text.append(" ").append(random.pick(words));
  return text + ".";
}

// Lines of about 90 columns.
std::string paragraph(Random& random, std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += sentence(random, 12 + random.below(5)) + "\n";
  return text;
}

}  // namespace ensign::bench
