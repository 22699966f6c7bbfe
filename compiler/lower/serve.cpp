#include "lower/serve.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "lower/logic.h"

namespace ensign::lower {
namespace {

// In the order of the variants, which bucketing depends on.
std::vector<model::Share> weighted(const model::Serve& serve) {
  std::vector<model::Share> shares;
  for (const model::Share& share : serve.shares) {
    if (share.weight > 0) shares.push_back(share);
  }
  ENSIGN_ASSERT(!shares.empty());
  std::ranges::sort(shares, {}, &model::Share::variant);
  return shares;
}

const std::string& name_of(const model::Flag& flag, const model::Share& share) {
  return *flag.variants[share.variant].name;
}

// The separator keeps flag `a` with user `bc` apart from flag `ab` with user `c`.
Json bucket_key(const model::Flag& flag, const std::string& unit) {
  Json subject = flag.salt ? Json(flag.salt->value) : variable("$flagd.flagKey");
  return operation("cat", {std::move(subject), ":", variable(unit)});
}

}  // namespace

Result lower_serve(const model::Flag& flag, const model::Serve& serve) {
  const std::vector<model::Share> shares = weighted(serve);
  if (shares.size() == 1) return {{}, name_of(flag, shares.front())};
  const std::string unit = serve.by ? serve.by->value : std::string(default_unit);
  std::vector<Json> arguments{bucket_key(flag, unit)};
  for (const model::Share& share : shares) {
    arguments.push_back(Json::array({name_of(flag, share), share.weight}));
  }
  return {filled(unit), operation("fractional", std::move(arguments))};
}

const std::string& resting_variant(const model::Flag& flag, const model::Serve& serve) {
  return name_of(flag, weighted(serve).back());
}

}  // namespace ensign::lower
