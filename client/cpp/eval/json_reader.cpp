// Strict JSON text to values. simdjson checks grammar, UTF-8 and numbers; this file adds what it
// lets pass (duplicate keys, depth, lone low surrogates) and lets pass what it refuses (long
// integers).

#include <algorithm>
#include <simdjson.h>

#include "eval/value.h"

namespace ensign::eval {
namespace {

// U+D800 to U+DFFF, escaped one by one, come out as the bytes ED A0..BF xx, which is not UTF-8.
bool holds_surrogate(std::string_view text) {
  for (std::size_t at = text.find('\xED'); at != std::string_view::npos;
       at = text.find('\xED', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  }
  return false;
}

bool continues_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

// The text with a fraction put behind every long integer, so that simdjson reads it as the double
// it is here anyway; as an integer it refuses what does not fit 64 bits.
std::string with_long_integers_as_doubles(std::string_view text) {
  constexpr std::size_t always_fits = 18;
  std::string out;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (in_string) {
      if (text[at] == '\\') end = std::min(at + 2, text.size());
    } else if (continues_number(text[at])) {
      while (end < text.size() && continues_number(text[end])) ++end;
    }
    if (text[at] == '"') in_string = !in_string;
    const std::string_view token = text.substr(at, end - at);
    out += token;
    if (token.size() > always_fits && token.find_first_of("+.eE") == token.npos) out += ".0";
    at = end;
  }
  return out;
}

class Reader {
 public:
  explicit Reader(Arena& arena) : arena_(arena) {}

  bool read(simdjson::dom::element from, View& to, unsigned depth);
  std::string take_problem() { return std::move(problem_); }

 private:
  bool fail(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }
  bool read_string(std::string_view from, std::string_view& to);
  bool read_array(simdjson::dom::array from, View& to, unsigned depth);
  bool read_object(simdjson::dom::object from, View& to, unsigned depth);

  Arena& arena_;
  std::string problem_;
};

bool Reader::read_string(std::string_view from, std::string_view& to) {
  if (holds_surrogate(from)) return fail("a string holds half of a surrogate pair");
  to = arena_.copy(from);
  return true;
}

bool Reader::read_array(simdjson::dom::array from, View& to, unsigned depth) {
  if (depth == max_depth)
    return fail("nested deeper than " + std::to_string(max_depth) + " levels");
  std::size_t count = 0;
  for ([[maybe_unused]] const simdjson::dom::element item : from) ++count;
  View* items = arena_.allocate<View>(count);
  View* next = items;
  for (const simdjson::dom::element item : from) {
    if (!read(item, *next++, depth + 1)) return false;
  }
  to = View::array(items, count);
  return true;
}

bool Reader::read_object(simdjson::dom::object from, View& to, unsigned depth) {
  if (depth == max_depth)
    return fail("nested deeper than " + std::to_string(max_depth) + " levels");
  std::size_t count = 0;
  for ([[maybe_unused]] const simdjson::dom::key_value_pair field : from) ++count;
  Member* members = allocate_members(arena_, count);
  Member* next = members;
  for (const simdjson::dom::key_value_pair field : from) {
    if (!read_string(field.key, next->key)) return false;
    if (!read(field.value, next->value, depth + 1)) return false;
    ++next;
  }
  if (const auto unique = index_members(members, count); !unique) {
    return fail("duplicate key \"" + std::string(unique.error()) + "\"");
  }
  to = View::object(members, count);
  return true;
}

bool Reader::read(simdjson::dom::element from, View& to, unsigned depth) {
  using simdjson::dom::element_type;
  switch (from.type()) {
    case element_type::NULL_VALUE:
      to = View();
      return true;
    case element_type::BOOL:
      to = View::boolean(from.get_bool().value_unsafe());
      return true;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      to = View::number(from.get_double().value_unsafe());
      return true;
    case element_type::STRING: {
      std::string_view text;
      if (!read_string(from.get_string().value_unsafe(), text)) return false;
      to = View::string(text);
      return true;
    }
    case element_type::ARRAY:
      return read_array(from.get_array().value_unsafe(), to, depth);
    case element_type::OBJECT:
      return read_object(from.get_object().value_unsafe(), to, depth);
  }
  return fail("unknown kind of value");
}

}  // namespace

std::expected<Value, Error> parse_json(std::string_view text) {
  if (text.empty()) return std::unexpected(Error{"not JSON: no input"});
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  auto code = parser.parse(text.data(), text.size()).get(root);
  if (code) {
    const std::string rewritten = with_long_integers_as_doubles(text);
    if (rewritten.size() != text.size()) code = parser.parse(rewritten).get(root);
  }
  if (code) {
    return std::unexpected(Error{std::string("not JSON: ") + simdjson::error_message(code)});
  }
  auto arena = std::make_shared<Arena>();
  Reader reader(*arena);
  View value;
  if (!reader.read(root, value, 0)) return std::unexpected(Error{reader.take_problem()});
  return Value(value, std::move(arena));
}

}  // namespace ensign::eval
