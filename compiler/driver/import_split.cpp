// `fractional`: shares by weight, of the callers by the hash of a key. Splits of governed flags
// hash `salt:value` (docs/lowering.md); where the key in the source has this form the buckets are
// the same, and otherwise the shares are, but not who is in them.
#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "driver/import_targeting.h"

namespace ensign::driver {
namespace {

constexpr std::int64_t whole_weight = 100'000;
constexpr std::int64_t largest_total = (std::int64_t{1} << 31) - 1;  // flagd takes no more

std::unexpected<Failure> no_split(const Json& whole) {
  return failure(fmt::format("no split can say `{}`", shown(whole)));
}

struct Bucket {
  std::string variant;
  std::int64_t weight = 1;
};

Result<Bucket> read_bucket(const Json& entry, const Json& whole) {
  const Json::Array* items = entry.array_items();
  const bool shaped = items != nullptr && !items->empty() && items->size() <= 2;
  const std::string* variant = shaped ? items->front().string() : nullptr;
  if (variant == nullptr) return no_split(whole);
  if (items->size() == 1) return Bucket{*variant, 1};
  const std::int64_t* weight = items->back().integer();
  if (weight == nullptr || *weight > largest_total) return no_split(whole);
  return Bucket{*variant, std::max<std::int64_t>(*weight, 0)};
}

// What is hashed: the parts of a `cat`, or one attribute.
Result<void> read_key(const Json& key, SplitParts& split, const Json& whole) {
  const auto joined = operation_of(key);
  const bool many = joined && joined->name == "cat";
  std::string before;
  bool flag_key = false;
  for (const Json& part : many ? joined->arguments : std::vector<Json>{key}) {
    const auto attribute = variable_of(part);
    if (attribute == "$flagd.flagKey") {
      if (flag_key || !before.empty() || !split.by.empty()) return no_split(whole);
      flag_key = true;
    } else if (attribute && split.by.empty()) {
      split.by = *attribute;
    } else if (part.string() != nullptr && split.by.empty()) {
      before += *part.string();
    } else {
      return no_split(whole);
    }
  }
  if (split.by.empty()) return no_split(whole);
  split.always = many;
  split.same_buckets = flag_key ? before == ":" : before.size() > 1 && before.ends_with(':');
  if (!flag_key) split.salt = before;
  if (split.salt.ends_with(':')) split.salt.pop_back();
  return {};
}

// Weights to thousandths of a percent. What is lost by rounding down goes to the first ones.
void scale(const std::vector<Bucket>& buckets, std::int64_t total, SplitParts& split) {
  std::int64_t left = total == 0 ? 0 : whole_weight;
  for (const Bucket& bucket : buckets) {
    if (bucket.weight == 0) continue;
    const std::int64_t share = bucket.weight * whole_weight / total;
    split.rounded = split.rounded || bucket.weight * whole_weight % total != 0;
    left -= share;
    const auto same = std::ranges::find(split.shares, bucket.variant,
                                        &std::pair<std::string, std::int64_t>::first);
    if (same == split.shares.end()) {
      split.shares.emplace_back(bucket.variant, share);
    } else {
      same->second += share;
      split.same_buckets = false;
    }
  }
  for (std::size_t i = 0; left > 0 && !split.shares.empty(); ++i, --left) {
    ++split.shares[i % split.shares.size()].second;
  }
  std::erase_if(split.shares, [](const auto& share) { return share.second == 0; });
}

}  // namespace

Result<SplitParts> read_split(const Operation& fractional, AttributeTypes& types,
                              const Json& whole) {
  SplitParts split;
  split.by = "targetingKey";
  std::size_t first = 0;
  if (!fractional.arguments.empty() && fractional.arguments.front().array_items() == nullptr) {
    split.by.clear();
    TRY(read_key(fractional.arguments.front(), split, whole));
    first = 1;
  }
  std::vector<Bucket> buckets;
  std::int64_t total = 0;
  for (std::size_t i = first; i < fractional.arguments.size(); ++i) {
    buckets.push_back(TRY(read_bucket(fractional.arguments[i], whole)));
    total += buckets.back().weight;
    if (total > largest_total) return no_split(whole);
  }
  if (buckets.empty()) return no_split(whole);
  TRY(expect_type(split.by, model::AttributeType::string, types));
  scale(buckets, total, split);
  return split;
}

}  // namespace ensign::driver
