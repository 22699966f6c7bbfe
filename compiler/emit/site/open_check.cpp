#include "emit/site/open_check.h"

#include <fmt/format.h>
#include <set>

#include "emit/page/escape.h"

namespace ensign::emit {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80;
}

bool stands_in(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !is_word_byte(text[at - 1]);
    const std::size_t end = at + name.size();
    if (begins && (end == text.size() || !is_word_byte(text[end]))) return true;
  }
  return false;
}

}  // namespace

Result<void> check_names(const model::Model& model, const OutFiles& files) {
  std::set<std::string> wanted;
  for (const model::Person& person : model.people) {
    if (person.machine) continue;
    for (const std::string& text : {person.name, person.contact}) {
      if (text.empty()) continue;
      wanted.insert(text);
      wanted.insert(escape_text(text));
    }
  }
  std::set<std::string> found;
  for (const OutFile& file : files) {
    for (const std::string& text : wanted) {
      if (stands_in(file.bytes, text)) found.insert(fmt::format("{}: `{}`", file.path, text));
    }
  }
  if (found.empty()) return {};
  std::string message = "the site is public and would name people of the roster";
  for (const std::string& line : found) message += "\n  " + line;
  return failure(std::move(message),
                 "take the names out of the titles and notes of the named pages, or say "
                 "`site: internal` in ensign.yaml");
}

}  // namespace ensign::emit
