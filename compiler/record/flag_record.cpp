#include <algorithm>

#include "base/assert.h"
#include "base/parallel.h"
#include "record/parts.h"

namespace ensign::record {
namespace {

Json exposure_of(const model::Flag& flag) {
  std::vector<std::string_view> words;
  for (const model::Exposure one : flag.exposure) words.push_back(model::spelling(one));
  std::ranges::sort(words);
  Json result = Json::array();
  for (const std::string_view word : words) result.push(word);
  return result;
}

Json requirements_of(const model::Flag& flag) {
  std::vector<std::pair<std::string, std::string>> sorted;
  for (const model::Requirement& one : flag.requires_)
    sorted.emplace_back(*one.flag.name, *one.serve);
  std::ranges::sort(sorted);
  Json result = Json::array();
  for (const auto& [key, serve] : sorted) {
    result.push(Json::object({{"flag", key}, {"serve", serve}}));
  }
  return result;
}

Json fallback_of(const model::Flag& flag) {
  if (!flag.fallback) return {};
  return Json::object({{"tier", *flag.fallback->tier}, {"serve", *flag.fallback->serve}});
}

Json expiry_of(const model::Flag& flag) {
  if (flag.expires) return to_string(**flag.expires);
  return flag.permanent ? Json("permanent") : Json();
}

Json governs(const model::Flag& flag) {
  return Json::object({{"type", spelled(*flag.type)},
                       {"value", spelled(*flag.value)},
                       {"owner", *flag.owner.name},
                       {"risk", spelled(*flag.risk)},
                       {"expires", expiry_of(flag)},
                       {"on_expiry", spelled(flag.on_expiry)},
                       {"exposure", exposure_of(flag)},
                       {"code_default", flag.code_default ? Json(**flag.code_default) : Json()},
                       {"requires", requirements_of(flag)},
                       {"kill_switch", named(flag.kill_switch)},
                       {"playbook", named(flag.playbook)},
                       {"fallback", fallback_of(flag)}});
}

}  // namespace

Json flag_json(lower::Segments& segments, const model::Flag& flag, std::uint32_t environment) {
  const std::string& name = *segments.model().config.environments[environment].name;
  return Json::object({{"format", format},
                       {"subject", "flag/" + *flag.key + "@" + name},
                       {"lowering", lower::lowering_version},
                       {"serves", lower::lower_flag(segments, flag, environment).flag},
                       {"governs", governs(flag)}});
}

Record as_record(const Json& record) {
  const Json* subject = record.find("subject");
  ENSIGN_ASSERT(subject != nullptr && subject->string() != nullptr);
  Record result{*subject->string(), canonical(record), {}};
  result.digest = crypto::sha256(result.bytes);
  return result;
}

Json flag_record_json(const model::Model& model, const model::Flag& flag,
                      std::uint32_t environment) {
  lower::Segments segments(model);
  return flag_json(segments, flag, environment);
}

Record flag_record(const model::Model& model, const model::Flag& flag, std::uint32_t environment) {
  return as_record(flag_record_json(model, flag, environment));
}

bool has_record(const model::Flag& flag, std::uint32_t environment) {
  const auto names = [&](const model::FlagEnvironment& own) { return own.index == environment; };
  return flag.complete && std::ranges::any_of(flag.environments, names);
}

// Each thread lowers the segments of its flags once.
std::vector<Record> flag_records(const model::Model& model, std::uint32_t environment,
                                 unsigned threads) {
  std::vector<const model::Flag*> flags;
  for (const model::Flag& flag : model.flags) {
    if (has_record(flag, environment)) flags.push_back(&flag);
  }
  std::vector<Record> records(flags.size());
  const std::size_t parts = std::clamp<std::size_t>(threads, 1, flags.size() + 1);
  parallel_for(parts, threads, [&](std::size_t part) {
    lower::Segments segments(model);
    for (std::size_t i = part; i < flags.size(); i += parts) {
      records[i] = as_record(flag_json(segments, *flags[i], environment));
    }
  });
  return records;
}

}  // namespace ensign::record
