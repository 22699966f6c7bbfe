// The grammars that npm brings (`grammars/`), each with its highlight query. One is made
// ready when it is first asked for, which takes some milliseconds, and then serves all threads.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/code_query.h"

namespace ensign::syntax {

class CodeGrammar {
 public:
  CodeGrammar(const TSLanguage* language, std::string_view query_file);

  // What the query finds, in no order. Nothing for code that takes too much work or that is mostly
  // mistakes; there is no limit of length here.
  std::vector<CodeCapture> captures(std::string_view code) const;

 private:
  const TSLanguage* language_;
  CodeQuery query_;
};

const CodeGrammar& bash_grammar();
const CodeGrammar& go_grammar();
const CodeGrammar& java_grammar();
const CodeGrammar& json_grammar();
const CodeGrammar& python_grammar();
const CodeGrammar& tsx_grammar();  // reads JavaScript too
const CodeGrammar& typescript_grammar();
const CodeGrammar& yaml_grammar();

}  // namespace ensign::syntax
