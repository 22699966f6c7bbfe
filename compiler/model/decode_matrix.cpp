// `matrix:` of a flag's test.
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::size_t most_combinations = 1'000;

std::string text_of(const Json& value) {
  const std::string* text = value.string();
  return text != nullptr ? *text : canonical(value);
}

// A number in a system whose digits are as large as the lists are long: the last one counts first.
bool next(std::vector<std::size_t>& chosen, const Node& matrix) {
  for (std::size_t i = chosen.size(); i-- > 0;) {
    if (++chosen[i] < matrix.entries[i].value.items.size()) return true;
    chosen[i] = 0;
  }
  return false;
}

}  // namespace

std::optional<std::size_t> matrix_size(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  std::size_t size = 1;
  bool readable = true;
  for (const syntax::Entry& entry : node.entries) {
    if (!expect_list(entry.value, report)) {
      readable = false;
    } else if (entry.value.items.empty()) {
      report.add(invalid_value, entry.value.span,
                 fmt::format("there is no value for `{}`, so nothing is tested", entry.key),
                 "name at least one value");
      readable = false;
    } else if (size <= most_combinations) {  // else it is too many already, and might overflow
      size *= entry.value.items.size();
    }
  }
  if (!readable) return std::nullopt;
  if (size <= most_combinations) return size;
  report.add(invalid_value, node.span, "the matrix has more than 1,000 combinations",
             "test the values that matter, or split the test");
  return std::nullopt;
}

std::vector<Combination> read_matrix(const Node& node, const Json& context, Report& report) {
  std::vector<Combination> result;
  std::vector<std::size_t> chosen(node.entries.size(), 0);
  do {
    Combination one{{}, context};
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const syntax::Entry& entry = node.entries[i];
      Json value = to_json(entry.value.items[chosen[i]]);
      one.text += fmt::format("{}{}: {}", i == 0 ? "" : ", ", entry.key, text_of(value));
      const Spanned<std::string> name{entry.key, entry.key_span};
      // The names alone decide, so what is wrong in one combination is wrong in all.
      if (!add_to_context(name, std::move(value), one.context, report)) return {};
    }
    result.push_back(std::move(one));
  } while (next(chosen, node));
  return result;
}

}  // namespace ensign::model
