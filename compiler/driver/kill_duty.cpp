#include "driver/kill_duty.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

#include "base/utf8.h"
#include "client/who_may_kill.h"

namespace ensign::driver {
namespace {

std::vector<crypto::SshPublicKey> keys_of(const std::vector<trust::EmergencyKey>& all,
                                          const std::string& person) {
  std::vector<crypto::SshPublicKey> keys;
  for (const trust::EmergencyKey& one : all) {
    if (one.person == person) keys.push_back(one.key);
  }
  return keys;
}

bool has(std::span<const crypto::SshPublicKey> keys, const crypto::SshPublicKey& wanted) {
  return std::ranges::any_of(keys,
                             [&](const crypto::SshPublicKey& one) { return one.same_as(wanted); });
}

std::string fingerprints(const std::vector<crypto::SshPublicKey>& keys) {
  std::vector<std::string> words;
  for (const crypto::SshPublicKey& key : keys) words.push_back(crypto::fingerprint(key));
  return fmt::format("{}", fmt::join(words, ", "));
}

// Another project's roster says nothing here.
bool knows_roster(const Repository& repository, const emit::Overlay& overlay) {
  return repository.model && repository.has_roster &&
         *repository.model->config.project == overlay.project;
}

}  // namespace

Duty duty_of(const std::string& place, const KillPlan& plan, const Repository& repository) {
  const emit::Overlay& overlay = plan.overlay;
  Duty duty;
  if (!place.empty()) {
    auto proven = client::who_may_kill(place, overlay.environment, {}, overlay.issued);
    if (proven && *proven) {
      duty.keys = std::move((*proven)->on_duty);
      duty.roster = place + "/proof.json";
      return duty;
    }
    if (!proven) duty.remarks.push_back(proven.error().message);
  }
  if (knows_roster(repository, overlay)) {
    duty.keys = trust::emergency_keys(*repository.model, overlay.environment);
    duty.roster = repository.model->config.layout.trust + "/people.yaml";
    return duty;
  }
  duty.remarks.push_back(fmt::format(
      "who may kill in `{}` could not be looked up: there is no proof.json beside the bundle, and "
      "no roster of its project; if `{}` may not, the kill will not count",
      overlay.environment, visible(overlay.by)));
  return duty;
}

Result<void> may_kill(const Duty& duty, const emit::Overlay& overlay) {
  if (!duty.keys || !keys_of(*duty.keys, overlay.by).empty()) return {};
  std::set<std::string> people;
  for (const trust::EmergencyKey& one : *duty.keys) people.insert(one.person);
  if (people.empty()) {
    return failure(
        fmt::format("nobody may kill in `{}`: {} gives the role `emergency/{}` to nobody "
                    "who has a key",
                    overlay.environment, duty.roster, overlay.environment),
        fmt::format("write it into trust/people.yaml, `roles: {{ emergency/{}: {{ "
                    "holders: [{}] }} }}`, have that agreed to, build and publish",
                    overlay.environment, visible(overlay.by)));
  }
  return failure(fmt::format("`{}` may not kill in `{}`: nobody would serve it",
                             visible(overlay.by), overlay.environment),
                 fmt::format("these may, by the role `emergency/{}` of {}: {}", overlay.environment,
                             duty.roster, fmt::join(people, ", ")));
}

Result<void> may_sign(const Duty& duty, const emit::Overlay& overlay,
                      const crypto::SshPublicKey& key) {
  if (!duty.keys) return {};
  const auto own = keys_of(*duty.keys, overlay.by);
  if (has(own, key)) return {};
  return failure(fmt::format("the key {} is none of `{}`: nobody would serve it",
                             crypto::fingerprint(key), visible(overlay.by)),
                 fmt::format("sign with {}, as {} says", fingerprints(own), duty.roster));
}

Result<crypto::SshPublicKey> choose_key(std::span<const crypto::SshPublicKey> held,
                                        const Duty& duty, const emit::Overlay& overlay,
                                        const Repository& repository) {
  const char* const help = "name your key: --key-file ~/.ssh/id_ed25519";
  std::vector<crypto::SshPublicKey> wanted;
  if (duty.keys) {
    wanted = keys_of(*duty.keys, overlay.by);
  } else if (repository.model) {
    wanted = keys_of(trust::lasting_keys(*repository.model), overlay.by);
  }
  for (const crypto::SshPublicKey& key : held) {
    if (has(wanted, key)) return key;
  }
  if (duty.keys) {
    return failure(fmt::format("ssh-agent holds none of the keys of `{}`: {}", visible(overlay.by),
                               fingerprints(wanted)),
                   help);
  }
  if (held.size() == 1) return held.front();
  return failure(held.empty() ? "ssh-agent holds no Ed25519 key"
                              : "ssh-agent holds several keys, and which is yours is not known",
                 help);
}

}  // namespace ensign::driver
