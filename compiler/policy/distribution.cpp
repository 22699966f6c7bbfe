#include "policy/distribution.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <span>

#include "base/assert.h"

namespace ensign::policy {
namespace {

// Where the value of a dotted name stands in the context; makes room for it.
Json& place_of(Json& context, std::string_view path) {
  Json* at = &context;
  for (;;) {
    if (at->members() == nullptr) *at = Json::object();
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    if (at->find(name) == nullptr) at->set(std::string(name), nullptr);
    for (Json::Member& member : *at->members()) {
      if (member.first == name) at = &member.second;
    }
    if (dot == std::string_view::npos) return *at;
    path.remove_prefix(dot + 1);
  }
}

// The users of a simulation as contexts that differ in one text. Only that text is made anew for
// each: 10,000 contexts from JSON would cost more than their evaluations.
class Users {
 public:
  static std::expected<Users, std::string> of(Json context, std::string_view over) {
    place_of(context, over) = "";
    auto value = eval::parse_json(canonical(context));
    if (!value) return std::unexpected(std::move(value.error().message));
    return Users(std::move(*value), over);
  }

  // Valid until the next call.
  const eval::Context& user(std::int64_t number) {
    const auto end = std::to_chars(name_->data() + prefix.size(), name_->end(), number).ptr;
    *changing_ = eval::View::string({name_->data(), end});
    return context_;
  }

 private:
  static constexpr std::string_view prefix = "user-";

  Users(eval::Value base, std::string_view over) : base_(std::move(base)) {
    std::ranges::copy(prefix, name_->begin());
    eval::View root = base_;
    for (changing_ = &root;;) {
      const std::size_t dot = over.find('.');
      const std::span<eval::Member> members = opened(*changing_);
      changing_ = &std::ranges::find(members, over.substr(0, dot), &eval::Member::key)->value;
      if (dot == std::string_view::npos) break;
      over.remove_prefix(dot + 1);
    }
    context_ = *eval::Context::from_value(eval::Value(root, memory_));
  }

  // The object as a copy of ours, whose members may change.
  std::span<eval::Member> opened(eval::View& object) {
    const auto given = object.members();
    eval::Member* members = eval::allocate_members(*memory_, given.size());
    std::ranges::copy(given, members);
    const bool unique = eval::index_members(members, given.size()).has_value();
    ENSIGN_ASSERT(unique);
    object = eval::View::object(members, given.size());
    return {members, given.size()};
  }

  eval::Value base_;  // owns all that does not change
  std::shared_ptr<eval::Arena> memory_ = std::make_shared<eval::Arena>();
  std::unique_ptr<std::array<char, 32>> name_ = std::make_unique<std::array<char, 32>>();
  eval::View* changing_ = nullptr;
  eval::Context context_;
};

}  // namespace

std::expected<std::vector<std::int64_t>, std::string> distribution_of(
    const model::Flag& flag, Json context, std::string_view over, const eval::Ruleset& ruleset,
    const eval::Settings& settings) {
  auto users = Users::of(std::move(context), over);
  if (!users) return std::unexpected(std::move(users.error()));
  std::vector<std::int64_t> counts(flag.variants.size(), 0);
  for (std::int64_t i = 0; i < simulated_users; ++i) {
    const auto outcome = ruleset.evaluate(*flag.key, eval::Type::any, users->user(i), settings);
    if (outcome.error) return std::unexpected(outcome.message);
    if (const auto variant = flag.variant_index(outcome.variant)) ++counts[*variant];
  }
  return counts;
}

}  // namespace ensign::policy
