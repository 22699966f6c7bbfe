// `targets:` of ensign.yaml.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/linker.h"
#include "model/names.h"

namespace ensign::model {
namespace {

// Files that stand beside the target's in the folder of an environment.
constexpr std::array<std::string_view, 5> taken{"bundle", "flagd", "kill", "proof", "timestamp"};

bool is_part_of(std::string_view inner, std::string_view outer) {
  return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '.';
}

}  // namespace

void Linker::link(Target& target) {
  if (std::ranges::find(taken, key_fold(*target.name)) != taken.end()) {
    fault(reserved_key, target.name.span,
          fmt::format("`{}.json` is another file of every environment", *target.name),
          "choose another name for the target");
  }
  for (const auto& environment : target.environments) find(environments_, environment);
  link(flags_, target.flags);
  for (const auto& area : target.areas) find(areas_, area);
  for (const KnownAttribute& known : target.known) check_known(known);
}

// What is known is put into the conditions as it is written, so it has to be a value that a context
// holds, and nothing else may be read through it.
void Linker::check_known(const KnownAttribute& known) {
  const auto index = find(attributes_, known.name);
  if (!index) return;
  const Attribute& attribute = model_.config.attributes[*index];
  if (attribute.type == AttributeType::timestamp) {
    return fault(wrong_type, known.value.span,
                 fmt::format("`{}` is a moment, which no target knows", *known.name),
                 "leave it out: its clients pass it");
  }
  check_value(attribute, known.value);
  for (const Attribute& other : model_.config.attributes) {
    if (!is_part_of(*known.name, *other.name) && !is_part_of(*other.name, *known.name)) continue;
    return fault(
        invalid_value, known.name.span,
        fmt::format("`{}` cannot be known: `{}` is an attribute as well", *known.name, *other.name),
        "one lies in the other: give them names that stand side by side");
  }
}

}  // namespace ensign::model
