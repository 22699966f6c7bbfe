#include "model/values.h"

#include <algorithm>
#include <fmt/format.h>

#include "model/names.h"
#include "model/rules.h"
#include "model/version.h"

namespace ensign::model {
namespace {

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// What a word would mean as a boolean in YAML 1.1, which many people still have in their fingers.
std::optional<bool> boolean_meant(std::string_view word) {
  const std::string text = lowered(word);
  for (const std::string_view yes : {"true", "yes", "on", "y"}) {
    if (text == yes) return true;
  }
  for (const std::string_view no : {"false", "no", "off", "n"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string_view kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
  }
  if (syntax::as_boolean(node)) return "a boolean";
  if (syntax::as_number(node) || syntax::as_integer(node)) return "a number";
  return "a string";
}

namespace {

std::string how_to_write(const Node& node, std::string_view expected) {
  if (node.kind == Node::Kind::null) return "write a value; a field that has none is left out";
  if (expected == "a mapping") return "write `name: value` lines, or `{ name: value }`";
  if (!node.is_scalar()) {
    return expected == "a list" ? "write `[a, b]`, or each on a line that begins with `- `"
                                : "write one value, without brackets or braces";
  }
  if (expected == "a string")
    return fmt::format("write `\"{}\"` if it is meant as text", node.text);
  if (expected == "a list") return fmt::format("write `[{}]`", node.text);
  if (!node.plain) return "leave out the quotes";
  if (expected == "a boolean") return "write `true` or `false`";
  return "write it in digits alone";
}

}  // namespace

void report_wrong_type(const Node& node, std::string_view expected, Report& report) {
  report.add(wrong_type, node.span, fmt::format("expected {}, found {}", expected, kind_of(node)),
             how_to_write(node, expected));
}

Read<std::string> read_text(const Node& node, Report& report) {
  if (kind_of(node) != "a string") {
    report_wrong_type(node, "a string", report);
    return std::nullopt;
  }
  if (node.text.empty()) {
    report.add(invalid_value, node.span, "the text is empty",
               "write a text; a field that has none is left out");
    return std::nullopt;
  }
  return Spanned<std::string>{node.text, node.span};
}

Read<std::string> read_literal(const Node& node, Report& report) {
  if (node.is_scalar()) return Spanned<std::string>{node.text, node.span};
  report_wrong_type(node, "a single value", report);
  return std::nullopt;
}

Read<std::string> read_id(const Node& node, Report& report) {
  auto text = read_text(node, report);
  if (!text || is_id(**text)) return text;
  report.add(invalid_key, node.span, fmt::format("`{}` cannot be a name", **text),
             std::string(id_shape));
  return std::nullopt;
}

Read<std::string> read_version(const Node& node, Report& report) {
  auto text = read_literal(node, report);
  if (!text || parse_version(**text)) return text;
  const std::string_view rest =
      std::string_view(**text).substr(text->value.starts_with('v') ? 1 : 0);
  report.add(invalid_version, node.span, fmt::format("`{}` is not a version", **text),
             rest.size() < text->value.size() && parse_version(rest)
                 ? fmt::format("write `{}`, without the `v`", rest)
                 : "versions follow SemVer 2.0.0: `2.4.0`, `2.4.0-rc.1`");
  return std::nullopt;
}

Read<std::string> read_project(const Node& node, Report& report) {
  auto text = read_literal(node, report);
  if (!text) return text;
  if (text->value.size() == 16 && std::ranges::all_of(text->value, is_hex_digit)) return text;
  report.add(invalid_value, node.span, fmt::format("`{}` is not a project id", **text),
             "it is 16 hex digits in lower case, drawn once by `ensign init`");
  return std::nullopt;
}

Read<bool> read_boolean(const Node& node, Report& report) {
  if (const auto value = syntax::as_boolean(node)) return Spanned<bool>{*value, node.span};
  const auto meant = node.is_scalar() && node.plain ? boolean_meant(node.text) : std::nullopt;
  if (meant) {
    report.add(word_for_boolean, node.span, fmt::format("`{}` is a word, not a boolean", node.text),
               fmt::format("write `{}`", *meant ? "true" : "false"));
  } else {
    report_wrong_type(node, "a boolean", report);
  }
  return std::nullopt;
}

Read<std::int64_t> read_integer(const Node& node, Report& report) {
  if (const auto value = syntax::as_integer(node)) return Spanned<std::int64_t>{*value, node.span};
  report_wrong_type(node, "a whole number", report);
  return std::nullopt;
}

Read<double> read_number(const Node& node, Report& report) {
  if (const auto value = syntax::as_integer(node)) {
    return Spanned<double>{static_cast<double>(*value), node.span};
  }
  if (const auto value = syntax::as_number(node)) return Spanned<double>{*value, node.span};
  report_wrong_type(node, "a number", report);
  return std::nullopt;
}

Read<Date> read_date(const Node& node, Report& report) {
  if (!node.is_scalar()) {
    report_wrong_type(node, "a date", report);
    return std::nullopt;
  }
  if (const auto date = parse_date(node.text)) return Spanned<Date>{*date, node.span};
  report.add(invalid_date, node.span, fmt::format("`{}` is not a date", node.text),
             "dates are `YYYY-MM-DD`, from 1970 on");
  return std::nullopt;
}

Read<Instant> read_instant(const Node& node, Report& report) {
  if (!node.is_scalar()) {
    report_wrong_type(node, "a moment", report);
    return std::nullopt;
  }
  if (const auto instant = parse_instant(node.text)) return Spanned<Instant>{*instant, node.span};
  report.add(invalid_date, node.span, fmt::format("`{}` is not a moment", node.text),
             "moments are UTC: `YYYY-MM-DDTHH:MM:SSZ`");
  return std::nullopt;
}

void report_unknown_word(const Node& node, std::span<const std::string_view> words,
                         Report& report) {
  if (!node.is_scalar()) return report_wrong_type(node, "a word", report);
  report.add(unknown_word, node.span, fmt::format("unknown word `{}`", node.text),
             suggestion(node.text, words));
}

std::optional<Owner> read_owner(const Node& node, Report& report) {
  auto name = read_text(node, report);
  if (!name) return std::nullopt;
  return Owner{std::move(*name), std::nullopt, std::nullopt};
}

Json to_json(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return {};
    case Node::Kind::sequence: {
      Json list = Json::array();
      for (const Node& item : node.items) list.push(to_json(item));
      return list;
    }
    case Node::Kind::mapping: {
      Json object = Json::object();
      for (const syntax::Entry& entry : node.entries) object.set(entry.key, to_json(entry.value));
      return object;
    }
    case Node::Kind::scalar:
      break;
  }
  if (const auto value = syntax::as_boolean(node)) return *value;
  if (const auto value = syntax::as_integer(node)) return *value;
  if (const auto value = syntax::as_number(node)) return *value;
  return node.text;
}

}  // namespace ensign::model
