#include "driver/approval_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "driver/patch.h"
#include "emit/page/wording.h"

namespace ensign::driver::signing {
namespace {

struct Told {
  std::vector<std::string> lines;
  std::optional<model::Direction> direction;

  friend auto operator<=>(const Told&, const Told&) = default;
};

std::vector<std::string> as_lines(const SubjectLines& lines) {
  std::vector<std::string> told;
  for (const auto& [label, value] : lines) told.push_back(fmt::format("{}: {}", label, value));
  return told;
}

constexpr std::size_t most_lines = 400;  // of a file that is shown

std::optional<std::string> file_in(const Side& side, const model::Subject& subject) {
  const auto id = side.snapshot.find(subject.name);
  return id ? std::optional(side.snapshot.file(*id).bytes) : std::nullopt;
}

// "it stands so in commit 1a2b3c4d5e6f already …": nobody need have agreed to that.
std::string unchanged_words(const Side& base) {
  return fmt::format("it stands so in commit {} already; `--base` compares with another. It says",
                     base.snapshot.origin().commit.substr(0, 12));
}

// Whoever signs a file has seen what changes in it, or all of it.
std::vector<std::string> file_told(const Sides& sides, const model::Subject& subject,
                                   const std::string& now) {
  const auto before = sides.base ? file_in(*sides.base, subject) : std::nullopt;
  std::vector<std::string> told;
  if (!before) told.emplace_back("it is new");
  const bool same = before == now;
  if (same) told.push_back(unchanged_words(*sides.base));
  const std::string patch =
      as_patch({subject.name, same ? std::string() : before.value_or(""), now});
  // Behind the names of the file and the place of the hunk.
  std::string_view rest = std::string_view(patch).substr(patch.find("\n@@") + 1);
  rest.remove_prefix(std::min(rest.find('\n') + 1, rest.size()));
  for (; !rest.empty() && told.size() <= most_lines; rest.remove_prefix(rest.find('\n') + 1)) {
    told.emplace_back(rest.substr(0, rest.find('\n')));
  }
  if (const auto count = static_cast<std::size_t>(std::ranges::count(rest, '\n')); count > 0) {
    told.push_back(
        fmt::format("and {} more: read {}", emit::plural(count, "line", "lines"), subject.name));
  }
  return told;
}

Told tell(const Sides& sides, const model::SetRecord& record) {
  const model::Subject& subject = record.subject;
  if (!*record.content) return {{"it is removed"}, std::nullopt};
  if (subject.kind == model::SubjectKind::file) {
    if (const auto bytes = file_in(sides.head, subject)) {
      return {file_told(sides, subject, *bytes), std::nullopt};
    }
  }
  const SubjectLines now = subject_lines(sides.head, subject);
  if (!sides.base) return {as_lines(now), std::nullopt};
  const SubjectLines before = subject_lines(*sides.base, subject);
  Told told{differences(before, now), direction_of(*sides.base, sides.head, subject)};
  if (before.empty()) {
    told.lines.insert(told.lines.begin(), "it is new");
    return told;
  }
  if (!told.lines.empty()) return told;
  told.lines = as_lines(now);
  told.lines.insert(told.lines.begin(), told.direction ? "its record changes in what no line says"
                                                       : unchanged_words(*sides.base));
  return told;
}

}  // namespace

std::vector<ChangeGroup> change_groups(const Sides& sides, const Draft& draft) {
  std::map<Told, std::size_t> known;
  std::vector<ChangeGroup> groups;
  for (const model::SetRecord& record : draft.covers) {
    Told told = tell(sides, record);
    const auto [place, is_new] = known.try_emplace(told, groups.size());
    if (is_new) groups.push_back({std::move(told.lines), told.direction, {}});
    groups[place->second].subjects.push_back(*record.subject.text);
  }
  for (ChangeGroup& group : groups) std::ranges::sort(group.subjects);
  return groups;
}

std::string count_words(const std::vector<ChangeGroup>& groups) {
  std::size_t all = 0, more = 0, less = 0;
  for (const ChangeGroup& group : groups) {
    all += group.subjects.size();
    if (group.direction == model::Direction::more) more += group.subjects.size();
    if (group.direction == model::Direction::less) less += group.subjects.size();
  }
  std::string words = emit::plural(all, "record", "records");
  if (more > 0) words += fmt::format(", {} of them exposing more", more);
  if (less > 0) words += fmt::format(", {} of them exposing less, which is proven", less);
  return words;
}

std::string direction_words(model::Direction direction) {
  return direction == model::Direction::less ? "exposes less, which is proven" : "exposes more";
}

std::string content_words(const std::optional<crypto::Sha256>& content) {
  return content ? "sha256:" + crypto::hex(*content) : "absent";
}

}  // namespace ensign::driver::signing
