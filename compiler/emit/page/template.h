// Logic-light templates. A set of templates is compiled once into flat lists of operations; a page
// is one run over such a list.
//
//   {{field}} {{plan.title}} {{.}}      a field, a field of a map, the item of the innermost each
//   {{#each flags}}…{{/each}}           once for every item; its fields come before those outside
//   {{#if owner}}…{{else}}…{{/if}}      what is true, not empty
//   {{> crumbs}} {{> link owner}}       the template `_crumbs.html`; `_link.html` about one field
//   {{! comment }}
//
// A line that holds nothing but one block tag or comment leaves no line in the page, and the last
// line end of a partial is dropped. Names are looked up from the innermost scope outwards. Escaping
// is by context (html_context.h). What cannot be compiled or filled is a Failure that names file,
// line and column of every mistake. Both ways of an `if` are held against the data, also the one
// not taken; of an `each` over nothing, the body cannot be.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "emit/page/escape.h"
#include "emit/page/value.h"

namespace ensign::emit {

struct TemplateSource {
  std::string name;       // `flag.html`, or `_crumbs.html` for one that only others use
  std::string path;       // as messages shall call it
  std::string_view text;  // outlives the compilation only
};

struct TemplateOp {
  enum class Kind : std::uint8_t { literal, field, if_, else_, each, end, enter, leave };
  Kind kind = Kind::literal;
  bool markup = false;  // of a field: safe markup may stand here
  Escaper escaper = Escaper::text;
  std::uint32_t target = 0;       // of if_, else_, each: the operation to go on with when not taken
  std::uint32_t place = 0;        // index into the places of the template
  std::string text;               // literal
  std::vector<std::string> path;  // of a field, if_, each, enter; empty for `.`
};

struct CompiledTemplate {
  std::string name;
  std::vector<TemplateOp> ops;
  std::vector<std::string> places;  // `site-templates/flag.html:12:7`
};

class TemplateSet {
 public:
  // Lists every mistake of every template in one Failure. Of two sources with one name the later
  // wins.
  static Result<TemplateSet> compile(std::span<const TemplateSource> sources);

  Result<Html> render(std::string_view name, const Value& data) const;

 private:
  std::map<std::string, CompiledTemplate, std::less<>> templates_;
};

}  // namespace ensign::emit
