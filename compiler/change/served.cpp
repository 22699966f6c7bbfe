#include "change/served.h"

#include <algorithm>
#include <utility>

namespace ensign::change {
namespace {

using model::Operator;

// Builds the chain from its first branch on: each takes from what those before have left.
class Chain {
 public:
  Chain(const Space& space, const model::Flag& flag)
      : space_(space), flag_(flag), left_(space.everybody()) {}

  void add(Branch branch, Region matched, const std::vector<Part>& parts) {
    if (parts.size() > 1) matched = intersect(matched, space_.where(filled(hash(branch).by)));
    branch.reached = intersect(left_, matched);
    left_ = subtract(left_, matched);
    branch.matched = std::move(matched);
    for (const Part& part : parts) {
      Region region = branch.reached;
      if (parts.size() > 1) region = intersect(region, space_.where(hash(branch), part.buckets));
      branch.outcomes.push_back({part.variant, std::move(region)});
    }
    branches_.push_back(std::move(branch));
  }

  std::vector<Branch> take() { return std::move(branches_); }

 private:
  Hash hash(const Branch& branch) const { return hash_of(flag_, *branch.serve); }

  const Space& space_;
  const model::Flag& flag_;
  Region left_;
  std::vector<Branch> branches_;
};

Branch empty_branch(Branch::Kind kind, std::size_t rule, const model::Serve* serve) {
  return {kind, rule, serve, {}, {}, {}};
}

}  // namespace

std::vector<Part> parts_of(const model::Serve& serve) {
  std::vector<model::Share> shares = serve.shares;
  std::erase_if(shares, [](const model::Share& share) { return share.weight == 0; });
  std::ranges::sort(shares, {}, &model::Share::variant);
  std::vector<Part> parts;
  std::int64_t begin = 0;
  for (const model::Share& share : shares) {
    parts.push_back({share.variant, {begin, begin + share.weight}});
    begin += share.weight;
  }
  return parts;
}

Hash hash_of(const model::Flag& flag, const model::Serve& serve) {
  return {flag.salt ? **flag.salt : *flag.key, serve.by ? **serve.by : "targetingKey"};
}

std::optional<Atom> expiry_guard(const model::Flag& flag) {
  if (flag.on_expiry != model::OnExpiry::fallback || !flag.expires) return std::nullopt;
  if (!flag.fallback || !flag.fallback->variant) return std::nullopt;
  return Atom{"now", Operator::after, {end_of(**flag.expires).seconds}};
}

std::vector<Branch> branches_of(const Space& space, const model::Model& model,
                                const model::Flag& flag,
                                const model::FlagEnvironment& environment) {
  Chain chain(space, flag);
  if (const auto guard = expiry_guard(flag)) {
    chain.add(empty_branch(Branch::Kind::expiry, 0, nullptr), space.where(*guard),
              {{*flag.fallback->variant, {}}});
  }
  for (std::size_t i = 0; i < environment.rules.size(); ++i) {
    const model::FlagRule& rule = environment.rules[i];
    chain.add(empty_branch(Branch::Kind::rule, i, &rule.serve), space.where(model, rule.condition),
              parts_of(rule.serve));
  }
  const std::vector<Part> parts = parts_of(environment.serve);
  if (parts.size() > 1) {
    chain.add(empty_branch(Branch::Kind::split, 0, &environment.serve), space.everybody(), parts);
  }
  chain.add(empty_branch(Branch::Kind::rest, 0, &environment.serve), space.everybody(),
            {{parts.back().variant, {}}});
  return chain.take();
}

}  // namespace ensign::change
