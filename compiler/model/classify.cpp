#include "model/classify.h"

#include <array>
#include <optional>
#include <vector>

#include "base/date.h"

namespace ensign::model {
namespace {

using Components = std::vector<std::string_view>;

Components split(std::string_view path) {
  Components result;
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/')) {
    result.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  result.push_back(path);
  return result;
}

std::optional<std::string_view> stem(std::string_view file, std::string_view extension) {
  if (file.size() <= extension.size() || !file.ends_with(extension)) return std::nullopt;
  return file.substr(0, file.size() - extension.size());
}

Classified unknown(std::string_view hint) { return {FileKind::unknown, {}, {}, {}, hint}; }

// Folders that are no areas of flags.
struct FlagFolder {
  std::string_view folder;
  FileKind kind;
  std::string_view hint;
};

constexpr std::array<FlagFolder, 3> flag_folders{
    {{"segments", FileKind::segment, "segments are files `segments/NAME.yaml`"},
     {"groups", FileKind::group, "groups are files `groups/NAME.yaml`"},
     {"profiles", FileKind::profile, "profiles are files `profiles/NAME.yaml`"}}};

Classified in_flags(const Components& parts) {
  if (parts.size() == 1 && parts[0] == "kill-switches.yaml") {
    return {FileKind::kill_levels, "kill-switches", {}, {}, {}};
  }
  if (parts.size() == 1 && parts[0] == "retired.yaml") {
    return {FileKind::tombstones, "retired", {}, {}, {}};
  }
  const std::string_view folder = parts.size() == 1 ? "" : parts[0];
  for (const FlagFolder& one : flag_folders) {
    if (folder != one.folder) continue;
    const auto name = stem(parts.back(), ".yaml");
    if (parts.size() != 2 || !name) return unknown(one.hint);
    return {one.kind, *name, {}, {}, {}};
  }
  if (parts.back() == "retired.yaml") {
    return unknown("retired flags of every area are listed in one file, `retired.yaml`");
  }
  auto name = stem(parts.back(), ".yaml");
  if (!name) name = stem(parts.back(), ".md");
  if (parts.size() > 2 || !name) return unknown("flags are files `AREA/KEY.yaml` or `AREA/KEY.md`");
  return {FileKind::flag, *name, folder, {}, {}};
}

Classified in_releases(const Components& parts) {
  const std::string_view folder = parts.size() == 1 ? "" : parts[0];
  const auto yaml = stem(parts.back(), ".yaml");
  const auto markdown = stem(parts.back(), ".md");
  if (folder == "stages") {
    if (parts.size() != 2 || !yaml) return unknown("stage plans are files `stages/PLAN.yaml`");
    return {FileKind::plan, *yaml, {}, {}, {}};
  }
  if (folder == "evidence") {
    if (parts.size() != 4 || !yaml) {
      return unknown("evidence is a file `evidence/PLAN/STAGE/ID.yaml`");
    }
    return {FileKind::evidence, *yaml, parts[1], parts[2], {}};
  }
  if (folder == "notes") {
    if (parts.size() != 2 || !markdown) return unknown("notes are files `notes/ID.md`");
    return {FileKind::note, *markdown, {}, {}, {}};
  }
  if (folder == "freezes") {
    if (parts.size() != 2 || !yaml) return unknown("freezes are files `freezes/ID.yaml`");
    return {FileKind::freeze, *yaml, {}, {}, {}};
  }
  if (folder == "incidents") {
    if (parts.size() != 2 || !markdown) return unknown("incidents are files `incidents/ID.md`");
    return {FileKind::incident, *markdown, {}, {}, {}};
  }
  if (folder == "journal") {
    if (parts.size() != 2 || !markdown || !parse_date(*markdown)) {
      return unknown("the journal has one file for a day: `journal/YYYY-MM-DD.md`");
    }
    return {FileKind::journal, *markdown, {}, {}, {}};
  }
  if (folder.empty() && parts[0] == "metrics.yaml") {
    return {FileKind::metrics, "metrics", {}, {}, {}};
  }
  if (folder.empty() && parts[0] == "calendar.yaml") {
    return {FileKind::calendar, "calendar", {}, {}, {}};
  }
  if (parts.size() == 2 && parts[1] == "release.md") {
    return {FileKind::release, folder, {}, {}, {}};
  }
  return unknown(
      "here are `VERSION/release.md`, `calendar.yaml`, `metrics.yaml`, `stages/`, `evidence/`, "
      "`notes/`, `freezes/`, `incidents/` and `journal/`");
}

bool begins_with_date(std::string_view name) {
  return name.size() > 11 && name[10] == '-' && parse_date(name.substr(0, 10));
}

Classified in_rollbacks(const Components& parts) {
  const std::string_view folder = parts.size() == 1 ? "" : parts[0];
  const auto name = stem(parts.back(), ".md");
  if (folder == "drills") {
    if (parts.size() != 2 || !name || !begins_with_date(*name)) {
      return unknown("drills are files `drills/YYYY-MM-DD-TARGET.md`");
    }
    return {FileKind::drill, *name, {}, {}, {}};
  }
  if (parts.size() > 2 || !name) return unknown("playbooks are files `DOMAIN/PLAYBOOK.md`");
  return {FileKind::playbook, *name, folder, {}, {}};
}

// `7`: a version of the root, or the number of a list, without leading zeros.
bool is_number(std::string_view text) {
  constexpr std::size_t most_digits = 6;
  return !text.empty() && text.size() <= most_digits && text.front() != '0' &&
         text.find_first_not_of("0123456789") == text.npos;
}

// `7.json`, or `7.json.CA0B7469E8A3C1D2.minisig`.
Classified in_root(std::string_view file) {
  constexpr std::string_view hint =
      "here are `VERSION.json` and `VERSION.json.KEYID.minisig`, as `ensign trust` writes them";
  constexpr std::string_view between = ".json.";
  constexpr std::size_t id_size = 16;
  const auto version = stem(file, ".json");
  if (version && is_number(*version)) return {FileKind::root, *version, {}, {}, {}};
  const auto signed_by = stem(file, ".minisig");
  const std::size_t dot = file.find('.');
  if (!signed_by || !is_number(file.substr(0, dot))) return unknown(hint);
  const std::string_view rest = signed_by->substr(dot);
  const bool named = rest.starts_with(between) && rest.size() == between.size() + id_size &&
                     rest.find_first_not_of("0123456789ABCDEF", between.size()) == rest.npos;
  if (!named) return unknown(hint);
  return {FileKind::root_signature, file.substr(0, dot), {}, {}, {}};
}

Classified in_trust(const Components& parts) {
  if (parts.size() == 1 && parts[0] == "people.yaml") {
    return {FileKind::people, "people", {}, {}, {}};
  }
  if (parts.size() == 1 && parts[0] == "policy.yaml") {
    return {FileKind::policy, "policy", {}, {}, {}};
  }
  if (parts.size() == 2 && parts[0] == "waivers") {
    const auto name = stem(parts[1], ".yaml");
    if (name) return {FileKind::waiver, *name, {}, {}, {}};
    return unknown("waivers are files `waivers/ID.yaml`");
  }
  if (parts.size() == 2 && parts[0] == "root") return in_root(parts[1]);
  if (parts.size() == 2 && parts[0] == "honoured") {
    const auto number = stem(parts[1], ".txt");
    if (number && is_number(*number)) return {FileKind::honoured, *number, {}, {}, {}};
    return unknown("lists of honoured statements are files `honoured/NUMBER.txt`");
  }
  return unknown("here are `people.yaml`, `policy.yaml`, `waivers/`, `root/` and `honoured/`");
}

Classified in_approvals(const Components& parts) {
  if (parts.size() == 3 && parts[0] == "set" && parts[2] == "records") {
    return {FileKind::record_set, parts[1], {}, {}, {}};
  }
  const auto name = stem(parts.back(), ".approval");
  if (!name || parts.size() < 3) {
    return unknown("statements are files `SUBJECT/PERSON.ACTION.approval`");
  }
  const std::string_view first = parts.front();
  const auto length = static_cast<std::size_t>(parts.back().data() - first.data()) - 1;
  return {FileKind::statement, *name, std::string_view(first.data(), length), {}, {}};
}

Classified in_site_templates(const Components& parts) {
  return {FileKind::site_template, parts.back(), {}, {}, {}};
}

struct Root {
  std::string_view folder;
  Classified (*classify)(const Components& parts);
};

bool is_exempt(const Components& parts) {
  if (parts.back() == "README.md") return true;
  for (const std::string_view part : parts) {
    if (part.starts_with('.')) return true;
  }
  return false;
}

}  // namespace

Classified classify(const Layout& layout, std::string_view path) {
  if (path == "ensign.yaml") return {FileKind::config, "ensign", {}, {}, {}};
  if (path == "CHANGELOG.md") return {FileKind::changelog, "CHANGELOG", {}, {}, {}};
  const std::array<Root, 6> roots{{{layout.flags, in_flags},
                                   {layout.releases, in_releases},
                                   {layout.rollbacks, in_rollbacks},
                                   {layout.trust, in_trust},
                                   {layout.approvals, in_approvals},
                                   {layout.site_templates, in_site_templates}}};
  const Root* home = nullptr;  // the deepest folder counts, so that one may lie in another
  for (const Root& root : roots) {
    const bool inside = path.size() > root.folder.size() && path.starts_with(root.folder) &&
                        path[root.folder.size()] == '/';
    if (inside && (home == nullptr || root.folder.size() > home->folder.size())) home = &root;
  }
  if (home == nullptr) return {};
  const Components parts = split(path.substr(home->folder.size() + 1));
  if (is_exempt(parts)) return {};
  return home->classify(parts);
}

}  // namespace ensign::model
