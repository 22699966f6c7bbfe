#include "syntax/yaml.h"

#include <algorithm>
#include <spanstream>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "syntax/yaml_builder.h"
#include "syntax/yaml_readers.h"

namespace ensign::syntax {
namespace {

// Directives stand before the first line of content. yaml-cpp heeds some and skips the others; no
// governed file needs one.
std::optional<std::size_t> first_directive(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (line.starts_with('%')) return begin;
    const std::size_t visible = line.find_first_not_of(' ');
    if (visible != line.npos && line[visible] != '#') return std::nullopt;
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

const Entry* Node::find_entry(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Entry* entry = find_entry(key);
  return entry ? &entry->value : nullptr;
}

std::optional<Node> parse_yaml(const YamlText& source, report::Report& report) {
  if (auto usual = read_usual_form(source)) return usual;
  return read_by_events(source, report);
}

std::optional<Node> read_by_events(const YamlText& source, report::Report& report) {
  TreeBuilder builder(source, report);
  if (const auto at = first_directive(source.text)) {
    builder.fail(*at, "directive");
    return builder.take_root();
  }
  try {
    std::ispanstream stream(source.text);
    YAML::Parser parser(stream);
    // The second call is there to find a second document, which the builder refuses.
    if (parser.HandleNextDocument(builder) && !builder.stopped())
      parser.HandleNextDocument(builder);
  } catch (const YAML::Exception& error) {
    const int position = error.mark.pos;
    builder.fail(position < 0 ? source.text.size() : static_cast<std::size_t>(position), error.msg);
  } catch (const std::exception& error) {
    builder.fail(source.text.size(), error.what());
  }
  return builder.take_root();
}

}  // namespace ensign::syntax
