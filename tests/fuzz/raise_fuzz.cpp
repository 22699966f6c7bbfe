// Any JSON as a flag that clients evaluate: nothing may crash or hang, and whatever cannot be read
// back to the byte proves nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "change/direction.h"
#include "lower/raise.h"
#include "record/record.h"
#include "syntax/strict_json.h"

using namespace ensign;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

model::Config config() {
  using model::AttributeType;
  model::Config result;
  for (const auto& [name, type] :
       {std::pair{"beta", AttributeType::boolean}, std::pair{"joined", AttributeType::timestamp},
        std::pair{"plan", AttributeType::string}, std::pair{"seats", AttributeType::number},
        std::pair{"version", AttributeType::version}}) {
    model::Attribute attribute;
    attribute.name.value = name;
    attribute.type = type;
    result.attributes.push_back(attribute);
  }
  return result;
}

Json record_of(const Json& flag) {
  return Json::object(
      {{"format", "ensign-record/1"},
       {"subject", "flag/f@production"},
       {"lowering", 1},
       {"serves", flag},
       {"governs", Json::object({{"fallback", Json::object({{"tier", 0}, {"serve", "off"}})}})}});
}

}  // namespace

// {"flag":…,"evaluators":…}
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document =
      syntax::parse_strict(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!document) return 0;
  const Json* flag = document->find("flag");
  const Json* shared = document->find("evaluators");
  const Json evaluators = shared != nullptr ? *shared : Json::object();
  if (flag == nullptr) return 0;
  static const model::Config attributes = config();
  const auto raised = lower::raise_flag("f", *flag, evaluators, attributes);
  const Json record = record_of(*flag);
  const auto killed = record::killed_form(record);
  if (!killed || *killed == record) return 0;
  for (const auto direction : {change::direction(record, *killed, evaluators, attributes),
                               change::direction(*killed, record, evaluators, attributes)}) {
    require(raised || direction == model::Direction::more);
  }
  return 0;
}
