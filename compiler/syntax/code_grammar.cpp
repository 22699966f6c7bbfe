#include "syntax/code_grammar.h"

#include <algorithm>
#include <memory>
#include <tree_sitter/api.h>

#include "base/assert.h"
#include "base/embedded.h"

// The grammars' own names.
extern "C" {
const TSLanguage* tree_sitter_bash();
const TSLanguage* tree_sitter_go();
const TSLanguage* tree_sitter_java();
const TSLanguage* tree_sitter_json();
const TSLanguage* tree_sitter_python();
const TSLanguage* tree_sitter_tsx();
const TSLanguage* tree_sitter_typescript();
const TSLanguage* tree_sitter_yaml();
}

namespace ensign::syntax {

std::span<const EmbeddedFile> embedded_highlights();

namespace {

// A query is asked in time that grows with the square of these two.
constexpr int deepest_tree = 500;
constexpr std::uint32_t widest_error = 200;  // children

std::string_view query_text(std::string_view file) {
  const auto all = embedded_highlights();
  const auto found = std::ranges::find(all, file, &EmbeddedFile::name);
  ENSIGN_ASSERT(found != all.end());
  return found->bytes;
}

// Hands the code out in pieces and counts them: the runtime asks again for what it reads again, so
// the count measures how often it tries, and does so alike on every machine. What people write is
// read up to three times.
class Reading {
 public:
  explicit Reading(std::string_view code) : code_(code), left_(64 + 16 * code.size() / piece) {}

  TSInput input() { return {this, &Reading::read, TSInputEncodingUTF8}; }
  const std::size_t* given_up() const { return &given_up_; }

 private:
  static constexpr std::uint32_t piece = 64;  // bytes

  static const char* read(void* self, std::uint32_t at, TSPoint, std::uint32_t* size) {
    auto& reading = *static_cast<Reading*>(self);
    // It goes on handing out: the runtime, which soon sees that it is to stop, does not expect an
    // end where it has seen text before.
    if (reading.left_ == 0) {
      reading.given_up_ = 1;
    } else {
      --reading.left_;
    }
    *size = 0;
    if (at >= reading.code_.size()) return "";
    const std::string_view part = reading.code_.substr(at, piece);
    *size = static_cast<std::uint32_t>(part.size());
    return part.data();
  }

  std::string_view code_;
  std::size_t left_;
  std::size_t given_up_ = 0;
};

bool is_usual(const TSNode& node) {
  constexpr auto error = static_cast<TSSymbol>(-1);
  return ts_node_symbol(node) != error || ts_node_child_count(node) <= widest_error;
}

// Walks the tree without a stack of its own.
bool is_usual(const TSTree* tree) {
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  int depth = 0;
  bool usual = true;
  for (bool more = true; more;) {
    usual = depth <= deepest_tree && is_usual(ts_tree_cursor_current_node(&cursor));
    if (!usual) break;
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      ++depth;
      continue;
    }
    while (more && !ts_tree_cursor_goto_next_sibling(&cursor)) {
      more = ts_tree_cursor_goto_parent(&cursor);
      --depth;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return usual;
}

struct FreeParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct FreeTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

}  // namespace

CodeGrammar::CodeGrammar(const TSLanguage* language, std::string_view query_file)
    : language_(language), query_(language, query_text(query_file)) {}

std::vector<CodeCapture> CodeGrammar::captures(std::string_view code) const {
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  // It refuses tables of another version; the build looked at them.
  const bool fits = ts_parser_set_language(parser.get(), language_);
  ENSIGN_ASSERT(fits);
  Reading reading(code);
  ts_parser_set_cancellation_flag(parser.get(), reading.given_up());
  const std::unique_ptr<TSTree, FreeTree> tree(
      ts_parser_parse(parser.get(), nullptr, reading.input()));
  if (tree == nullptr || *reading.given_up() != 0 || !is_usual(tree.get())) return {};
  return query_.captures(tree.get(), code);
}

const CodeGrammar& bash_grammar() {
  static const CodeGrammar grammar(tree_sitter_bash(), "bash.scm");
  return grammar;
}

const CodeGrammar& go_grammar() {
  static const CodeGrammar grammar(tree_sitter_go(), "go.scm");
  return grammar;
}

const CodeGrammar& java_grammar() {
  static const CodeGrammar grammar(tree_sitter_java(), "java.scm");
  return grammar;
}

const CodeGrammar& json_grammar() {
  static const CodeGrammar grammar(tree_sitter_json(), "json.scm");
  return grammar;
}

const CodeGrammar& python_grammar() {
  static const CodeGrammar grammar(tree_sitter_python(), "python.scm");
  return grammar;
}

const CodeGrammar& tsx_grammar() {
  static const CodeGrammar grammar(tree_sitter_tsx(), "tsx.scm");
  return grammar;
}

const CodeGrammar& typescript_grammar() {
  static const CodeGrammar grammar(tree_sitter_typescript(), "typescript.scm");
  return grammar;
}

const CodeGrammar& yaml_grammar() {
  static const CodeGrammar grammar(tree_sitter_yaml(), "yaml.scm");
  return grammar;
}

}  // namespace ensign::syntax
