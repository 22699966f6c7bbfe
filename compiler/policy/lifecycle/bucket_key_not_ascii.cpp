#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "policy/reasoning.h"
#include "policy/rules.h"

namespace ensign::policy {
namespace {

bool is_ascii(const Json& value) {
  return value.string() == nullptr || std::ranges::all_of(*value.string(), [](char c) {
           return static_cast<unsigned char>(c) < 0x80;
         });
}

bool is_doubtful(const model::Attribute& attribute) {
  if (attribute.type != model::AttributeType::string || attribute.ascii) return false;
  return attribute.values.empty() || !std::ranges::all_of(attribute.values, is_ascii);
}

// The first split by each attribute.
using Places = std::map<std::string, Span>;

void add_split(const model::Serve& serve, Places& places) {
  if (serve.by && change::parts_of(serve).size() > 1) places.emplace(**serve.by, serve.by->span);
}

Places splits_of(const model::Model& model) {
  Places places;
  for (const model::Flag& flag : model.flags) {
    if (!is_readable(flag)) continue;
    for (const model::FlagEnvironment& own : flag.environments) {
      for (const model::FlagRule& rule : own.rules) add_split(rule.serve, places);
      add_split(own.serve, places);
    }
  }
  return places;
}

// One finding for an attribute: what is to be said about it is said in one place.
void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const auto& [name, place] : splits_of(model)) {
    const model::Attribute* attribute = model.config.attribute(name);
    if (attribute == nullptr || !is_doubtful(*attribute)) continue;
    auto& finding = report.add(
        rule.info, attribute->name.span,
        fmt::format("users are split by `{}`, and not every client hashes all letters alike", name),
        "write `ascii: true` if it holds nothing else, or split by another attribute");
    finding.labels.push_back({place, "split here"});
  }
}

}  // namespace

const Rule bucket_key_not_ascii{
    {"EN234", "bucket-key-not-ascii", report::Severity::warning, report::RuleClass::advice}, check};

}  // namespace ensign::policy
