#include "syntax/code_query.h"

#include <algorithm>
#include <array>
#include <tree_sitter/api.h>

#include "base/assert.h"

namespace ensign::syntax {
namespace {

// Patterns under way at once. Without a limit, nested code would cost its length squared.
constexpr std::uint32_t match_limit = 256;

// Longer names fit no condition: std::regex takes stack for every byte.
constexpr std::size_t longest_judged = 256;

struct Name {
  std::string_view capture;
  CodeClass kind;
};

// A name stands for all that begin with it and a dot. What is missing is plain: `operator`,
// `punctuation`, `embedded`, `variable`.
constexpr std::array<Name, 16> names{{
    {"attribute", CodeClass::property},
    {"boolean", CodeClass::constant},
    {"comment", CodeClass::comment},
    {"constant", CodeClass::constant},
    {"constructor", CodeClass::type},
    {"escape", CodeClass::string},
    {"function", CodeClass::function},
    {"keyword", CodeClass::keyword},
    {"label", CodeClass::constant},
    {"number", CodeClass::number},
    {"property", CodeClass::property},
    {"string", CodeClass::string},
    {"string.special.key", CodeClass::property},
    {"tag", CodeClass::type},
    {"type", CodeClass::type},
    {"variable.builtin", CodeClass::keyword},
}};

std::optional<CodeClass> class_of(std::string_view capture) {
  for (;;) {
    const auto* found = std::find_if(names.begin(), names.end(),
                                     [&](const Name& name) { return name.capture == capture; });
    if (found != names.end()) return found->kind;
    const std::size_t dot = capture.rfind('.');
    if (dot == capture.npos) return std::nullopt;
    capture = capture.substr(0, dot);
  }
}

std::string_view string_of(const TSQuery* query, const TSQueryPredicateStep& step) {
  std::uint32_t length = 0;
  const char* text = ts_query_string_value_for_id(query, step.value_id, &length);
  return {text, length};
}

std::string_view text_of(const TSNode& node, std::string_view code) {
  const std::uint32_t begin = ts_node_start_byte(node);
  return code.substr(begin, ts_node_end_byte(node) - begin);
}

}  // namespace

void CodeQuery::Free::operator()(TSQuery* query) const { ts_query_delete(query); }

CodeQuery::~CodeQuery() = default;

CodeQuery::CodeQuery(const TSLanguage* language, std::string_view text) {
  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  query_.reset(ts_query_new(language, text.data(), static_cast<std::uint32_t>(text.size()), &offset,
                            &error));
  ENSIGN_ASSERT(query_ != nullptr);
  for (std::uint32_t id = 0; id < ts_query_capture_count(query_.get()); ++id) {
    std::uint32_t length = 0;
    const char* name = ts_query_capture_name_for_id(query_.get(), id, &length);
    classes_.push_back(class_of({name, length}));
  }
  for (std::uint32_t pattern = 0; pattern < ts_query_pattern_count(query_.get()); ++pattern) {
    conditions_.push_back(conditions_of(pattern));
  }
}

// A condition is the steps `name`, a capture, then strings. One that is not known, as `is-not?
// local`, which asks for scopes, never holds: what it would colour stays plain.
std::vector<CodeQuery::Condition> CodeQuery::conditions_of(std::uint32_t pattern) const {
  std::uint32_t count = 0;
  const TSQueryPredicateStep* step = ts_query_predicates_for_pattern(query_.get(), pattern, &count);
  const TSQueryPredicateStep* const end = step + count;
  std::vector<Condition> conditions;
  while (step != end) {
    const auto* const done = std::find_if(step, end, [](const TSQueryPredicateStep& one) {
      return one.type == TSQueryPredicateStepTypeDone;
    });
    ENSIGN_ASSERT(done != end);
    std::string_view name = string_of(query_.get(), *step);
    Condition condition;
    condition.negated = name.starts_with("not-");
    if (condition.negated) name.remove_prefix(4);
    if (done - step >= 3 && step[1].type == TSQueryPredicateStepTypeCapture &&
        std::all_of(step + 2, done, [](const TSQueryPredicateStep& one) {
          return one.type == TSQueryPredicateStepTypeString;
        })) {
      condition.capture = step[1].value_id;
      for (const auto* word = step + 2; word != done; ++word) {
        condition.words.emplace_back(string_of(query_.get(), *word));
      }
      if (name == "match?") {
        condition.kind = Condition::Kind::match;
        condition.pattern.assign(condition.words[0], std::regex::ECMAScript | std::regex::optimize);
      } else if (name == "eq?" || name == "any-of?") {
        condition.kind = Condition::Kind::any_of;
      }
    }
    conditions.push_back(std::move(condition));
    step = done + 1;
  }
  return conditions;
}

bool CodeQuery::Condition::holds(std::string_view text) const {
  if (kind == Kind::never || text.size() > longest_judged) return false;
  const bool fits = kind == Kind::match
                        ? std::regex_search(text.begin(), text.end(), pattern)
                        : std::find(words.begin(), words.end(), text) != words.end();
  return fits != negated;
}

std::vector<CodeCapture> CodeQuery::captures(const TSTree* tree, std::string_view code) const {
  struct FreeCursor {
    void operator()(TSQueryCursor* cursor) const { ts_query_cursor_delete(cursor); }
  };
  const std::unique_ptr<TSQueryCursor, FreeCursor> cursor(ts_query_cursor_new());
  ts_query_cursor_set_match_limit(cursor.get(), match_limit);
  ts_query_cursor_exec(cursor.get(), query_.get(), ts_tree_root_node(tree));

  std::vector<CodeCapture> found;
  TSQueryMatch match;
  while (ts_query_cursor_next_match(cursor.get(), &match)) {
    const std::span<const TSQueryCapture> nodes(match.captures, match.capture_count);
    const auto& conditions = conditions_[match.pattern_index];
    const bool holds = std::all_of(conditions.begin(), conditions.end(), [&](const auto& one) {
      return std::all_of(nodes.begin(), nodes.end(), [&](const TSQueryCapture& node) {
        return node.index != one.capture || one.holds(text_of(node.node, code));
      });
    });
    if (!holds) continue;
    for (const TSQueryCapture& node : nodes) {
      found.push_back({ts_node_start_byte(node.node), ts_node_end_byte(node.node),
                       match.pattern_index, classes_[node.index]});
    }
  }
  return found;
}

}  // namespace ensign::syntax
