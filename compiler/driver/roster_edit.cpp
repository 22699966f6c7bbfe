#include "driver/roster_edit.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "model/read_file.h"
#include "model/root.h"

namespace ensign::driver {
namespace {

std::optional<model::Roster> read(const std::string& text) {
  const std::string path = "trust/people.yaml";
  const source::File file{path, text};
  auto result = model::read_file(file, {FileId{}, path, model::classify({}, path)});
  auto* roster = std::get_if<model::Roster>(&result.decoded);
  if (roster == nullptr || result.report.has_errors()) return std::nullopt;
  return std::move(*roster);
}

std::unexpected<Failure> by_hand(std::string_view what) {
  return failure("the roster is written in a way that cannot be edited here",
                 fmt::format("write {} by hand, and check it with `ensign check`", what));
}

// Whether all these keys are suspended, and nothing else is another.
bool is_suspended(const std::string& text, const std::set<std::string>& keys) {
  const auto roster = read(text);
  if (!roster) return false;
  std::size_t found = 0;
  for (const model::Person& person : roster->people) {
    for (const model::PersonKey& key : person.keys) {
      if (keys.contains(crypto::fingerprint(key.key)) && *key.state != model::KeyState::active) {
        ++found;
      }
    }
  }
  return found == keys.size();
}

// Where the fields of the person begin: behind the colon.
std::size_t fields_at(std::string_view text, const model::Person& person) {
  std::size_t at = person.id.span.end;
  while (at < text.size() && text[at] != ':') ++at;
  return std::min(at + 1, text.size());
}

// `{ name: Ben }` → `{ left: 2026-06-30, name: Ben }`; nothing when no `{` stands there.
std::optional<std::string> in_braces(const std::string& text, std::size_t at,
                                     const std::string& field) {
  const std::size_t brace = text.find_first_not_of(' ', at);
  if (brace == std::string::npos || text[brace] != '{') return std::nullopt;
  const std::size_t next = text.find_first_not_of(" \n", brace + 1);
  const bool is_empty = next == std::string::npos || text[next] == '}';
  std::string result = text;
  result.insert(brace + 1, is_empty ? " " + field + " " : " " + field + ",");
  return result;
}

// A line before the first field, as far from the margin as that.
std::optional<std::string> on_a_line(const std::string& text, std::size_t at,
                                     const std::string& field) {
  std::size_t line = text.find('\n', at);
  while (line != std::string::npos && line + 1 < text.size()) {
    const std::size_t begin = line + 1;
    const std::size_t word = text.find_first_not_of(' ', begin);
    if (word == std::string::npos) return std::nullopt;
    if (text[word] != '\n' && text[word] != '#') {
      std::string result = text;
      result.insert(begin, std::string(word - begin, ' ') + field + "\n");
      return result;
    }
    line = text.find('\n', word);
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> with_suspended(const std::string& roster, std::set<std::string> keys) {
  const std::size_t end = model::suspension_at(roster);
  const std::set<std::string> asked = keys;
  std::string_view listed = std::string_view(roster).substr(end);
  constexpr std::string_view item = "  - ";
  for (std::size_t at = listed.find(item); at != listed.npos; at = listed.find(item, at + 1)) {
    const std::size_t begin = at + item.size();
    keys.emplace(listed.substr(begin, listed.find('\n', begin) - begin));
  }
  std::string text = roster.substr(0, end);
  if (!text.ends_with('\n')) text += '\n';
  text += model::suspension_text({keys.begin(), keys.end()});
  if (!is_suspended(text, asked)) return by_hand("`state: suspended` beside the key");
  return text;
}

Result<std::string> with_last_day(const std::string& roster, const model::Person& person,
                                  Date last_day) {
  const std::string day = to_string(last_day);
  const std::string field = "left: " + day;
  std::optional<std::string> text;
  if (person.left) {
    text = roster;
    const Span span = person.left->span;
    text->replace(span.begin, span.end - span.begin, day);
  } else {
    const std::size_t at = fields_at(roster, person);
    text = in_braces(roster, at, field);
    if (!text) text = on_a_line(roster, at, field);
  }
  const auto after = text ? read(*text) : std::nullopt;
  if (!after) return by_hand(fmt::format("`{}` into `{}`", field, *person.id));
  const auto same = std::ranges::find(after->people, *person.id,
                                      [](const model::Person& each) { return *each.id; });
  const bool done = same != after->people.end() && same->left && **same->left == last_day;
  if (!done) return by_hand(fmt::format("`{}` into `{}`", field, *person.id));
  return std::move(*text);
}

}  // namespace ensign::driver
