// Suspending keys and retiring people: the roster keeps its text, but for what is added.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "driver/roster_edit.h"
#include "driver/trust_parts.h"
#include "trust/standing.h"

namespace ensign::driver {
namespace {

TrustAnswer mistake(std::string message, std::string help) {
  TrustAnswer answer;
  answer.mistake = Failure{std::move(message), std::move(help)};
  return answer;
}

const model::Person* person_of(const model::Model& model, const std::string& id) {
  const auto found =
      std::ranges::find(model.people, id, [](const model::Person& each) { return *each.id; });
  return found == model.people.end() ? nullptr : &*found;
}

std::string roster_path(const model::Model& model) {
  return model.config.layout.trust + "/people.yaml";
}

std::string roster_text(const TrustState& state) {
  const auto file = state.snapshot.find(roster_path(state.model));
  return file ? state.snapshot.file(*file).bytes : "";
}

// Fingerprints of the key that is named, or of the active keys of the person; empty when there are
// none.
std::set<std::string> keys_named(const model::Model& model, const std::string& name) {
  std::set<std::string> keys;
  for (const model::Person& person : model.people) {
    for (const model::PersonKey& key : person.keys) {
      const std::string fingerprint = crypto::fingerprint(key.key);
      const bool of_person = *person.id == name && *key.state == model::KeyState::active;
      if (of_person || fingerprint == name) keys.insert(fingerprint);
    }
  }
  return keys;
}

// Roles of the root that the person has.
std::vector<std::string> root_roles_of(const model::Model& model, const std::string& person) {
  std::vector<std::string> roles;
  if (model.roots.empty()) return roles;
  const model::Root& root = model.roots.back().root;
  for (const auto& [name, role] : root.roles) {
    const bool has = std::ranges::any_of(
        role.keys, [&](const std::string& id) { return root.key(id)->person == person; });
    if (has) roles.push_back(name);
  }
  return roles;
}

// What must be signed after the change, as the work tree says now.
Result<void> say_what_is_missing(const Input& input, TrustAnswer& answer) {
  const TrustState after = TRY(read_trust(input));
  if (after.model.roots.empty()) return {};
  for (std::string& line : missing_statements(after.model, after.model.roots.back().root)) {
    answer.lines.push_back(std::move(line));
  }
  return {};
}

std::set<crypto::Sha256> honoured_now(const model::Model& model) {
  return trust::honoured(model, trust::anchors(model));
}

}  // namespace

Result<TrustAnswer> suspend(const Input& input, const std::string& key_or_person) {
  const TrustState state = TRY(read_trust(input));
  const std::set<std::string> keys = keys_named(state.model, key_or_person);
  if (keys.empty()) {
    return mistake(
        fmt::format("`{}` is no key of the roster and nobody with an active one", key_or_person),
        "name a person, or a key as `ssh-keygen -lf FILE.pub` prints it: SHA256:…");
  }
  auto text = with_suspended(roster_text(state), keys);
  if (!text) return mistake(text.error().message, text.error().help);
  TRY(publish::replace_file(input.repository + "/" + roster_path(state.model), *text));
  TrustAnswer answer;
  answer.written.push_back(roster_path(state.model));
  std::size_t lost = 0;
  const auto standings =
      trust::standings(state.model, state.model, honoured_now(state.model), input.threads);
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const std::string signer = crypto::fingerprint(state.model.statements[i].signature.key);
    if (standings[i] == trust::Standing::counts && keys.contains(signer)) ++lost;
  }
  for (const std::string& key : keys) answer.lines.push_back("suspended " + key);
  answer.lines.push_back(fmt::format("{} that counted {} no longer",
                                     count_of(lost, "statement", "statements"),
                                     lost == 1 ? "does so" : "do so"));
  answer.lines.emplace_back("commit it at once: any one person of the role `roster` may sign it");
  TRY(say_what_is_missing(input, answer));
  return answer;
}

Result<TrustAnswer> retire(const Input& input, const std::string& id, Date last_day) {
  const TrustState state = TRY(read_trust(input));
  const model::Model& model = state.model;
  const model::Person* person = person_of(model, id);
  if (person == nullptr) {
    return mistake(fmt::format("there is no `{}` on the roster", id),
                   fmt::format("people are named in {}", roster_path(model)));
  }
  if (person->left && **person->left < date_of(model.as_of)) {
    return mistake(
        fmt::format("`{}` has left already, on {}", id, to_string(**person->left)),
        fmt::format("what counted then stands in {0}/honoured; another day is written by "
                    "hand in {0}/people.yaml",
                    model.config.layout.trust));
  }
  auto text = with_last_day(roster_text(state), *person, last_day);
  if (!text) return mistake(text.error().message, text.error().help);

  // All that counts now, withdrawals too: what they took back must not come back. What they said
  // after their last day counts no more (trust/standing.h).
  const std::set<crypto::Sha256> known = honoured_now(model);
  const auto standings = trust::standings(model, model, known, input.threads);
  std::set<crypto::Sha256> kept;
  std::size_t late = 0;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const model::Statement& statement = model.statements[i];
    if (*statement.signer.name != id || standings[i] != trust::Standing::counts) continue;
    const bool takes_back = *statement.action == model::Action::withdraw;
    if (last_day < date_of(*statement.issued) && !takes_back) {
      ++late;
      continue;
    }
    const crypto::Sha256 digest = crypto::sha256(statement.bytes);
    if (!known.contains(digest)) kept.insert(digest);
  }
  TrustAnswer answer;
  if (!kept.empty()) {
    const std::int64_t number = model.honoured.empty() ? 1 : model.honoured.back().number + 1;
    const std::string path = fmt::format("{}/honoured/{}.txt", model.config.layout.trust, number);
    TRY(publish::write_new_files(input.repository,
                                 {{path, model::honoured_bytes({kept.begin(), kept.end()})}}));
    answer.written.push_back(path);
  }
  TRY(publish::replace_file(input.repository + "/" + roster_path(model), *text));
  answer.written.push_back(roster_path(model));
  answer.lines.push_back(fmt::format(
      "`{}` signs until {}, that day included; {} of theirs {} on", id, to_string(last_day),
      count_of(kept.size(), "statement", "statements"), kept.size() == 1 ? "counts" : "count"));
  if (late > 0) {
    answer.lines.push_back(fmt::format("{} from after that day {} no longer",
                                       count_of(late, "statement", "statements"),
                                       late == 1 ? "counts" : "count"));
  }
  const std::vector<std::string> roles = root_roles_of(model, id);
  if (!roles.empty()) {
    std::string named;
    for (const std::string& role : roles) named += fmt::format(" --{} NAME,NAME", role);
    answer.lines.push_back(fmt::format(
        "the root still gives `{}` {}: from that day on `ensign trust rotate` leaves them "
        "out, and this names others: ensign trust rotate{}",
        id, names_of(roles), named));
  }
  TRY(say_what_is_missing(input, answer));
  return answer;
}

}  // namespace ensign::driver
