// bundle.json and targets read back. Who verified the signature is the caller; what is checked here
// is that it is what it says at all, and that what is built upon it is well formed.

#include <fmt/format.h>
#include <utility>

#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/facts.h"
#include "emit/bundle/target.h"

namespace ensign::emit {
namespace {

bool is_scalar(const Json& value) {
  return !value.is_null() && value.array_items() == nullptr && value.members() == nullptr;
}

Result<TargetChoice> choice_of(const Json& document, const Json& facts) {
  const Json* target = facts.find("target");
  if (target == nullptr || target->members() == nullptr) {
    return failure("it is no target: there is no object `ensign.target`");
  }
  TargetChoice choice;
  choice.name = TRY(text_at(*target, "name"));
  const Json* known = target->find("known");
  if (known == nullptr || known->members() == nullptr) {
    return failure("there is no object `ensign.target.known`");
  }
  for (const auto& [name, value] : *known->members()) {
    if (!is_scalar(value)) return failure(fmt::format("`{}` is known as no single value", name));
    choice.known.emplace(name, value);
  }
  for (const auto& [key, flag] : *document.find("flags")->members()) choice.flags.push_back(key);
  return choice;
}

}  // namespace

Result<PreviousBundle> read_bundle(std::string bytes) {
  const Json document = TRY(parse_published(bytes));
  Facts facts = TRY(facts_of(document));
  if (facts.object->find("target") != nullptr) {
    return failure("it is a target, a part of a bundle");
  }
  PreviousBundle bundle;
  bundle.project = std::move(facts.project);
  bundle.environment = std::move(facts.environment);
  bundle.prev = std::move(facts.prev);
  if (const Json* source = facts.object->find("source")) {
    const Json* commit = source->find("commit");
    if (commit != nullptr && commit->string() != nullptr) bundle.commit = *commit->string();
  }
  bundle.seq = facts.seq;
  bundle.issued = facts.issued;
  bundle.expires = facts.expires;
  bundle.sha256 = crypto::hex(crypto::sha256(bytes));
  bundle.bytes = std::move(bytes);
  return bundle;
}

Result<PublishedTarget> read_target(std::string_view bytes) {
  const Json document = TRY(parse_published(bytes));
  Facts facts = TRY(facts_of(document));
  PublishedTarget target;
  target.choice = TRY(choice_of(document, *facts.object));
  target.project = std::move(facts.project);
  target.environment = std::move(facts.environment);
  target.derived_from = TRY(digest_at(*facts.object, "derived_from"));
  if (target.derived_from.empty()) return failure("`ensign.derived_from` is missing");
  target.seq = facts.seq;
  target.issued = facts.issued;
  target.expires = facts.expires;
  return target;
}

}  // namespace ensign::emit
