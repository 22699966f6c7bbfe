#include "emit/bundle/changed.h"

#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "crypto/digest.h"

namespace ensign::emit {
namespace {

// Subject to the canonical JSON of what stands for it.
using Subjects = std::map<std::string, std::string>;

Subjects subjects_of(const Json& document, const std::string& environment) {
  Subjects subjects;
  if (const Json* flags = document.find("flags")) {
    for (const auto& [key, flag] : *flags->members()) {
      subjects.emplace(fmt::format("flag/{}@{}", key, environment), canonical(flag));
    }
  }
  const Json* facts = document.find("ensign");
  const Json* kill = facts == nullptr ? nullptr : facts->find("kill");
  if (kill != nullptr) subjects.emplace("kill@" + environment, canonical(*kill));
  return subjects;
}

std::optional<std::string> digest_at(const Subjects& subjects, const std::string& subject) {
  const auto found = subjects.find(subject);
  if (found == subjects.end()) return std::nullopt;
  return crypto::hex(crypto::sha256(found->second));
}

}  // namespace

std::vector<ChangedSubject> changed_subjects(const Json* before, const Json& after,
                                             const std::string& environment) {
  const Subjects old = before == nullptr ? Subjects() : subjects_of(*before, environment);
  const Subjects fresh = subjects_of(after, environment);
  std::map<std::string, bool> names;  // of both, in order; true where they say the same
  for (const auto& [subject, bytes] : old) names.emplace(subject, false);
  for (const auto& [subject, bytes] : fresh) {
    const auto was = old.find(subject);
    names[subject] = was != old.end() && was->second == bytes;
  }
  std::vector<ChangedSubject> changed;
  for (const auto& [subject, same] : names) {
    if (!same) changed.push_back({subject, digest_at(old, subject), digest_at(fresh, subject)});
  }
  return changed;
}

}  // namespace ensign::emit
