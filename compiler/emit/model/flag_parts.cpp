#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json share_json(const model::Flag& flag, const model::Share& share) {
  return Json::object({{"variant", *flag.variants[share.variant].name}, {"weight", share.weight}});
}

Json test_of(const model::Condition& condition) {
  return Fields()
      .add("attribute", condition.attribute)
      .add("operator", condition.op)
      .add("segment", condition.segment)
      .add("operands", condition.segment ? std::vector<Spanned<Json>>() : condition.operands)
      .take();
}

}  // namespace

Json condition_json(const model::Condition& condition) {
  using Kind = model::Condition::Kind;
  if (condition.kind == Kind::test) return test_of(condition);
  Json children = Json::array();
  for (const model::Condition& child : condition.children) children.push(condition_json(child));
  if (condition.kind == Kind::all) return Json::object({{"all", std::move(children)}});
  if (condition.kind == Kind::any) return Json::object({{"any", std::move(children)}});
  return Json::object({{"not", std::move(children)}});
}

Json shares_json(const model::Flag& flag, const std::vector<model::Share>& shares) {
  Json list = Json::array();
  for (const model::Share& share : shares) list.push(share_json(flag, share));
  return list;
}

Json serve_json(const model::Flag& flag, const model::Serve& serve) {
  return Fields().add("shares", shares_json(flag, serve.shares)).add("by", serve.by).take();
}

Json test_json(const Scribe& scribe, const model::Flag& flag, const model::FlagTest& test) {
  const auto distribution = [&](const model::Distribution& wanted) {
    return Fields()
        .add("shares", shares_json(flag, wanted.shares))
        .add("within", wanted.within)
        .add("over", wanted.over)
        .take();
  };
  Fields fields;
  fields.add("at", scribe.place(test.span))
      .add("environment", test.environment)
      .add("context", test.context)
      .add("combination", test.combination)
      .add("expect", test.expect)
      .add("value", test.value)
      .add("distribution", test.distribution, distribution)
      .add("reason", test.reason)
      .add("rule", test.rule)
      .add("at_time", test.at_time);
  if (test.hash) fields.add("hash", static_cast<std::int64_t>(*test.hash));
  return fields.take();
}

}  // namespace ensign::emit
