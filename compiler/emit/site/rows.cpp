#include "emit/site/rows.h"

#include <algorithm>

namespace ensign::emit::pages {

void FactRows::add(std::string_view name, Value value) {
  if (!value.truth()) return;
  rows_.push_back(Value::map({{"name", name}, {"value", std::move(value)}}));
  rows_.back().set("links", Value::List());
}

void FactRows::code(std::string_view name, std::string_view text) {
  if (!text.empty()) add(name, desk_.words(Words().code(text)));
}

void FactRows::marked(std::string_view name, std::string_view text) {
  add(name, desk_.words(emit::marked(text)));
}

void FactRows::when(std::string_view name, Date date) { add(name, to_string(date)); }

void FactRows::when(std::string_view name, Instant instant) {
  add(name, *time_value(instant).find("text")->text());
}

void FactRows::link(std::string_view name, Value link) {
  if (!link.find("text")->truth()) return;
  Value::List one;
  one.push_back(std::move(link));
  links(name, std::move(one));
}

void FactRows::links(std::string_view name, Value::List links) {
  if (links.empty()) return;
  rows_.push_back(Value::map({{"name", name}, {"value", ""}}));
  rows_.back().set("links", std::move(links));
}

Value::List lines_value(const Desk& desk, const std::vector<std::string>& texts) {
  Value::List list;
  for (const std::string& text : texts) list.push_back(desk.words(marked(text)));
  return list;
}

std::string listed(const std::vector<Spanned<std::string>>& names) {
  std::vector<std::string_view> words;
  for (const auto& name : names) words.push_back(*name);
  return listed_words(words);
}

std::string weekday_words(Date date) {
  std::string words(model::spelling(model::weekday_of(date)));
  words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

std::string plain_words(std::string_view spelling) {
  std::string words(spelling);
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

}  // namespace ensign::emit::pages
