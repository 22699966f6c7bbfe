#include "client/client.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "client/active.h"
#include "client/bundle.h"
#include "client/folder.h"
#include "client/roots.h"
#include "client/store.h"
#include "crypto/digest.h"
#include "eval/ruleset.h"
#include "eval/value.h"
#include "publish/lock.h"

namespace ensign::client {
namespace {

// The pinned root, from the first folder that has it.
Result<std::string> pinned_root(const std::string& digest, std::span<const std::string> mirrors) {
  Failure last{"no folder was named", "add `--from DIR`"};
  for (const std::string& path : mirrors) {
    auto bytes = find_root(Folder(path), digest);
    if (bytes) return bytes;
    last = bytes.error();
  }
  return std::unexpected(last);
}

// A name that is misspelt would wait for bundles for ever. One that the root names may come yet.
Result<void> expect_environment(const State& state, std::span<const std::string> mirrors) {
  std::set<std::string> there;
  for (const std::string& path : mirrors) {
    const Folder folder(path);
    for (const std::string& name : folder.list("bundles")) {
      const auto bundle = folder.fetch("bundles/" + name + "/bundle.json", largest_bundle);
      if (bundle && *bundle) there.insert(name);
    }
  }
  if (there.empty() || there.contains(state.environment)) return {};
  if (TRY(trusted_root(state)).role("bundle/" + state.environment) != nullptr) return {};
  return failure(
      fmt::format("nothing is published for an environment `{}`", visible(state.environment)),
      fmt::format("name one that is: {}", fmt::join(there, ", ")));
}

}  // namespace

Result<State> begin(const std::string& folder, const Beginning& beginning,
                    std::span<const std::string> mirrors) {
  State state;
  state.environment = beginning.environment;
  state.keys = beginning.keys;
  state.require_proof = beginning.require_proof;
  if (!beginning.root.empty()) {
    if (!crypto::sha256_from_hex(beginning.root)) {
      return failure(fmt::format("`{}` is no digest", beginning.root),
                     "it is 64 hex digits: the sha256 of trust/root/<n>.json");
    }
    state.pinned = beginning.root;
    state.root = TRY(pinned_root(beginning.root, mirrors));
    state.project = TRY(trusted_root(state)).project;
    TRY(expect_environment(state, mirrors));
  }
  TRY(create(folder, state, beginning.anew));
  return state;
}

Result<Updated> update_folder(const std::string& folder, std::span<const std::string> mirrors,
                              Instant now, unsigned threads) {
  State state = TRY(load(folder));
  const auto lock = publish::Lock::take(folder);
  if (!lock) {
    return failure(fmt::format("another update of {} is under way", folder),
                   "let it end, and ask again");
  }
  state = TRY(load(folder));  // it may have moved on before the lock was ours
  std::vector<std::unique_ptr<Folder>> folders;
  std::vector<const Mirror*> asked;
  for (const std::string& path : mirrors) {
    folders.push_back(std::make_unique<Folder>(path));
    asked.push_back(folders.back().get());
  }
  Updated updated = update(std::move(state), asked, now, threads);
  TRY(save(folder, updated.state));
  return updated;
}

Result<Answer> answer(const State& state, const std::string& flag, const std::string& context,
                      Instant now) {
  const Json document = TRY(active_document(state));
  const auto ruleset = eval::Ruleset::load(canonical(document));
  if (!ruleset) return failure(ruleset.error().message);
  const auto given = eval::Context::from_json(context);
  if (!given) return failure("the context is no JSON object", "write one: '{\"user\":\"ada\"}'");
  eval::Settings settings;
  settings.timestamp = now.seconds;
  const auto outcome = ruleset->evaluate(flag, eval::Type::any, *given, settings);
  Answer result;
  result.value_json = eval::to_json(outcome.value);
  result.variant = std::string(outcome.variant);
  result.reason = std::string(eval::name_of(outcome.reason));
  if (outcome.error) result.error = std::string(eval::name_of(*outcome.error));
  return result;
}

}  // namespace ensign::client
