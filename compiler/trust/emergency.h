// Who may kill in an environment: the holders of the role `emergency/<env>` of the roster. Duty
// changes every week and a root does not, so the role stands in trust/people.yaml, whose bytes the
// root vouches for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace ensign::trust {

// What the signatures of kills are made for.
inline constexpr std::string_view emergency_namespace = "breakglass.v1@ensign";

struct EmergencyKey {
  std::string person;
  crypto::SshPublicKey key;
};

// Keys of those people that count on the day of the model. A machine may not kill, nor somebody who
// has left. Where there is neither a root nor that role, everybody else on the roster may: a
// repository that asks nobody for anything does not ask at night either.
std::vector<EmergencyKey> emergency_keys(const model::Model& model, std::string_view environment);

// Every key of every person, whoever is on duty now; one that is, or may be, stolen never. For a
// kill that counted when it was made: duty changes, and a kill does not end with a shift.
std::vector<EmergencyKey> lasting_keys(const model::Model& model);

}  // namespace ensign::trust
