// Words for what yaml-cpp cannot read: where the fault is rather than where the parser noticed it,
// and what cures it. Knows yaml-cpp 0.7's messages as texts, not its headers. Private to this room;
// all positions are byte offsets into the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "report/finding.h"

namespace ensign::syntax {

struct Fault {
  const report::RuleInfo* rule = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message = {};
  std::string help = {};
  std::size_t label_begin = 0;
  std::size_t label_end = 0;  // no label when the range is empty
  std::string label = {};
};

// What is known when the parser gives up.
struct FaultContext {
  std::string_view text;
  std::size_t position = 0;    // where it says it stopped; at most the size of the text
  std::string_view message;    // what it says
  std::size_t cursor = 0;      // end of what was read last
  std::size_t last_quote = 0;  // start of the value read last when that was quoted, else npos
  std::optional<std::size_t> open_bracket;  // innermost `[` or `{` that was read and is still open
};

Fault explain(const FaultContext& context);

// A line of a mapping without `:`, or with one that touches its value; the key is [begin, end).
Fault missing_colon(std::string_view text, std::size_t begin, std::size_t end);

// A quoted text that begins at `at` and has no end.
Fault unclosed_quote(std::string_view text, std::size_t at);

// Something at `at` although the document's value has ended.
Fault text_after_value(std::string_view text, std::size_t at);

}  // namespace ensign::syntax
