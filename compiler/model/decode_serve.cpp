#include <algorithm>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::int64_t whole = 100'000;  // thousandths of a percent

}  // namespace

std::vector<Share> read_split(const Node& node, const Variants& variants, Report& report) {
  std::vector<Share> shares;
  std::int64_t sum = 0;
  bool weights_readable = true;
  bool variants_known = true;
  for (const syntax::Entry& entry : node.entries) {
    const auto variant = variants.find({entry.key, entry.key_span}, report);
    const auto weight = read_weight(entry.value, report);
    weights_readable = weights_readable && weight;
    variants_known = variants_known && variant;
    if (weight) sum += **weight;
    if (weight && variant) shares.push_back({*variant, **weight, entry.value.span});
  }
  if (weights_readable && sum != whole) {
    report.add(weights_sum, node.span,
               fmt::format("the weights sum to {}, not to 100 %", percent_text(sum)),
               sum < whole ? fmt::format("{} of the users get nothing", percent_text(whole - sum))
                           : fmt::format("take away {}", percent_text(sum - whole)));
    return {};
  }
  if (!weights_readable || !variants_known) return {};
  std::ranges::sort(shares, {}, &Share::variant);
  return shares;
}

Serve decode_serve(Fields& fields, const Variants& variants) {
  Report& report = fields.report();
  Serve serve;
  const Node* node = fields.find_required("serve");
  fields.optional("by", read_text, serve.by);
  if (node == nullptr) return serve;
  serve.span = node->span;
  if (node->is_mapping()) {
    serve.shares = read_split(*node, variants, report);
    return serve;
  }
  if (serve.by) {
    report.add(invalid_value, serve.by->span, "`by` is for splits, and this serves one variant",
               "leave `by` out");
    serve.by.reset();
  }
  const auto name = read_text(*node, report);
  const auto variant = name ? variants.find(*name, report) : std::nullopt;
  if (variant) serve.shares.push_back({*variant, whole, node->span});
  return serve;
}

}  // namespace ensign::model
