// The list of facts of one thing, for the partial `_facts.html`: {name, value, links}. What is not
// known has no row.
#pragma once

#include "emit/site/page.h"

namespace ensign::emit::pages {

class FactRows {
 public:
  explicit FactRows(const Desk& desk) : desk_(desk) {}

  void add(std::string_view name, Value value);  // text or markup
  void code(std::string_view name, std::string_view text);
  void marked(std::string_view name, std::string_view text);  // names in backticks
  void when(std::string_view name, Date date);
  void when(std::string_view name, Instant instant);
  void link(std::string_view name, Value link);
  void links(std::string_view name, Value::List links);

  bool empty() const { return rows_.empty(); }
  Value::List take() { return std::move(rows_); }

 private:
  const Desk& desk_;
  Value::List rows_;
};

// Sentences that people wrote, each as markup.
Value::List lines_value(const Desk& desk, const std::vector<std::string>& texts);

// `a, b and c`; empty of nothing.
std::string listed(const std::vector<Spanned<std::string>>& names);
template <typename Word>
std::string listed_words(const std::vector<Word>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

std::string weekday_words(Date date);  // "Tuesday"

// "deploy-time" to "deploy time": a spelling of a vocabulary, for a sentence.
std::string plain_words(std::string_view spelling);

}  // namespace ensign::emit::pages
