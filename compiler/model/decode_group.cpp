#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

constexpr std::int64_t whole = 100'000;  // thousandths of a percent

// The slots in the order of the file. Together they are all users or fewer.
std::optional<std::vector<GroupMember>> read_members(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  std::vector<GroupMember> members;
  std::int64_t sum = 0;
  for (const syntax::Entry& entry : node.entries) {
    const auto weight = read_weight(entry.value, report);
    if (!weight) continue;
    sum += **weight;
    members.push_back({{{entry.key, entry.key_span}, std::nullopt}, **weight, entry.value.span});
  }
  if (sum > whole) {
    report.add(weights_sum, node.span,
               fmt::format("the flags take {} of the users", percent_text(sum)),
               fmt::format("take away {}", percent_text(sum - whole)));
  }
  return members;
}

}  // namespace

Group decode_group(const Place& place, const Node& root, Report& report) {
  Group group;
  group.file = place.file;
  Fields fields(root, "group", report);
  group.name = decode_identity(fields, "group", place);
  fields.required("title", read_text, group.title);
  fields.required("owner", read_owner, group.owner);
  fields.optional("by", read_text, group.by);
  fields.optional("salt", read_text, group.salt);
  fields.required("flags", read_members, group.members);
  fields.finish();
  return group;
}

}  // namespace ensign::model
