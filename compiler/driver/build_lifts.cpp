#include "driver/build_lifts.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "crypto/digest.h"
#include "trust/standing.h"

namespace ensign::driver {
namespace {

// Statements about files of incidents, as far as they count.
class Agreements {
 public:
  Agreements(const model::Model& model, const source::Snapshot& snapshot, unsigned threads)
      : model_(model), snapshot_(snapshot) {
    const bool asked = !model.roots.empty() &&
                       std::ranges::any_of(model.incidents, [](const model::Incident& incident) {
                         return !incident.lifted.empty();
                       });
    if (asked) standings_ = trust::standings(model, threads);
  }

  // Whether the person has signed exactly these bytes of the file, and not withdrawn it since.
  bool has_signed(FileId file, Id<model::Person> person) const {
    if (model_.roots.empty()) return true;
    const source::File& own = snapshot_.file(file);
    const auto content = crypto::sha256(own.bytes);
    std::optional<Instant> agreed;
    std::optional<Instant> withdrawn;
    for (std::size_t i = 0; i < model_.statements.size(); ++i) {
      const model::Statement& one = model_.statements[i];
      if (one.subject.text.value != "file/" + own.path || one.signer.id != person ||
          *one.content != content || standings_[i] != trust::Standing::counts) {
        continue;
      }
      auto& last = *one.action == model::Action::withdraw ? withdrawn : agreed;
      last = std::max(last.value_or(*one.issued), *one.issued);
    }
    return agreed && (!withdrawn || *withdrawn < *agreed);
  }

 private:
  const model::Model& model_;
  const source::Snapshot& snapshot_;
  std::vector<trust::Standing> standings_;
};

bool holds(const model::Model& model, Id<model::Role> role, Id<model::Person> person) {
  return std::ranges::any_of(model.at(role).holders,
                             [&](const auto& holder) { return holder.id == person; });
}

// Somebody who holds the role stands under `approved_by:` for it, and has signed.
bool agreed(const model::Model& model, const model::Incident& incident, const model::Lift& lift,
            const Agreements& agreements, Id<model::Role> role) {
  return std::ranges::any_of(lift.approved_by, [&](const model::Approval& one) {
    return one.role.id == role && one.by.id && holds(model, role, *one.by.id) &&
           agreements.has_signed(incident.file, *one.by.id);
  });
}

bool anybody_agreed(const model::Incident& incident, const model::Lift& lift,
                    const Agreements& agreements) {
  return std::ranges::any_of(lift.approved_by, [&](const model::Approval& one) {
    return one.by.id && agreements.has_signed(incident.file, *one.by.id);
  });
}

// Whose word is missing, as the beginning of a sentence; nothing when it is lifted.
std::optional<std::string> missing(const model::Model& model, const model::Incident& incident,
                                   const model::Lift& lift, const Agreements& agreements) {
  std::vector<std::string> roles;
  for (const auto& role : model.kill_procedure.resume) {
    if (!role.id || !agreed(model, incident, lift, agreements, *role.id)) {
      roles.push_back(*role.name);
    }
  }
  if (!roles.empty()) return fmt::format("{} has not agreed", fmt::join(roles, ", "));
  const bool nobody_named = model.kill_procedure.resume.empty();
  if (nobody_named && !model.roots.empty() && !anybody_agreed(incident, lift, agreements)) {
    return "nobody under `approved_by:` has agreed";
  }
  return std::nullopt;
}

std::string signature_words(const std::string& path) {
  return fmt::format(", with a signature on that file: `ensign approve file/{} --as PERSON`", path);
}

}  // namespace

Lifts lifted_kills(const model::Model& model, const source::Snapshot& snapshot, unsigned threads) {
  Lifts lifts;
  const Agreements agreements(model, snapshot, threads);
  constexpr std::size_t prefix = 7;  // `sha256:`
  for (const model::Incident& incident : model.incidents) {
    for (const model::Lift& lift : incident.lifted) {
      const std::string digest = lift.kill.value.substr(prefix);
      const auto who = missing(model, incident, lift, agreements);
      if (!who) {
        for (const auto& environment : incident.environments) {
          lifts.lifted[*environment].insert(digest);
        }
        continue;
      }
      const std::string& path = snapshot.file(incident.file).path;
      lifts.remarks.push_back(fmt::format("the kill {} stays in force: {} to its end in {}{}",
                                          digest.substr(0, 16), *who, path,
                                          model.roots.empty() ? "" : signature_words(path)));
    }
  }
  return lifts;
}

}  // namespace ensign::driver
