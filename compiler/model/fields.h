// The fields of one mapping. A decoder asks for each field once, by name and reader; the fields
// know what was asked for, so that finish() can tell what nobody asked for ("did you mean") and
// what is missing. One cause makes one finding: a misspelt name is not also reported missing, and a
// value of the wrong type is reported by its reader alone.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/values.h"

namespace ensign::model {

// Is it a mapping? If not, there is a finding.
bool expect_mapping(const Node& node, Report& report);
bool expect_list(const Node& node, Report& report);

// Puts what a reader found where it belongs, with its place or without.
template <typename Target, typename Value>
void put(Target& target, Value value) {
  if constexpr (std::is_assignable_v<Target&, Value>) {
    target = std::move(value);
  } else {
    target = std::move(value.value);
  }
}

class Fields {
 public:
  // `what` names the thing in findings: "the `what` has no `owner`". When `node` is no mapping
  // there is a finding, and nothing is found in it.
  Fields(const Node& node, std::string_view what, Report& report);

  explicit operator bool() const { return node_ != nullptr; }
  Report& report() { return report_; }

  // The value, or nullptr; asking makes the name known.
  const Node* find(std::string_view name);
  const Node* find_required(std::string_view name);

  template <typename Reader, typename Target>
  void optional(std::string_view name, Reader&& reader, Target& target) {
    take(find(name), reader, target);
  }

  template <typename Reader, typename Target>
  void required(std::string_view name, Reader&& reader, Target& target) {
    take(find_required(name), reader, target);
  }

  // A list; items that cannot be read are left out.
  template <typename Reader, typename Target>
  void list(std::string_view name, Reader&& reader, std::vector<Target>& target) {
    items(find(name), reader, target);
  }

  template <typename Reader, typename Target>
  void required_list(std::string_view name, Reader&& reader, std::vector<Target>& target) {
    items(find_required(name), reader, target);
  }

  // Whatever was not asked for is accepted: what the mapping should hold cannot be known.
  void accept_rest() { accept_rest_ = true; }

  // Call once, at the end.
  void finish();

 private:
  template <typename Reader, typename Target>
  void take(const Node* value, Reader&& reader, Target& target) {
    if (value == nullptr) return;
    if (auto found = reader(*value, report_)) put(target, std::move(*found));
  }

  template <typename Reader, typename Target>
  void items(const Node* value, Reader&& reader, std::vector<Target>& target) {
    if (value == nullptr || !expect_list(*value, report_)) return;
    for (const Node& item : value->items) {
      if (auto found = reader(item, report_)) put(target.emplace_back(), std::move(*found));
    }
  }

  bool asked_for(std::string_view name) const;
  void report_unknown(const syntax::Entry& entry);

  const Node* node_ = nullptr;
  std::string_view what_;
  Report& report_;
  std::vector<std::string_view> asked_;
  std::vector<std::string_view> missing_;
  std::ptrdiff_t unknown_ = 0;  // entries that nobody asked for
  bool accept_rest_ = false;
};

}  // namespace ensign::model
