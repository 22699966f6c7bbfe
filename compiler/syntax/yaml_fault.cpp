#include "syntax/yaml_fault.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.h"
#include "syntax/rules.h"
#include "syntax/scalar_extent.h"

namespace ensign::syntax {
namespace {

using View = std::string_view;

constexpr View blanks = " \t";

std::size_t line_begin(View text, std::size_t at) { return at - column_of(text, at); }

std::size_t line_end(View text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

std::size_t first_visible(View text, std::size_t at) {
  return std::min(text.find_first_not_of(blanks, line_begin(text, at)), text.size());
}

std::size_t code_point_end(View text, std::size_t at) {
  return at < text.size() ? at + code_point_at(text, at).length : at;
}

Fault syntax_fault(const FaultContext& context, std::string message, std::string help) {
  return {&yaml_syntax, context.position, code_point_end(context.text, context.position),
          std::move(message), std::move(help)};
}

bool says(const FaultContext& context, View part) { return context.message.contains(part); }

std::optional<Fault> tab_fault(const FaultContext& context) {
  const bool about_structure = says(context, "illegal tab") || says(context, "illegal map") ||
                               says(context, "end of map not") ||
                               says(context, "end of sequence not") ||
                               says(context, "illegal block entry");
  if (!about_structure || context.open_bracket) return std::nullopt;
  const View text = context.text;
  const std::size_t visible = first_visible(text, context.position);
  const std::size_t tab = text.find('\t', line_begin(text, context.position));
  if (tab >= visible) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of('\t', tab), text.size());
  return Fault{&yaml_syntax, tab, end, "a tab is used for indentation", "indent with spaces"};
}

// The first quote after what was read that opens a text and never closes it.
std::optional<std::size_t> open_quote(View text, std::size_t at) {
  while (at < text.size()) {
    at = skip_blank(text, at);
    if (at >= text.size()) break;
    if (text[at] == '"' || text[at] == '\'') {
      const std::size_t end = quoted_end(text, at);
      if (end == text.npos) return at;
      at = end;
    } else if (View("[]{},:-?").contains(text[at])) {
      ++at;
    } else {
      at = std::min(text.find_first_of(" \t\n,[]{}", at), text.size());
    }
  }
  return std::nullopt;
}

std::optional<Fault> quote_fault(const FaultContext& context) {
  std::size_t quote = context.text.npos;
  if (says(context, "EOF in scalar") || says(context, "document indicator in scalar")) {
    // Before a document marker the quote may be closed behind the marker: the search ends there.
    const View seen = context.text.substr(0, context.position);
    quote = open_quote(seen, std::min(context.cursor, seen.size())).value_or(quote);
  } else if (context.last_quote != context.text.npos && context.position >= context.cursor) {
    // A forgotten quote is closed by the next one, lines below, and text follows on that line.
    const View quoted =
        context.text.substr(context.last_quote, context.cursor - context.last_quote);
    if (quoted.contains('\n') &&
        !context.text.substr(context.cursor, context.position - context.cursor).contains('\n'))
      quote = context.last_quote;
  }
  if (quote >= context.text.size()) return std::nullopt;
  return unclosed_quote(context.text, quote);
}

std::optional<Fault> property_fault(const FaultContext& context) {
  const bool anchor = says(context, "anchor") || says(context, "alias");
  const bool tag = says(context, "tag");
  if ((!anchor && !tag)) return std::nullopt;
  const View signs = anchor ? "*&" : "!";
  const std::size_t found = context.text.find_last_of(signs, context.position);
  const std::size_t at = found == context.text.npos ? context.position : found;
  const std::size_t end =
      std::max(property_end(context.text, at), code_point_end(context.text, at));
  const View written = context.text.substr(at, end - at);
  return Fault{anchor ? &yaml_anchor : &yaml_tag, at, end,
               fmt::format("`{}` is {}", written, anchor ? "an anchor or alias" : "a tag"),
               fmt::format("write the value itself; put text that begins with `{}` in quotes",
                           written.substr(0, 1))};
}

// The line before that of `at`, when it was not yet read as a value: a key that lost its colon.
std::optional<Fault> line_above_fault(const FaultContext& context) {
  const View text = context.text;
  const std::size_t begin_here = line_begin(text, context.position);
  if (begin_here == 0) return std::nullopt;
  const std::size_t visible = first_visible(text, begin_here - 1);
  const std::size_t end = line_end(text, visible);
  const bool unread = context.cursor <= visible && visible < end;
  if (!unread || View("-#[{\"'?").contains(text[visible])) return std::nullopt;
  return missing_colon(text, visible, end);
}

Fault map_value_fault(const FaultContext& context) {
  if (auto above = line_above_fault(context)) return *above;
  const View text = context.text;
  const std::size_t begin = line_begin(text, context.position);
  const View before = text.substr(begin, context.position - begin);
  if (before.contains(": ")) {
    return syntax_fault(context, "a second `:` in one line",
                        "put the value in quotes, or begin the next key on a line of its own");
  }
  const std::size_t visible = first_visible(text, begin);
  if (context.cursor > visible && context.cursor <= context.position) {
    return {&yaml_syntax, visible, context.position,
            "this key is indented as if it continued the value above",
            "align it with the keys that it belongs to"};
  }
  return syntax_fault(context, "`:` where no key can be",
                      "check the indentation; put text that holds `: ` in quotes");
}

Fault block_end_fault(const FaultContext& context, View what) {
  const View text = context.text;
  if (context.position == first_visible(text, context.position)) {
    return syntax_fault(context, fmt::format("this line does not continue the {} above", what),
                        "align it with the lines that it belongs to");
  }
  return syntax_fault(context, "text after the end of a value",
                      "put the whole value in one pair of quotes");
}

Fault flow_fault(const FaultContext& context) {
  const bool sequence = says(context, "sequence");
  const View opening = sequence ? "[" : "{";
  const View closing = sequence ? "]" : "}";
  Fault fault = syntax_fault(context, fmt::format("expected `,` or `{}`", closing),
                             fmt::format("close the `{}` with `{}`", opening, closing));
  if (!context.open_bracket) return fault;
  const std::size_t open = *context.open_bracket;
  if (context.position == context.text.size()) {
    fault.begin = open;
    fault.end = open + 1;
    fault.message = fmt::format("the `{}` that opens here is not closed", opening);
  } else {
    fault.label_begin = open;
    fault.label_end = open + 1;
    fault.label = "opened here";
  }
  return fault;
}

Fault flow_end_fault(const FaultContext& context) {
  const View bracket = context.text.substr(context.position, 1);
  Fault fault = syntax_fault(context, fmt::format("`{}` closes nothing", bracket),
                             "remove it, or put the text in quotes");
  if (context.open_bracket) {
    fault.message = fmt::format("`{}` does not close what is open", bracket);
    fault.help = "close brackets in the order in which they were opened";
    fault.label_begin = *context.open_bracket;
    fault.label_end = *context.open_bracket + 1;
    fault.label = "opened here";
  }
  return fault;
}

Fault escape_fault(const FaultContext& context) {
  const std::size_t found = context.position == 0
                                ? context.text.npos
                                : context.text.find_last_of('\\', context.position - 1);
  const std::size_t at = found == context.text.npos ? context.position : found;
  const std::size_t end = std::max(std::min(context.position, context.text.size()), at);
  return {&yaml_syntax, at, end,
          fmt::format("`{}` is no escape", context.text.substr(at, end - at)),
          "write `\\\\` for a backslash, or use single quotes"};
}

std::string restated(View message) {
  std::string result(message);
  if (result.starts_with("illegal ")) result.replace(0, 7, "unexpected");
  return result;
}

}  // namespace

Fault explain(const FaultContext& context) {
  if (auto fault = tab_fault(context)) return *fault;
  if (auto fault = quote_fault(context)) return *fault;
  if (auto fault = property_fault(context)) return *fault;
  if (says(context, "map flow not") || says(context, "sequence flow not"))
    return flow_fault(context);
  if (says(context, "illegal map value") || says(context, "illegal map key"))
    return map_value_fault(context);
  if (says(context, "end of map not")) return block_end_fault(context, "mapping");
  if (says(context, "end of sequence not")) return block_end_fault(context, "list");
  if (says(context, "illegal flow end")) return flow_end_fault(context);
  if (says(context, "escape") || says(context, "hex") || says(context, "invalid unicode")) {
    return escape_fault(context);
  }
  const std::size_t end = code_point_end(context.text, context.position);
  const View here = context.text.substr(context.position, end - context.position);
  if (says(context, "unknown token")) {
    return syntax_fault(context, fmt::format("text without quotes cannot hold `{}` here", here),
                        "put the text in quotes");
  }
  if (says(context, "illegal block entry")) {
    return syntax_fault(
        context, "a list item cannot begin here",
        "begin each item on a line of its own; put text that begins with `- ` in quotes");
  }
  if (says(context, "block scalar")) {
    return syntax_fault(context, "only an indentation and `-` or `+` may follow `|` or `>`",
                        "begin the text on the next line");
  }
  if (says(context, "directive")) {
    return {&yaml_syntax, context.position, line_end(context.text, context.position),
            "this line is a directive", "remove it: governed files have none"};
  }
  return syntax_fault(context, restated(context.message),
                      "put the text in quotes when it is meant as it stands");
}

Fault missing_colon(View text, std::size_t begin, std::size_t end) {
  const View key = text.substr(begin, end - begin);
  const std::size_t colon = key.find(':');
  if (colon != key.npos && colon > 0 && !key.substr(colon).starts_with("://")) {
    return {&yaml_syntax, begin + colon, begin + colon + 1, "no space after `:`",
            fmt::format("write `{}: {}`", key.substr(0, colon), key.substr(colon + 1))};
  }
  return {&yaml_syntax, begin, end, "this line has no `:`",
          "write `key: value`, or indent the line when it continues the value above"};
}

Fault unclosed_quote(View text, std::size_t at) {
  return {&yaml_syntax, at, at + 1, "the quote that opens here is not closed",
          fmt::format("close it with `{}` on the same line", text[at])};
}

Fault text_after_value(View text, std::size_t at) {
  return {&yaml_syntax, at, code_point_end(text, at), "text after the end of the value",
          "a file holds one mapping: check the indentation of this line and of those above"};
}

}  // namespace ensign::syntax
