#include "emit/interop/allowed_signers.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "crypto/allowed_signers.h"
#include "trust/emergency.h"

namespace ensign::emit {
namespace {

// 20260131235959Z
std::string timestamp(Instant instant) {
  std::string text = to_string(instant);
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'T'; });
  return text;
}

std::optional<Date> last_day(const model::Person& person, const model::PersonKey& key) {
  if (!key.until) return person.left ? std::optional(**person.left) : std::nullopt;
  return person.left ? std::min(**key.until, **person.left) : **key.until;
}

// People who may kill in one environment or another.
std::set<std::string> on_duty(const model::Model& model) {
  std::set<std::string> people;
  for (const model::Environment& environment : model.config.environments) {
    for (auto& key : trust::emergency_keys(model, *environment.name)) {
      people.insert(std::move(key.person));
    }
  }
  return people;
}

std::string line_of(const model::Person& person, const model::PersonKey& key, bool may_kill) {
  std::string options =
      fmt::format("namespaces=\"{}{}{}\"", model::statement_namespace, may_kill ? "," : "",
                  may_kill ? trust::emergency_namespace : std::string_view());
  if (key.from) options += fmt::format(",valid-after=\"{}\"", timestamp(start_of(**key.from)));
  if (const auto last = last_day(person, key)) {
    options += fmt::format(",valid-before=\"{}\"", timestamp(end_of(*last)));
  }
  crypto::SshPublicKey bare = key.key;
  bare.comment.clear();
  return fmt::format("{} {} {}\n", *person.id, options, crypto::public_key_line(bare));
}

}  // namespace

OutFile allowed_signers(const model::Model& model) {
  std::string text = "# Made by ensign from the roster: principal, options, key. Do not edit.\n";
  const auto duty = on_duty(model);
  for (const model::Person& person : model.people) {
    if (person.machine) continue;
    for (const model::PersonKey& key : person.keys) {
      if (*key.state == model::KeyState::active)
        text += line_of(person, key, duty.contains(*person.id));
    }
  }
  return {"interop/allowed_signers", std::move(text)};
}

}  // namespace ensign::emit
