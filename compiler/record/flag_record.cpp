#include <algorithm>

#include "lower/lower.h"
#include "record/record.h"

namespace ensign::record {
namespace {

template <typename Word>
Json spelled(Word word) {
  return std::string(model::spelling(word));
}

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

template <typename Reference>
Json named(const std::optional<Reference>& reference) {
  return reference ? Json(*reference->name) : Json();
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

Record flag_record(const model::Model& model, const model::Flag& flag, std::uint32_t environment) {
  Record record;
  record.subject = "flag/" + *flag.key + "@" + *model.config.environments[environment].name;
  record.bytes =
      canonical(Json::object({{"format", "ensign-record/1"},
                              {"subject", record.subject},
                              {"lowering", lower::lowering_version},
                              {"serves", lower::lower_flag(model, flag, environment).flag},
                              {"governs", governs(flag)}}));
  record.digest = crypto::sha256(record.bytes);
  return record;
}

Record file_record(const std::string& path, std::string bytes) {
  const crypto::Sha256 digest = crypto::sha256(bytes);
  return {"file/" + path, std::move(bytes), digest};
}

}  // namespace ensign::record
