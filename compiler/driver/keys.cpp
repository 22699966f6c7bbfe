#include "driver/keys.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "driver/roster_text.h"
#include "model/decode.h"
#include "model/names.h"
#include "publish/disk.h"
#include "publish/new_files.h"
#include "syntax/yaml.h"

namespace ensign::driver {
namespace {

std::string path_of_roster(const model::Layout& layout) { return layout.trust + "/people.yaml"; }

// Nothing when the text has findings.
std::optional<model::Roster> roster_of(std::string_view text) {
  report::Report report;
  if (!syntax::check_text(FileId{}, text, report)) return std::nullopt;
  const auto root = syntax::parse_yaml({FileId{}, text}, report);
  if (!root) return std::nullopt;
  if (root->kind == syntax::Node::Kind::null) return model::Roster{};
  model::Roster roster = model::decode_people(*root, report);
  if (!report.findings().empty()) return std::nullopt;
  return roster;
}

const model::Person* holder_of(const model::Roster& roster, const crypto::SshPublicKey& key) {
  for (const model::Person& person : roster.people) {
    for (const model::PersonKey& own : person.keys) {
      if (own.key.same_as(key)) return &person;
    }
  }
  return nullptr;
}

std::size_t keys_in(const model::Roster& roster) {
  std::size_t count = 0;
  for (const model::Person& person : roster.people) count += person.keys.size();
  return count;
}

// The keys that are not there yet.
Result<std::vector<crypto::AllowedSigner>> fresh(
    const model::Roster& roster, const std::string& person,
    const std::vector<crypto::AllowedSigner>& signers) {
  std::vector<crypto::AllowedSigner> result;
  for (const crypto::AllowedSigner& signer : signers) {
    const model::Person* holder = holder_of(roster, signer.key);
    if (holder != nullptr && *holder->id != person) {
      return failure(
          fmt::format("the key {} is that of `{}`", crypto::fingerprint(signer.key), *holder->id),
          "a key belongs to one person: let each make their own");
    }
    if (holder == nullptr) result.push_back(signer);
  }
  return result;
}

bool only_adds(const model::Roster& before, const model::Roster& after, const std::string& person,
               const std::vector<crypto::AllowedSigner>& added) {
  const bool all = std::ranges::all_of(added, [&](const crypto::AllowedSigner& signer) {
    const model::Person* holder = holder_of(after, signer.key);
    return holder != nullptr && *holder->id == person;
  });
  const std::size_t people = after.people.size() - before.people.size();
  return all && people <= 1 && keys_in(after) == keys_in(before) + added.size() &&
         after.teams.size() == before.teams.size() && after.roles.size() == before.roles.size();
}

Result<void> write_roster(const std::string& repository, const std::string& path,
                          const std::string& text, bool is_there) {
  if (is_there) {
    return publish::replace_file((std::filesystem::path(repository) / path).string(), text);
  }
  return publish::write_new_files(repository, {{path, text}});
}

Failure not_readable(const std::string& path) {
  return {fmt::format("{} has findings, and nothing is added to it", path),
          "`ensign check` says what is wrong with it"};
}

}  // namespace

Result<RosterRead> read_roster(const Input& input) {
  const auto world = TRY(source::World::open(input.repository, input.selection));
  const auto config = TRY(world->read("ensign.yaml"));
  if (!config) {
    return failure(fmt::format("{} holds no ensign.yaml", input.repository),
                   "name the folder that holds it, or make one: ensign init");
  }
  const model::Layout layout = model::read_layout(*config);
  source::Frozen frozen = TRY(world->freeze(model::roots(layout), input.as_of));
  model::ReadResult read = model::read(frozen.snapshot, input.threads);
  read.report.merge(std::move(frozen.report));
  RosterRead roster;
  const auto file = frozen.snapshot.find(path_of_roster(layout));
  for (const report::Finding& finding : read.report.findings()) {
    if (file && finding.span.file == *file) roster.report.add(finding);
  }
  roster.report.sort();
  roster.snapshot = std::move(frozen.snapshot);
  roster.model = std::move(read.model);
  return roster;
}

Result<KeysAdded> add_keys(const Input& input, const std::string& person,
                           const std::vector<crypto::AllowedSigner>& signers) {
  if (!model::is_person_id(person)) {
    return failure(fmt::format("`{}` cannot be the name of a person", person),
                   "people have names of lower case letters, digits and `-`");
  }
  const auto world = TRY(source::World::open(input.repository, {}));
  const auto config = TRY(world->read("ensign.yaml"));
  if (!config) {
    return failure(fmt::format("{} holds no ensign.yaml", input.repository),
                   "name the folder that holds it, or make one: ensign init");
  }
  const model::Layout layout = model::read_layout(*config);
  KeysAdded result;
  result.path = path_of_roster(layout);
  const auto text = TRY(world->read(result.path));
  const auto before = roster_of(text.value_or(""));
  if (!before) return std::unexpected(not_readable(result.path));
  const auto added = TRY(fresh(*before, person, signers));
  result.added = added.size();
  result.there = signers.size() - added.size();
  result.governed = TRY(world->read(layout.trust + "/root/1.json")).has_value();
  if (added.empty()) return result;
  std::vector<std::string> items;
  for (const crypto::AllowedSigner& signer : added) items.push_back(roster_item(signer));
  const std::string changed = TRY(with_keys(text.value_or(""), person, items));
  const auto after = roster_of(changed);
  if (!after || !only_adds(*before, *after, person, added)) {
    return failure(fmt::format("{} has a form that is not edited here", result.path),
                   "add the lines by hand: without `--person`, `ensign key import` prints them");
  }
  TRY(write_roster(input.repository, result.path, changed, text.has_value()));
  return result;
}

}  // namespace ensign::driver
