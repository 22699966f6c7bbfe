#include "eval/document.h"

#include <algorithm>
#include <optional>

namespace ensign::eval {
namespace {

// What is wrong, if anything.
using Problem = std::optional<std::string>;

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

Problem read_metadata(View from, std::span<const Member>& to) {
  const View* metadata = from.find("metadata");
  if (metadata == nullptr) return std::nullopt;
  if (!metadata->is_object()) return "metadata is not an object";
  to = metadata->members();
  for (const Member& member : to) {
    const bool scalar =
        member.value.is_boolean() || member.value.is_number() || member.value.is_string();
    if (!scalar) return "metadata " + quoted(member.key) + " is not a string, number or boolean";
  }
  return std::nullopt;
}

Problem read_state(View from, FlagDefinition& to) {
  const View* state = from.find("state");
  if (state == nullptr) return "state is missing";
  const std::string_view text = state->is_string() ? state->as_string() : std::string_view();
  to.enabled = text == "ENABLED";
  if (to.enabled || text == "DISABLED") return std::nullopt;
  return "state is neither \"ENABLED\" nor \"DISABLED\"";
}

Problem read_variants(View from, FlagDefinition& to) {
  const View* variants = from.find("variants");
  if (variants == nullptr) return "variants are missing";
  if (!variants->is_object()) return "variants is not an object";
  to.variants = variants->members();
  if (to.variants.empty()) return "variants is empty";
  for (const Member& variant : to.variants) {
    if (variant.key.empty()) return "a variant has an empty name";
    if (variant.value.is_null() || variant.value.is_array()) {
      return "variant " + quoted(variant.key) + " is not a boolean, string, number or object";
    }
    if (variant.value.kind() != to.variants[0].value.kind()) {
      return "variants " + quoted(to.variants[0].key) + " and " + quoted(variant.key) +
             " are of different types";
    }
  }
  return std::nullopt;
}

// Absent, null and "" all leave the default to the caller's code.
Problem read_default_variant(View from, FlagDefinition& to) {
  const View* name = from.find("defaultVariant");
  if (name == nullptr || name->is_null()) return std::nullopt;
  if (!name->is_string()) return "defaultVariant is neither a string nor null";
  if (name->as_string().empty()) return std::nullopt;
  const auto found = std::ranges::find(to.variants, name->as_string(), &Member::key);
  if (found == to.variants.end()) {
    return "default variant " + quoted(name->as_string()) + " is not one of its variants";
  }
  to.default_variant = &*found;
  return std::nullopt;
}

// `{}` and null are as good as no targeting.
void read_targeting(View from, FlagDefinition& to) {
  const View* targeting = from.find("targeting");
  if (targeting == nullptr) return;
  if (targeting->is_object() && targeting->members().empty()) return;
  to.targeting = *targeting;
}

Problem read_flag(const Member& from, FlagDefinition& to) {
  to.key = from.key;
  if (to.key.empty()) return "its key is empty";
  if (!from.value.is_object()) return "it is not an object";
  if (Problem problem = read_state(from.value, to)) return problem;
  if (Problem problem = read_variants(from.value, to)) return problem;
  if (Problem problem = read_default_variant(from.value, to)) return problem;
  read_targeting(from.value, to);
  return read_metadata(from.value, to.metadata);
}

std::unexpected<LoadError> refuse(std::string message) {
  return std::unexpected(LoadError{{}, std::move(message)});
}

}  // namespace

std::expected<DocumentDefinition, LoadError> read_document(View document) {
  if (!document.is_object()) return refuse("the document is not an object");
  DocumentDefinition definition;
  if (Problem problem = read_metadata(document, definition.metadata)) {
    return refuse("of the flag set, " + *problem);
  }
  if (const View* evaluators = document.find("$evaluators")) {
    if (!evaluators->is_object()) return refuse("$evaluators is not an object");
    definition.evaluators = evaluators->members();
  }
  const View* flags = document.find("flags");
  if (flags == nullptr) return refuse("flags are missing");
  if (!flags->is_object()) return refuse("flags is not an object with one member per flag");
  for (const Member& member : flags->members()) {
    if (const Problem problem = read_flag(member, definition.flags.emplace_back())) {
      return std::unexpected(
          LoadError{std::string(member.key), "flag " + quoted(member.key) + ": " + *problem});
    }
  }
  return definition;
}

}  // namespace ensign::eval
