#include "trust/standing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "base/parallel.h"
#include "crypto/ssh_verify.h"

namespace ensign::trust {
namespace {

const model::Person* person_of(const model::Model& model, const std::string& id) {
  const auto found = std::ranges::lower_bound(
      model.people, id, {},
      [](const model::Person& person) -> const std::string& { return *person.id; });
  return found == model.people.end() || *found->id != id ? nullptr : &*found;
}

const model::PersonKey* key_of(const model::Person* person, const crypto::SshPublicKey& key) {
  if (person == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      person->keys, [&](const model::PersonKey& own) { return own.key.same_as(key); });
  return found == person->keys.end() ? nullptr : &*found;
}

bool is_signed(const model::Statement& statement) {
  const std::string_view lines =
      std::string_view(statement.bytes).substr(0, statement.armour.begin);
  return crypto::verify_ssh_signature(statement.signature, lines, model::statement_namespace)
      .has_value();
}

// What nothing can mend, not even a list of what is honoured.
Standing state_of(const model::Statement& statement, const model::PersonKey& key) {
  if (*key.state == model::KeyState::compromised) return Standing::compromised;
  if (*key.state == model::KeyState::suspended) return Standing::suspended;
  if (!crypto::has_presence(statement.signature)) return Standing::no_presence;
  const Date issued = date_of(*statement.issued);
  const bool early = key.from && issued < **key.from;
  const bool late = key.until && issued > **key.until;
  return early || late ? Standing::outside_validity : Standing::counts;
}

// What time has taken: the statement was good once, as it says itself.
Standing passed_of(const model::Person& person, const model::PersonKey& key, Date today) {
  if (person.left && **person.left < today) return Standing::left;
  if (*key.state == model::KeyState::retired) return Standing::retired;
  if (key.until && **key.until < today) return Standing::lapsed;
  return Standing::counts;
}

// What somebody says after their last day counts nowhere, on whatever list it stands. To take back
// what they said before is not asked: it only takes away.
bool is_said_after_leaving(const model::Statement& statement, const model::Person& person) {
  return person.left && **person.left < date_of(*statement.issued) &&
         *statement.action != model::Action::withdraw;
}

class Judge {
 public:
  Judge(const model::Model& head, const model::Model& rules,
        const std::set<crypto::Sha256>& honoured, const std::set<crypto::Sha256>& honoured_in_head)
      : head_(head), rules_(rules), honoured_(honoured), honoured_in_head_(honoured_in_head) {
    for (const model::Statement& each : head.statements) ++count_[*each.subject.text];
  }

  Standing standing(const model::Statement& statement) const {
    if (count_.at(*statement.subject.text) > most_statements) return Standing::too_many;
    const Standing by_rules = by(rules_, statement);
    if (&rules_ == &head_) return by_rules;
    if (by_rules == Standing::counts) return by(head_, statement, true);
    if (by_rules != Standing::unknown_key) return by_rules;
    const Standing by_head = by(head_, statement);
    return is_error(by_head) ? by_head : Standing::newcomer;
  }

 private:
  Standing by(const model::Model& roster, const model::Statement& statement,
              bool verified = false) const {  // verified: the rules have said that it counts
    const model::Person* person = person_of(roster, *statement.signer.name);
    const model::PersonKey* key = key_of(person, statement.signature.key);
    if (key == nullptr) return Standing::unknown_key;
    if (!verified && !is_signed(statement)) return Standing::bad_signature;
    if (person->machine) return Standing::machine;
    if (statement.issued->seconds > head_.as_of.seconds + clock_tolerance) return Standing::future;
    const Standing state = state_of(statement, *key);
    if (state != Standing::counts) return state;
    if (is_said_after_leaving(statement, *person)) return Standing::left;
    const Standing passed = passed_of(*person, *key, date_of(head_.as_of));
    if (passed == Standing::counts) return passed;
    const crypto::Sha256 digest = crypto::sha256(statement.bytes);
    const bool is_honoured =
        honoured_.contains(digest) || (verified && honoured_in_head_.contains(digest));
    return is_honoured ? Standing::counts : passed;
  }

  const model::Model& head_;
  const model::Model& rules_;
  const std::set<crypto::Sha256>& honoured_;
  const std::set<crypto::Sha256>& honoured_in_head_;
  std::map<std::string_view, std::size_t> count_;  // statements by subject
};

}  // namespace

bool is_error(Standing standing) {
  switch (standing) {
    case Standing::bad_signature:
    case Standing::unknown_key:
    case Standing::future:
    case Standing::machine:
    case Standing::too_many:
      return true;
    default:
      return false;
  }
}

std::vector<Standing> standings(const model::Model& head, const model::Model& rules,
                                const std::set<crypto::Sha256>& honoured, unsigned threads,
                                const std::set<crypto::Sha256>& honoured_in_head) {
  const Judge judge(head, rules, honoured, honoured_in_head);
  std::vector<Standing> result(head.statements.size(), Standing::counts);
  parallel_for(result.size(), threads,
               [&](std::size_t i) { result[i] = judge.standing(head.statements[i]); });
  return result;
}

std::vector<Standing> standings(const model::Model& model, unsigned threads) {
  return standings(model, model, {}, threads);
}

std::string because(Standing standing) {
  switch (standing) {
    case Standing::counts:
      return "it counts";
    case Standing::bad_signature:
      return "its signature is not of these lines";
    case Standing::unknown_key:
      return "it is signed with a key that the roster does not give them";
    case Standing::future:
      return "it says that it was signed in the future";
    case Standing::machine:
      return "a machine approves nothing";
    case Standing::too_many:
      return "there are too many about its subject";
    case Standing::newcomer:
      return "their key is new in this change, and the roster at its base does not know it";
    case Standing::no_presence:
      return "nobody touched the hardware key";
    case Standing::compromised:
      return "the key is compromised";
    case Standing::suspended:
      return "the key is suspended";
    case Standing::retired:
      return "the key is retired, and no list in trust/honoured names the statement";
    case Standing::outside_validity:
      return "it was not signed between `from` and `until` of the key";
    case Standing::lapsed:
      return "the last day of the key is past, and no list in trust/honoured names the statement";
    case Standing::left:
      return "they have left, and no list in trust/honoured names the statement as one from "
             "before";
  }
  return {};
}

}  // namespace ensign::trust
