// Our evaluator over many contexts: what other evaluators of the format are held against.
//
//   evaluate_contexts DOCUMENT < contexts
//
// Standard input holds a line {"context":{…},"timestamp":SECONDS} for each context; for each, a
// line of JSON says what every flag of the flagd document gives, in the order of its keys:
// {"<key>":{"value","variant","reason","error"}, …}, null where there is none.
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "eval/ruleset.h"
#include "eval/value.h"

using namespace ensign::eval;

namespace {

std::string quoted_or_null(std::string_view text) {
  return text.empty() ? "null" : to_json(View::string(text));
}

std::string answer(const Ruleset& rules, std::string_view key, const Context& context,
                   const Settings& settings) {
  const Outcome outcome = rules.evaluate(key, Type::any, context, settings);
  return fmt::format(R"({}:{{"value":{},"variant":{},"reason":{},"error":{}}})",
                     to_json(View::string(key)), to_json(outcome.value),
                     quoted_or_null(outcome.variant), quoted_or_null(name_of(outcome.reason)),
                     outcome.error ? quoted_or_null(name_of(*outcome.error)) : "null");
}

int refuse(const std::string& message) {
  std::cerr << message << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return refuse("usage: evaluate_contexts DOCUMENT < contexts");
  std::ifstream file(argv[1], std::ios::binary);
  const std::string document{std::istreambuf_iterator<char>(file), {}};
  const auto rules = Ruleset::load(document);
  if (!rules) return refuse(rules.error().message);
  for (std::string line; std::getline(std::cin, line);) {
    const auto question = parse_json(line);
    const View* context = question ? question->find("context") : nullptr;
    const View* timestamp = question ? question->find("timestamp") : nullptr;
    if (context == nullptr || timestamp == nullptr) return refuse("not a question: " + line);
    const auto known = Context::from_value(*Value::copy_of(*context));
    if (!known) return refuse(known.error().message);
    Settings settings;
    settings.timestamp = static_cast<std::int64_t>(timestamp->as_number());
    std::string answers;
    for (const std::string_view key : rules->keys()) {
      if (!answers.empty()) answers += ',';
      answers += answer(*rules, key, *known, settings);
    }
    std::cout << '{' << answers << "}\n";
  }
  return 0;
}
