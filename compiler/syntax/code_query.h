// A highlight query of a grammar, ready to be asked. The runtime finds the nodes that fit a
// pattern; the conditions that a query adds (`#match?`, `#eq?`, `#any-of?`) are judged here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <regex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/code.h"

struct TSLanguage;
struct TSQuery;
struct TSTree;

namespace ensign::syntax {

// A node that a pattern names. Two nodes are apart, or one lies in the other.
struct CodeCapture {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t pattern = 0;      // place of the pattern in the query
  std::optional<CodeClass> kind;  // absent: plain on purpose, as code inside of a string
};

class CodeQuery {
 public:
  // The query is part of this program, so a mistake in it is a bug of ours.
  CodeQuery(const TSLanguage* language, std::string_view text);
  ~CodeQuery();

  // In no order. A tree on which more patterns are under way at once than the limit gives fewer.
  std::vector<CodeCapture> captures(const TSTree* tree, std::string_view code) const;

 private:
  struct Condition {
    enum class Kind : std::uint8_t { match, any_of, never };
    Kind kind = Kind::never;
    std::uint32_t capture = 0;
    bool negated = false;
    std::regex pattern;
    std::vector<std::string> words;

    bool holds(std::string_view text) const;
  };
  struct Free {
    void operator()(TSQuery* query) const;
  };

  std::vector<Condition> conditions_of(std::uint32_t pattern) const;

  std::unique_ptr<TSQuery, Free> query_;
  std::vector<std::optional<CodeClass>> classes_;   // by capture id
  std::vector<std::vector<Condition>> conditions_;  // by pattern
};

}  // namespace ensign::syntax
