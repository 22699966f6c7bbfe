#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

std::optional<Json> read_variant_value(ValueType type, const Node& node, Report& report) {
  bool fits = false;
  switch (type) {
    case ValueType::boolean:
      fits = read_boolean(node, report).has_value();
      break;
    case ValueType::integer:
      fits = read_integer(node, report).has_value();
      break;
    case ValueType::number:
      fits = read_number(node, report).has_value();
      break;
    case ValueType::object:
      fits = expect_mapping(node, report);
      break;
    case ValueType::string:
      fits = kind_of(node) == "a string";  // the empty string is a value too
      if (!fits) report_wrong_type(node, "a string", report);
      break;
  }
  return fits ? std::optional(to_json(node)) : std::nullopt;
}

// `on` and `off`, in this order.
std::vector<Variant> boolean_variants(Span span) {
  return {{{"on", span}, true, span}, {{"off", span}, false, span}};
}

}  // namespace

std::vector<Variant> decode_variants(const Node* node, const Spanned<ValueType>& type,
                                     Report& report) {
  std::vector<Variant> variants;
  if (node == nullptr) {
    return *type == ValueType::boolean ? boolean_variants(type.span) : variants;
  }
  if (!expect_mapping(*node, report)) return variants;
  if (node->entries.empty()) {
    report.add(invalid_value, node->span, "a flag without variants has nothing to serve",
               "name at least one");
  }
  for (const syntax::Entry& entry : node->entries) {
    check_name(entry, report);
    auto value = read_variant_value(*type, entry.value, report);
    variants.push_back(
        {{entry.key, entry.key_span}, value ? std::move(*value) : Json(), entry.value.span});
  }
  return variants;
}

}  // namespace ensign::model
