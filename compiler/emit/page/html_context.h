// Follows the HTML of a template while it is compiled, so that each field gets the escaper of the
// place where it stands, and is refused where no escaper is safe: in script, style and other raw
// text, in comments, in the names of tags and attributes, in unquoted attributes, and in every
// attribute that is not known to be harmless (event handlers, `style`, `srcdoc` …). The idea is
// that of Go's html/template, with the few contexts that a page without scripts needs.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/page/escape.h"

namespace ensign::emit {

struct HtmlRefusal {
  std::size_t offset = 0;  // into the text that was fed
  std::string message;
};

class HtmlContext {
 public:
  // Reads literal text of the template.
  std::optional<HtmlRefusal> feed(std::string_view text);

  // The escaper for a field that stands here, or why none can stand here. `markup` tells that only
  // a field of safe markup may be put as it is: between tags.
  struct Place {
    Escaper escaper = Escaper::text;
    bool markup = false;
  };
  std::expected<Place, std::string> field();

  // A block begins, ends or turns here: a tag name that was being read is complete.
  void block();

  // Two branches that end here must leave the same tags and quotes open. Says what differs, or
  // takes over what is stricter of both.
  std::optional<std::string> join(const HtmlContext& other);

  // Why a page may not end here; nothing when all is closed.
  std::optional<std::string> unfinished() const;

 private:
  enum class State : unsigned char {
    text,
    tag_open,
    tag_name,
    end_tag_name,
    before_attribute,
    attribute_name,
    after_attribute_name,
    before_value,
    double_quoted,
    single_quoted,
    unquoted,
    after_value,
    self_closing,
    declaration,
    comment,
    raw_text,
  };

  std::optional<std::string> step(char c);
  std::optional<std::string> close_tag();
  std::optional<std::string> end_tag();
  std::optional<std::string> in_value(char c, char quote);
  std::optional<std::string> in_scheme(char c);
  void in_comment(char c);
  void in_raw_text(char c);
  bool is_raw() const;
  Escaper address_escaper() const;
  std::string place() const;

  State state_ = State::text;
  std::vector<std::string> open_;  // elements, outermost first
  std::string name_;               // of the tag being read, lower case
  std::string attribute_;          // being read, lower case
  std::string scheme_;             // literal start of an address, as long as it may be a scheme
  std::string tail_;               // last bytes of a comment, declaration or raw text
  bool escapable_ = false;         // raw text is that of <title> or <textarea>: entities work
  bool has_http_equiv_ = false;
  bool has_field_ = false;   // in this tag
  bool scheme_open_ = true;  // nothing in this address yet that ends a scheme
  bool address_has_field_ = false;
};

}  // namespace ensign::emit
