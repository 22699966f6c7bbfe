#include "emit/page/html_context.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace ensign::emit {
namespace {

using namespace std::string_view_literals;

template <std::size_t Size>
bool is_in(const std::array<std::string_view, Size>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

constexpr std::array void_elements{"area"sv,   "base"sv,  "br"sv,    "col"sv,  "embed"sv,
                                   "hr"sv,     "img"sv,   "input"sv, "link"sv, "meta"sv,
                                   "source"sv, "track"sv, "wbr"sv};
constexpr std::array raw_elements{"script"sv,   "style"sv,    "title"sv,   "textarea"sv,
                                  "xmp"sv,      "iframe"sv,   "noembed"sv, "noframes"sv,
                                  "noscript"sv, "plaintext"sv};
constexpr std::array drawn_elements{"path"sv,    "rect"sv,     "line"sv,    "circle"sv, "use"sv,
                                    "ellipse"sv, "polyline"sv, "polygon"sv, "stop"sv};
constexpr std::array active_elements{"script"sv, "iframe"sv, "object"sv,
                                     "embed"sv,  "base"sv,   "animate"sv,
                                     "set"sv,    "form"sv,   "foreignobject"sv};
constexpr std::array loading_elements{"link"sv, "img"sv,   "source"sv, "image"sv,
                                      "use"sv,  "audio"sv, "video"sv,  "track"sv};
constexpr std::array address_attributes{"href"sv, "src"sv, "cite"sv, "poster"sv, "xlink:href"sv};
constexpr std::array schemes{"http"sv, "https"sv, "mailto"sv};
constexpr std::array token_attributes{"id"sv, "for"sv, "name"sv};
constexpr std::array tokens_attributes{"class"sv, "headers"sv, "aria-labelledby"sv,
                                       "aria-describedby"sv, "aria-controls"sv};
constexpr std::array plain_attributes{
    "alt"sv,   "title"sv,    "content"sv,     "lang"sv,    "dir"sv,       "datetime"sv,
    "value"sv, "label"sv,    "placeholder"sv, "width"sv,   "height"sv,    "x"sv,
    "y"sv,     "x1"sv,       "x2"sv,          "y1"sv,      "y2"sv,        "cx"sv,
    "cy"sv,    "r"sv,        "rx"sv,          "ry"sv,      "dx"sv,        "dy"sv,
    "d"sv,     "points"sv,   "viewbox"sv,     "colspan"sv, "rowspan"sv,   "scope"sv,
    "start"sv, "hreflang"sv, "tabindex"sv,    "role"sv,    "transform"sv, "text-anchor"sv};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

void keep_tail(std::string& tail, char c) {
  tail += lower(c);
  if (tail.size() > 16) tail.erase(0, 1);
}

}  // namespace

std::optional<HtmlRefusal> HtmlContext::feed(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (auto message = step(text[i])) return HtmlRefusal{i, std::move(*message)};
  }
  return std::nullopt;
}

std::optional<std::string> HtmlContext::step(char c) {
  switch (state_) {
    case State::text:
      if (c == '<') state_ = State::tag_open;
      return {};
    case State::tag_open:
      name_.clear();
      has_http_equiv_ = has_field_ = false;
      if (c == '!') {
        tail_.clear();
        state_ = State::declaration;
      } else if (c == '/') {
        state_ = State::end_tag_name;
      } else if (is_letter(c)) {
        name_ += lower(c);
        state_ = State::tag_name;
      } else {
        return "`<` that begins no tag; write `&lt;`";
      }
      return {};
    case State::tag_name:
      if (is_space(c))
        state_ = State::before_attribute;
      else if (c == '/')
        state_ = State::self_closing;
      else if (c == '>')
        return close_tag();
      else
        name_ += lower(c);
      return {};
    case State::end_tag_name:
      if (c == '>') return end_tag();
      if (!is_space(c)) name_ += lower(c);
      return {};
    case State::before_attribute:
    case State::after_attribute_name:
      if (is_space(c)) return {};
      if (c == '=' && state_ == State::after_attribute_name) {
        state_ = State::before_value;
        return {};
      }
      if (c == '>') return close_tag();
      if (c == '/') {
        state_ = State::self_closing;
        return {};
      }
      attribute_.assign(1, lower(c));
      state_ = State::attribute_name;
      return {};
    case State::attribute_name:
      if (is_space(c))
        state_ = State::after_attribute_name;
      else if (c == '=')
        state_ = State::before_value;
      else if (c == '>')
        return close_tag();
      else if (c == '/')
        state_ = State::self_closing;
      else
        attribute_ += lower(c);
      return {};
    case State::before_value:
      if (is_space(c)) return {};
      has_http_equiv_ = has_http_equiv_ || attribute_ == "http-equiv";
      scheme_open_ = true;
      scheme_.clear();
      address_has_field_ = false;
      if (c == '>') return close_tag();
      state_ = c == '"' ? State::double_quoted : c == '\'' ? State::single_quoted : State::unquoted;
      return {};
    case State::double_quoted:
      return in_value(c, '"');
    case State::single_quoted:
      return in_value(c, '\'');
    case State::unquoted:
      if (is_space(c))
        state_ = State::before_attribute;
      else if (c == '>')
        return close_tag();
      return {};
    case State::after_value:
      if (is_space(c))
        state_ = State::before_attribute;
      else if (c == '/')
        state_ = State::self_closing;
      else if (c == '>')
        return close_tag();
      else
        return "no space between two attributes";
      return {};
    case State::self_closing:
      if (c != '>') return "`/` inside a tag";
      if (auto refused = close_tag()) return refused;
      if (!is_in(void_elements, name_)) {
        if (!is_in(drawn_elements, name_))
          return fmt::format("`<{}/>` closes nothing in HTML", name_);
        open_.pop_back();
      }
      return {};
    case State::declaration:
    case State::comment:
      in_comment(c);
      return {};
    case State::raw_text:
      in_raw_text(c);
      return {};
  }
  return {};
}

std::optional<std::string> HtmlContext::in_value(char c, char quote) {
  if (c == quote) {
    state_ = State::after_value;
    return {};
  }
  if (scheme_open_ && is_in(address_attributes, attribute_)) return in_scheme(c);
  return {};
}

std::optional<std::string> HtmlContext::in_scheme(char c) {
  if (c == '&') return "an entity could hide the scheme of the address";
  if (c == ':') {
    if (address_has_field_) return "`:` after a field could make it the scheme of the address";
    if (!is_in(schemes, scheme_)) return fmt::format("addresses of `{}:` are not safe", scheme_);
  }
  if (c == ':' || c == '/' || c == '?' || c == '#') scheme_open_ = false;
  scheme_ += lower(c);
  return {};
}

void HtmlContext::in_comment(char c) {
  keep_tail(tail_, c);
  if (state_ == State::declaration && tail_ == "--") {
    state_ = State::comment;
    tail_.clear();
  } else if (state_ == State::declaration ? c == '>' : tail_.ends_with("-->")) {
    state_ = State::text;
  }
}

void HtmlContext::in_raw_text(char c) {
  keep_tail(tail_, c);
  if (!tail_.ends_with("</" + open_.back() + ">")) return;
  open_.pop_back();
  state_ = State::text;
}

std::optional<std::string> HtmlContext::close_tag() {
  if (has_http_equiv_ && has_field_)
    return "a field beside `http-equiv` could send the reader away";
  state_ = State::text;
  if (is_in(void_elements, name_)) return {};
  open_.push_back(name_);
  if (is_in(raw_elements, name_)) {
    state_ = State::raw_text;
    escapable_ = name_ == "title" || name_ == "textarea";
    tail_.clear();
  }
  return {};
}

std::optional<std::string> HtmlContext::end_tag() {
  state_ = State::text;
  if (open_.empty()) return fmt::format("`</{}>` closes nothing", name_);
  if (open_.back() != name_) {
    return fmt::format("`</{}>` where `</{}>` is due", name_, open_.back());
  }
  open_.pop_back();
  return {};
}

Escaper HtmlContext::address_escaper() const {
  if (!scheme_open_ || address_has_field_) return Escaper::url_component;
  return is_in(loading_elements, name_) ? Escaper::relative_url : Escaper::url;
}

std::expected<HtmlContext::Place, std::string> HtmlContext::field() {
  switch (state_) {
    case State::text:
      return Place{Escaper::text, true};
    case State::raw_text:
      if (escapable_) return Place{Escaper::text, false};
      return std::unexpected(fmt::format("a field cannot stand inside `<{}>`", open_.back()));
    case State::double_quoted:
    case State::single_quoted:
      break;
    case State::comment:
    case State::declaration:
      return std::unexpected("a field cannot stand inside a comment");
    case State::unquoted:
    case State::before_value:
      return std::unexpected(
          fmt::format("the value of `{}` must be quoted to hold a field", attribute_));
    case State::tag_open:
    case State::tag_name:
    case State::end_tag_name:
      return std::unexpected("a field cannot be the name of a tag");
    default:
      return std::unexpected("a field cannot be the name of an attribute");
  }
  has_field_ = true;
  if (is_in(active_elements, name_)) {
    return std::unexpected(fmt::format("a field cannot stand in an attribute of `<{}>`", name_));
  }
  if (is_in(address_attributes, attribute_)) {
    const Escaper escaper = address_escaper();
    address_has_field_ = true;
    return Place{escaper, false};
  }
  if (is_in(token_attributes, attribute_)) return Place{Escaper::token, false};
  if (is_in(tokens_attributes, attribute_)) return Place{Escaper::tokens, false};
  if (is_in(plain_attributes, attribute_) || attribute_.starts_with("aria-") ||
      attribute_.starts_with("data-")) {
    return Place{Escaper::text, false};
  }
  return std::unexpected(
      fmt::format("a field in the attribute `{}` cannot be escaped safely", attribute_));
}

void HtmlContext::block() {
  if (state_ == State::tag_name || state_ == State::attribute_name ||
      state_ == State::after_attribute_name || state_ == State::before_attribute) {
    // What follows must begin with a space, whichever branch was taken.
    state_ = state_ == State::before_attribute ? State::before_attribute : State::after_value;
  }
}

std::string HtmlContext::place() const {
  switch (state_) {
    case State::text:
      return open_.empty() ? "outside of all tags" : fmt::format("inside `<{}>`", open_.back());
    case State::raw_text:
      return fmt::format("inside `<{}>`", open_.back());
    case State::double_quoted:
    case State::single_quoted:
    case State::unquoted:
      return fmt::format("inside the attribute `{}`", attribute_);
    case State::comment:
    case State::declaration:
      return "inside a comment";
    default:
      return fmt::format("inside the tag `<{}`", name_);
  }
}

std::optional<std::string> HtmlContext::join(const HtmlContext& other) {
  HtmlContext mine = *this, theirs = other;
  mine.block();
  theirs.block();
  // After a quoted value and after a space another attribute may follow alike once a space comes.
  if (mine.state_ == State::before_attribute) mine.state_ = State::after_value;
  if (theirs.state_ == State::before_attribute) theirs.state_ = State::after_value;
  const bool in_value = mine.state_ == State::double_quoted || mine.state_ == State::single_quoted;
  if (mine.state_ != theirs.state_ || mine.open_ != theirs.open_ ||
      (in_value && mine.attribute_ != theirs.attribute_) ||
      (mine.state_ == State::after_value && mine.name_ != theirs.name_)) {
    return fmt::format("one way ends {} and the other {}", place(), other.place());
  }
  if (mine.state_ == State::after_value) state_ = State::after_value;
  scheme_open_ = scheme_open_ || other.scheme_open_;
  address_has_field_ = address_has_field_ || other.address_has_field_;
  has_field_ = has_field_ || other.has_field_;
  has_http_equiv_ = has_http_equiv_ || other.has_http_equiv_;
  return std::nullopt;
}

std::optional<std::string> HtmlContext::unfinished() const {
  if (state_ == State::text && open_.empty()) return std::nullopt;
  return fmt::format("the template ends {}", place());
}

}  // namespace ensign::emit
