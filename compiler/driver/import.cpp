#include "driver/import.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>
#include <tuple>

#include "driver/import_home.h"
#include "driver/import_yaml.h"
#include "model/classify.h"
#include "model/rules.h"
#include "publish/disk.h"
#include "publish/new_files.h"
#include "source/disk_walk.h"
#include "source/path_rules.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;
using Kind = Difference::Kind;

bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

Result<std::vector<SourceText>> read_one(const std::string& path) {
  std::vector<SourceText> files;
  files.push_back({path, TRY(publish::read_file(path))});
  return files;
}

// In the order of their paths.
Result<std::vector<SourceText>> read_tree(const std::string& folder, Imported& imported) {
  const source::Adviser adviser = [](const std::string& path, bool is_folder) {
    return is_folder || is_yaml(path) ? source::Advice::take : source::Advice::skip;
  };
  source::Listing listing = TRY(source::walk_disk(folder, source::Roots({"."}, ""), adviser));
  std::ranges::sort(listing.entries, {}, &source::Entry::path);
  std::vector<SourceText> files;
  for (source::Entry& entry : listing.entries) {
    if (!is_yaml(entry.path)) continue;
    if (entry.kind == source::Entry::Kind::file) {
      files.push_back({std::move(entry.path), std::move(entry.bytes)});
    } else {
      imported.differences.push_back(
          {Kind::left_out, entry.path, "it is no file, or one of more than 1 MiB"});
    }
  }
  return files;
}

// The flag's place below flags/; areas that have a meaning of their own are none for flags.
std::string path_of(const FlagParts& flag, const model::Layout& layout) {
  const std::string there = fmt::format("{}/{}/{}.yaml", layout.flags, flag.area, flag.key);
  const bool fits =
      !flag.area.empty() && model::classify(layout, there).kind == model::FileKind::flag;
  return fits ? there : fmt::format("{}/{}.yaml", layout.flags, flag.key);
}

struct Plan {
  std::map<std::string, std::string> files;
  std::map<std::string, const FlagParts*> flags;  // by path
};

Plan plan_files(const Importing& importing, const ImportHome& home, const Haul& haul) {
  const model::Layout& layout = home.model.config.layout;
  Plan plan;
  plan.files = founding_files(importing, home, haul);
  for (const SegmentParts& segment : haul.segments) {
    plan.files[fmt::format("{}/segments/{}.yaml", layout.flags, segment.name)] =
        segment_file(segment, home.owner);
  }
  for (const FlagParts& flag : haul.flags) {
    const std::string path = path_of(flag, layout);
    plan.files[path] = flag_file(flag, home.environment, owner_of(flag, haul, home));
    plan.flags[path] = &flag;
  }
  return plan;
}

std::map<std::string, std::string> together(std::map<std::string, std::string> files,
                                            const std::map<std::string, std::string>& more) {
  files.insert(more.begin(), more.end());
  return files;
}

// Reads the files as `check` would. A flag that cannot be read, whatever the reason, is left out.
// An attribute that is not declared yet is for the owner of ensign.yaml.
void drop_unreadable(const Importing& importing, const ImportHome& home, Plan& plan, Haul& haul) {
  const auto snapshot =
      source::Snapshot::from_memory(together(home.files, plan.files), importing.as_of);
  const auto read = model::read(snapshot, importing.threads);
  for (const report::Finding& finding : read.report.findings()) {
    if (finding.severity != report::Severity::error) continue;
    if (finding.rule->id == model::unknown_attribute.id) continue;
    const std::string& path = snapshot.file(finding.span.file).path;
    const auto flag = plan.flags.find(path);
    if (flag == plan.flags.end()) continue;
    haul.note(Kind::left_out, flag->second->source,
              fmt::format("as a governed file it would not be read: {}", finding.message));
    plan.files.erase(path);
    plan.flags.erase(flag);
  }
}

std::optional<Failure> in_the_way(const Importing& importing, const Plan& plan) {
  for (const auto& file : plan.files) {
    if (!publish::is_taken(fmt::format("{}/{}", importing.out, file.first))) continue;
    return Failure{fmt::format("nothing was written, because {} is in the way", file.first),
                   "name another folder under --out"};
  }
  return std::nullopt;
}

Result<Imported> mistaken(Failure mistake) {
  Imported imported;
  imported.mistake = std::move(mistake);
  return imported;
}

// What is known of each flag that is there now, and what became of the others.
void answer(const Plan& plan, Haul& haul, Imported& imported) {
  std::ranges::sort(haul.differences, {}, [](const Difference& difference) {
    return std::tie(difference.subject, difference.kind, difference.message);
  });
  std::set<std::string_view> subjects;
  for (const Difference& difference : haul.differences) subjects.insert(difference.subject);
  for (const auto& [path, flag] : plan.flags) {
    imported.flags.push_back({flag->source, flag->key, path, !subjects.contains(flag->source)});
  }
  for (const auto& file : plan.files) imported.written.push_back(file.first);
  imported.differences.insert(imported.differences.end(), haul.differences.begin(),
                              haul.differences.end());
}

Result<Imported> import_haul(const Importing& importing, const ImportHome& home, Haul haul,
                             Imported imported) {
  settle_names(haul, home);
  Plan plan = plan_files(importing, home, haul);
  drop_unreadable(importing, home, plan, haul);
  if (auto mistake = in_the_way(importing, plan)) return mistaken(std::move(*mistake));
  std::vector<publish::NewFile> files;
  for (const auto& [path, bytes] : plan.files) files.push_back({path, bytes});
  TRY(publish::write_new_files(importing.out, files));
  answer(plan, haul, imported);
  imported.next = next_steps(importing, home, haul);
  return imported;
}

Json list_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

}  // namespace

std::string_view name_of(Difference::Kind kind) {
  switch (kind) {
    case Kind::renamed:
      return "renamed";
    case Kind::differs:
      return "differs";
    case Kind::left_out:
      return "left out";
  }
  return {};
}

Result<Imported> import_flags(const Importing& importing) {
  const bool flagd = importing.kind == "flagd";
  if (!flagd && importing.kind != "gitlab") {
    return mistaken({fmt::format("`{}` cannot be imported", importing.kind), "flagd or gitlab"});
  }
  std::error_code ignored;
  const bool folder = fs::is_directory(importing.path, ignored);
  if (flagd && folder) {
    return mistaken({fmt::format("{} is a folder", importing.path), "name one flagd document"});
  }
  ImportHome home = TRY(open_home(importing));
  if (auto settled = settle_home(importing, home); !settled) return mistaken(settled.error());
  Imported imported;
  const auto files = TRY(folder ? read_tree(importing.path, imported) : read_one(importing.path));
  if (files.empty()) {
    return mistaken({fmt::format("{} holds no YAML files", importing.path),
                     "name the folder of the flag definitions, such as config/feature_flags"});
  }
  if (!flagd) return import_haul(importing, home, read_gitlab(files), std::move(imported));
  auto haul = read_flagd(files.front(), declared_types(home));
  if (!haul) return mistaken(haul.error());
  return import_haul(importing, home, std::move(*haul), std::move(imported));
}

Json to_json(const Imported& imported) {
  Json flags = Json::array();
  for (const ImportedFlag& flag : imported.flags) {
    flags.push(Json::object(
        {{"source", flag.source}, {"key", flag.key}, {"path", flag.path}, {"exact", flag.exact}}));
  }
  Json differences = Json::array();
  for (const Difference& difference : imported.differences) {
    differences.push(Json::object({{"kind", name_of(difference.kind)},
                                   {"subject", difference.subject},
                                   {"message", difference.message}}));
  }
  return Json::object({{"version", 1},
                       {"flags", flags},
                       {"differences", differences},
                       {"written", list_of(imported.written)},
                       {"next", list_of(imported.next)}});
}

}  // namespace ensign::driver
