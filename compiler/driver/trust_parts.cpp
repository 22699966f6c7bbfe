#include "driver/trust_parts.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "model/names.h"
#include "source/world.h"
#include "trust/root_chain.h"

namespace ensign::driver {
namespace {

// Why the files that matter here cannot be used.
std::optional<Failure> fault_of(const model::Model& model, const report::Report& report) {
  const std::string folder = model.config.layout.trust + "/";
  for (const report::Finding& finding : report.findings()) {
    if (finding.severity != report::Severity::error) continue;
    const std::string& path = model.path(finding.span.file);
    if (path != "ensign.yaml" && !path.starts_with(folder)) continue;
    return Failure{fmt::format("{}: {}", path, finding.message),
                   "`ensign check` says where; mend it first"};
  }
  return std::nullopt;
}

bool has_signed(const model::Root& root, const std::string& id, std::string_view bytes,
                std::span<const std::string> signatures) {
  const model::RootKey* key = root.key(id);
  return key != nullptr && key->minisign &&
         std::ranges::any_of(signatures, [&](const std::string& signature) {
           return crypto::verify_minisign(*key->minisign, bytes, signature).has_value();
         });
}

std::vector<std::string> others_of(const model::Root& by, std::string_view bytes,
                                   std::span<const std::string> signatures) {
  std::vector<std::string> others;
  for (const std::string& id : by.role("root")->keys) {
    if (!has_signed(by, id, bytes, signatures)) others.push_back(id);
  }
  return others;
}

}  // namespace

Result<TrustState> read_trust(const Input& input) {
  const auto world = TRY(source::World::open(input.repository, input.selection));
  const auto config = TRY(world->read("ensign.yaml"));
  source::Frozen frozen =
      TRY(world->freeze(model::roots(model::read_layout(config.value_or(""))), input.as_of));
  model::ReadResult read = model::read(frozen.snapshot, input.threads);
  read.report.merge(std::move(frozen.report));
  if (!config) return failure("there is no ensign.yaml", "`ensign init` writes one");
  if (auto fault = fault_of(read.model, read.report)) return std::unexpected(std::move(*fault));
  read.model.pin = input.pin;
  return TrustState{std::move(frozen.snapshot), std::move(read.model)};
}

std::string root_path(const model::Model& model, std::int64_t version) {
  return fmt::format("{}/root/{}.json", model.config.layout.trust, version);
}

std::string names_of(const std::vector<std::string>& names) {
  if (names.empty()) return "nobody";
  const std::vector<std::string_view> views(names.begin(), names.end());
  return model::listed(views, "and");
}

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

Result<std::vector<publish::NewFile>> sign_with(const model::Model& model, const model::Root& root,
                                                const model::Root* before,
                                                std::span<const crypto::SecretKey> keys) {
  std::vector<publish::NewFile> files;
  const auto is_root_key = [](const model::Root* of, const std::string& id) {
    return of != nullptr && std::ranges::count(of->role("root")->keys, id) > 0;
  };
  for (const crypto::SecretKey& key : keys) {
    const std::string id = crypto::key_id(key.public_key());
    if (!is_root_key(&root, id) && !is_root_key(before, id)) {
      return failure(fmt::format("the key {} is no root key of version {}", id, root.version),
                     "sign with a key of the role `root`");
    }
    files.push_back({fmt::format("{}.{}.minisig", root_path(model, root.version), id),
                     crypto::minisign(key, root.bytes,
                                      fmt::format("{} project={} version={}", model::root_format,
                                                  root.project, root.version))});
  }
  return files;
}

std::vector<std::string> missing_root_signatures(const model::Model& model, const model::Root& root,
                                                 const model::Root* before,
                                                 std::span<const std::string> signatures) {
  std::vector<std::string> lines;
  for (const model::Root* by : {before, &root}) {
    if (by == nullptr) continue;
    const std::int64_t threshold = by->role("root")->threshold;
    const auto count =
        static_cast<std::int64_t>(trust::count_signatures(*by, "root", root.bytes, signatures));
    const std::string which = before == nullptr ? ""
                              : by == before    ? " of the version before"
                                                : " of its own";
    if (count >= threshold) {
      lines.push_back(fmt::format("signed by {} of the {} root keys{} that are asked for", count,
                                  threshold, which));
      continue;
    }
    lines.push_back(fmt::format(
        "signed by {} of the {} root keys{} that are asked for; {} more of {}", count, threshold,
        which, threshold - count, names_of(others_of(*by, root.bytes, signatures))));
    lines.push_back(
        fmt::format("  ensign trust sign --key FILE, or: minisign -SHm {0} -s FILE -x "
                    "{0}.KEYID.minisig -t 'root version {1}'",
                    root_path(model, root.version), root.version));
  }
  return lines;
}

std::vector<std::string> missing_statements(const model::Model& model, const model::Root& root) {
  std::map<std::string, std::string> subjects;  // by who could sign
  std::vector<std::string> lines;
  for (const trust::Anchor& anchor : trust::anchored_files(model, root)) {
    if (anchor.holds()) continue;
    const auto more = static_cast<std::size_t>(anchor.threshold) - anchor.people.size();
    lines.push_back(fmt::format("{} must be signed by {} of {} (role {})", anchor.path,
                                count_of(more, "person", "people"), names_of(anchor.others),
                                anchor.role));
    for (const std::string& person : anchor.others) subjects[person] += " file/" + anchor.path;
  }
  for (const auto& [person, list] : subjects) {
    lines.push_back(fmt::format("  ensign sign{} --as {}", list, person));
  }
  return lines;
}

std::vector<std::string> demands(const model::Model& model, const model::Root& root) {
  std::vector<std::string> lines;
  std::vector<std::string> guarded, open;
  for (const model::Environment& environment : model.config.environments) {
    const bool excepted = std::ranges::any_of(
        model.policy.unprotected, [&](const auto& name) { return *name == *environment.name; });
    (environment.is_protected && !excepted ? guarded : open).push_back(*environment.name);
  }
  lines.push_back(
      fmt::format("protected from now on: {}", guarded.empty() ? "nothing" : names_of(guarded)));
  if (guarded.empty()) {
    lines.emplace_back(
        "  write `protected: true` beside an environment in ensign.yaml to protect it");
  }
  if (!open.empty()) lines.push_back(fmt::format("as free as before: {}", names_of(open)));
  if (!guarded.empty()) {
    lines.emplace_back(
        "what was built before this root ships on unapproved: sign the flags first, or build with "
        "`--first`");
  }
  if (!guarded.empty() && model.policy.approvals.empty()) {
    lines.push_back(
        fmt::format("{}/policy.yaml has no rule under `approvals:`, so no change of {} can pass",
                    model.config.layout.trust, names_of(guarded)));
  }
  for (const model::ApprovalRule& rule : model.policy.approvals) {
    const std::string people = count_of(static_cast<std::size_t>(*rule.people), "person", "people");
    lines.push_back(fmt::format("  a change that matches the rule `{}`: {}{}", *rule.id, people,
                                rule.from.empty() ? "" : ", and those it names"));
  }
  for (const auto& [name, role] : root.roles) {
    if (!model::is_ssh_role(name)) continue;
    std::set<std::string> people;
    for (const std::string& id : role.keys) people.insert(root.key(id)->person);
    lines.push_back(fmt::format("  a change of the {}: {} of {}", name, role.threshold,
                                names_of({people.begin(), people.end()})));
  }
  for (const std::string& environment : guarded) {
    lines.push_back(who_may_kill(model, environment));
  }
  for (const std::string& environment : guarded) {
    if (root.role("bundle/" + environment) != nullptr) continue;
    lines.push_back(
        fmt::format("no key may sign bundles of {0} yet: --bundle-key {0}=FILE.pub", environment));
  }
  if (!guarded.empty() && root.role("timestamp") == nullptr) {
    lines.emplace_back(
        "no key may sign timestamps yet, and clients call a protected bundle stale without them: "
        "--timestamp-key FILE.pub");
  }
  return lines;
}

}  // namespace ensign::driver
