#include "driver/roster_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/json.h"
#include "model/names.h"
#include "syntax/yaml.h"

namespace ensign::driver {
namespace {

using syntax::Entry;
using syntax::Node;

std::unexpected<Failure> unknown_form(std::string_view what) {
  return failure(fmt::format("the roster writes {} in a form that is not edited here", what),
                 "add the lines by hand: without `--person`, `ensign key import` prints them");
}

// `ada` of `ada@example.com`, where that can be a name.
std::string person_of(std::string_view principal) {
  const std::string name(principal.substr(0, principal.find('@')));
  return model::is_person_id(name) ? name : "PERSON";
}

// Changes to a text, all by places in the text as it was.
class Editor {
 public:
  explicit Editor(std::string_view text) : text_(text) {}

  bool is_flow(const Node& node) const {
    return node.span.begin < text_.size() &&
           (text_[node.span.begin] == '{' || text_[node.span.begin] == '[');
  }
  std::size_t column_of(std::size_t at) const {
    const std::size_t feed = at == 0 ? text_.npos : text_.rfind('\n', at - 1);
    return feed == text_.npos ? at : at - feed - 1;
  }
  // The column of the `-` before the first item of a block sequence.
  std::size_t dash_column(const Node& sequence) const {
    const std::size_t dash = text_.rfind('-', sequence.items.front().span.begin);
    return column_of(dash == text_.npos ? sequence.span.begin : dash);
  }

  // Whole lines behind the line in which `node` ends.
  std::string with_lines_behind(std::size_t end, std::string lines) const {
    const bool at_line_end = end > 0 && text_[end - 1] == '\n';
    const std::size_t feed = at_line_end ? end - 1 : text_.find('\n', end);
    if (feed == text_.npos) return fmt::format("{}\n{}", text_, lines);
    return fmt::format("{}{}{}", text_.substr(0, feed + 1), lines, text_.substr(feed + 1));
  }

  // Before the bracket that closes a flow collection, behind its last item.
  std::string with_item_in(const Node& flow, bool empty, std::string_view item) const {
    std::size_t at = flow.span.end - 1;
    while (at > flow.span.begin + 1 && (text_[at - 1] == ' ' || text_[at - 1] == '\n')) --at;
    return fmt::format("{}{}{}{}", text_.substr(0, at), empty ? " " : ", ", item, text_.substr(at));
  }

 private:
  std::string_view text_;
};

std::string items_at(std::size_t column, const std::vector<std::string>& items) {
  std::string lines;
  for (const std::string& item : items) lines += fmt::format("{:{}}- {}\n", "", column, item);
  return lines;
}

std::string keys_at(std::size_t column, const std::vector<std::string>& items) {
  return fmt::format("{:{}}keys:\n{}", "", column, items_at(column + 2, items));
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

Result<std::string> into_person(const Editor& editor, const Entry& person,
                                const std::vector<std::string>& items) {
  const Node& node = person.value;
  const std::size_t column = editor.column_of(person.key_span.begin);
  if (node.kind == Node::Kind::null) {
    return editor.with_lines_behind(node.span.end, keys_at(column + 2, items));
  }
  if (!node.is_mapping()) return unknown_form("the person");
  const Entry* keys = node.find_entry("keys");
  if (keys == nullptr && editor.is_flow(node)) {
    return editor.with_item_in(node, node.entries.empty(),
                               fmt::format("keys: [{}]", joined(items)));
  }
  if (keys == nullptr) {
    const std::size_t own = editor.column_of(node.entries.front().key_span.begin);
    return editor.with_lines_behind(node.span.end, keys_at(own, items));
  }
  const Node& list = keys->value;
  if (list.is_sequence() && editor.is_flow(list)) {
    return editor.with_item_in(list, list.items.empty(), joined(items));
  }
  if (editor.is_flow(node)) return unknown_form("the keys of the person");
  if (list.is_sequence()) {
    return editor.with_lines_behind(list.span.end, items_at(editor.dash_column(list), items));
  }
  if (list.kind != Node::Kind::null) return unknown_form("the keys of the person");
  const std::size_t own = editor.column_of(keys->key_span.begin);
  return editor.with_lines_behind(list.span.end, items_at(own + 2, items));
}

Result<std::string> into_roster(const Node& root, std::string_view text, std::string_view person,
                                const std::vector<std::string>& items) {
  const Editor editor(text);
  const std::string fresh = fmt::format("  {}:\n{}", person, keys_at(4, items));
  const Entry* people = root.is_mapping() ? root.find_entry("people") : nullptr;
  if (people == nullptr) {
    if (editor.is_flow(root)) return unknown_form("everything");
    const std::string_view feed = text.empty() || text.ends_with('\n') ? "" : "\n";
    return fmt::format("{}{}people:\n{}", text, feed, fresh);
  }
  const Node& node = people->value;
  if (node.kind == Node::Kind::null) return editor.with_lines_behind(node.span.end, fresh);
  if (!node.is_mapping() || editor.is_flow(node)) return unknown_form("the people");
  if (const Entry* known = node.find_entry(person)) return into_person(editor, *known, items);
  const std::size_t column = editor.column_of(node.entries.front().key_span.begin);
  return editor.with_lines_behind(
      node.span.end, fmt::format("{:{}}{}:\n{}", "", column, person, keys_at(column + 2, items)));
}

}  // namespace

std::string roster_item(const crypto::AllowedSigner& signer) {
  std::string line = crypto::public_key_line(signer.key);
  std::string item = fmt::format("{{ key: {}", quoted(line));
  if (signer.from) item += fmt::format(", from: {}", to_string(*signer.from));
  if (signer.until) item += fmt::format(", until: {}", to_string(*signer.until));
  return item + " }";
}

std::string roster_lines(const std::vector<crypto::AllowedSigner>& signers) {
  std::map<std::string, std::vector<std::string>> items;  // by principal
  for (const auto& signer : signers) items[signer.principal].push_back(roster_item(signer));
  std::string text = "people:\n";
  for (const auto& [principal, own] : items) {
    text += fmt::format("  {}:\n", person_of(principal));
    if (principal.contains('@')) text += fmt::format("    contact: {}\n", quoted(principal));
    text += keys_at(4, own);
  }
  return text;
}

Result<std::string> with_keys(std::string_view roster, std::string_view person,
                              const std::vector<std::string>& items) {
  report::Report report;
  const auto root = syntax::parse_yaml({FileId{}, roster}, report);
  if (!root) {
    return failure("the roster cannot be read", "`ensign check` says what is wrong with it");
  }
  return into_roster(*root, roster, person, items);
}

}  // namespace ensign::driver
