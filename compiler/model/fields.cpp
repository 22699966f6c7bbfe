#include "model/fields.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {

bool expect_mapping(const Node& node, Report& report) {
  if (!node.is_mapping()) report_wrong_type(node, "a mapping", report);
  return node.is_mapping();
}

bool expect_list(const Node& node, Report& report) {
  if (!node.is_sequence()) report_wrong_type(node, "a list", report);
  return node.is_sequence();
}

Fields::Fields(const Node& node, std::string_view what, Report& report)
    : what_(what), report_(report) {
  if (expect_mapping(node, report)) node_ = &node;
}

const Node* Fields::find(std::string_view name) {
  asked_.push_back(name);
  return node_ == nullptr ? nullptr : node_->find(name);
}

const Node* Fields::find_required(std::string_view name) {
  const Node* value = find(name);
  if (value == nullptr) missing_.push_back(name);
  return value;
}

void Fields::require_one(std::vector<std::string_view> names) {
  if (node_ == nullptr) return;
  for (const std::string_view name : names) {
    if (node_->find(name) != nullptr) return;
  }
  one_of_ = std::move(names);
}

bool Fields::asked_for(std::string_view name) const {
  return std::ranges::find(asked_, name) != asked_.end();
}

void Fields::report_unknown(const syntax::Entry& entry) {
  std::vector<std::string_view> absent;
  for (const std::string_view name : asked_) {
    if (node_->find(name) == nullptr) absent.push_back(name);
  }
  std::string_view meant = nearest(entry.key, absent);
  // One field too much and one too few: that is one slip, however different the names are.
  if (meant.empty() && missing_.size() == 1 && unknown_ == 1) meant = missing_.front();
  std::erase(missing_, meant);
  if (std::ranges::find(one_of_, meant) != one_of_.end()) one_of_.clear();
  report_.add(unknown_field, entry.key_span,
              fmt::format("the {} has no field `{}`", what_, entry.key),
              meant.empty() ? fmt::format("its fields are {}", listed(asked_, "and"))
                            : fmt::format("did you mean `{}`?", meant));
}

void Fields::finish() {
  if (node_ == nullptr || accept_rest_) return;
  unknown_ = std::ranges::count_if(
      node_->entries, [this](const syntax::Entry& entry) { return !asked_for(entry.key); });
  for (const syntax::Entry& entry : node_->entries) {
    if (!asked_for(entry.key)) report_unknown(entry);
  }
  const Span place = node_->entries.empty() ? node_->span : node_->entries.front().key_span;
  for (const std::string_view name : missing_) {
    report_.add(missing_field, place, fmt::format("the {} has no `{}`", what_, name),
                fmt::format("add `{}:`", name));
  }
  if (!one_of_.empty()) {
    report_.add(missing_field, place,
                fmt::format("the {} has none of {}", what_, listed(one_of_, "and")),
                "add one of them");
  }
}

}  // namespace ensign::model
