#include "driver/init.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "crypto/random.h"
#include "driver/hook.h"
#include "driver/template.h"
#include "model/classify.h"
#include "model/model.h"
#include "model/names.h"
#include "publish/new_files.h"
#include "source/hook_place.h"
#include "source/world.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;

struct Planned {
  std::string_view path;
  std::string_view from;  // name of its template; `TEAM` stands for the size of the team
  bool helpful = false;   // not governed: one that is there already stays, and is named
};

constexpr std::array<Planned, 11> planned{{
    {"ensign.yaml", "ensign.yaml"},
    {"trust/people.yaml", "people.TEAM.yaml"},
    {"trust/policy.yaml", "policy.TEAM.yaml"},
    {"flags/web/new-start-page.yaml", "flag.yaml"},
    {"flags/kill-switches.yaml", "kill-switches.yaml"},
    {"rollbacks/web/new-start-page.md", "playbook.md"},
    {"releases/0.1.0/release.md", "release.md"},
    {"releases/notes/new-start-page.md", "note.md"},
    {".gitattributes", "gitattributes", true},
    {".gitignore", "gitignore", true},
    {"README.md", "README.md", true},
}};

constexpr std::array<std::string_view, 3> hooks{"pre-commit", "pre-push", "pre-receive"};

constexpr std::int32_t first_flag_days = 90;

Result<std::string> short_name(const Founding& founding) {
  if (founding.name.empty()) return name_of_folder(founding.folder);
  if (model::is_id(founding.name)) return founding.name;
  return failure(
      fmt::format("`{}` cannot be a short name", founding.name),
      "letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 100");
}

Words words_of(const Founding& founding, const Founded& founded) {
  const Date today = date_of(founding.as_of);
  const std::string owner = founding.team == "solo"   ? "you"
                            : founding.team == "pair" ? "team"
                                                      : "team-product";
  return {{"PROJECT", yaml_text(founded.project)},
          {"NAME", yaml_text(founded.name)},
          {"TITLE", yaml_text(title_of(founded.name))},
          {"HEADING", title_of(founded.name)},
          {"OWNER", owner},
          {"TODAY", to_string(today)},
          {"EXPIRES", to_string(Date{today.days + first_flag_days})}};
}

std::string template_name(const Planned& plan, const std::string& team) {
  std::string name(plan.from);
  if (const auto at = name.find("TEAM"); at != name.npos) name.replace(at, 4, team);
  return name;
}

// Governed files that are there, by the roots that a fresh ensign.yaml would name. What Git ignores
// is not among them.
Result<std::set<std::string>> governed_files(const std::string& folder) {
  const auto world = TRY(source::World::open(folder, {}));
  const model::Layout layout;
  const source::Frozen frozen = TRY(world->freeze(model::roots(layout), Instant{}));
  std::set<std::string> paths;
  for (const source::File& file : frozen.snapshot.files()) {
    const model::FileKind kind = model::classify(layout, file.path).kind;
    const bool counts = kind != model::FileKind::ignored && kind != model::FileKind::changelog;
    if (counts) paths.insert(file.path);
  }
  return paths;
}

Result<std::set<std::string>> files_in_the_way(const std::string& folder) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) return std::set<std::string>{};
  // Where it was governed before, the files that people wrote since are in nobody's way.
  const bool is_governed = publish::is_taken(folder + "/ensign.yaml");
  std::set<std::string> paths = is_governed ? std::set<std::string>() : TRY(governed_files(folder));
  const auto add_if_taken = [&](std::string_view path) {
    if (publish::is_taken(fmt::format("{}/{}", folder, path))) paths.emplace(path);
  };
  for (const Planned& plan : planned) {
    if (!plan.helpful) add_if_taken(plan.path);
  }
  for (const std::string_view hook : hooks) add_if_taken(fmt::format("hooks/{}", hook));
  return paths;
}

Result<void> refuse_what_is_there(const std::string& folder) {
  const std::set<std::string> paths = TRY(files_in_the_way(folder));
  if (paths.empty()) return {};
  constexpr std::ptrdiff_t most = 10;
  const auto count = static_cast<std::ptrdiff_t>(paths.size());
  std::string list;
  for (auto path = paths.begin(); path != paths.end(); ++path) {
    if (std::distance(paths.begin(), path) == most) {
      list += fmt::format("\n  and {} more", count - most);
      break;
    }
    list += "\n  " + *path;
  }
  return failure(fmt::format("nothing was written, because {} in the way:{}",
                             count == 1 ? "a file is" : "files are", list),
                 paths.contains("ensign.yaml")
                     ? "this folder is governed already; `ensign check` judges it and `ensign new` "
                       "adds to it"
                     : "move them, or start in an empty folder and bring its ensign.yaml here with "
                       "other folders under `layout:`");
}

// The hooks of a folder below the top of the work tree say where it is; the folder may not be there
// yet.
std::string prefix_of(const std::string& folder) {
  std::error_code ignored;
  fs::path there = fs::absolute(folder).lexically_normal();
  if (!there.has_filename()) there = there.parent_path();
  fs::path below;
  for (; !fs::exists(there, ignored); there = there.parent_path()) {
    below = there.filename() / below;
  }
  const auto place = source::find_hooks(there.string());
  return place ? place->prefix + below.string() : std::string();
}

std::vector<publish::NewFile> files_of(const Founding& founding, Founded& founded) {
  const Words words = words_of(founding, founded);
  std::vector<publish::NewFile> files;
  for (const Planned& plan : planned) {
    std::string text =
        filled(template_named(embedded_init(), template_name(plan, founding.team)), words);
    if (plan.helpful && publish::is_taken(fmt::format("{}/{}", founding.folder, plan.path))) {
      const bool matters = plan.path == ".gitattributes";
      founded.remarks.push_back(
          matters ? fmt::format("{} stays as it is; add these lines to it:\n{}", plan.path, text)
                  : fmt::format("{} stays as it is", plan.path));
      continue;
    }
    files.push_back({std::string(plan.path), std::move(text)});
  }
  const std::string prefix = prefix_of(founding.folder);
  for (const std::string_view hook : hooks) {
    files.push_back({fmt::format("hooks/{}", hook), hook_script(hook, prefix), 0755});
  }
  return files;
}

// Rules such as `[Rr]eleases/` are common in repositories that were there before.
Result<void> remark_on_ignored(const std::string& folder, Founded& founded) {
  const std::set<std::string> seen = TRY(governed_files(folder));
  for (const Planned& plan : planned) {
    if (plan.helpful || seen.contains(std::string(plan.path))) continue;
    founded.remarks.push_back(fmt::format(
        "Git ignores {}: change .gitignore, or it stays out of every commit", plan.path));
  }
  return {};
}

std::vector<std::string> next_steps(const std::string& folder) {
  const bool here = fs::path(folder).lexically_normal() == ".";
  const std::string argument = here ? "" : " " + folder;
  const std::string out = here ? "out" : (fs::path(folder) / "out").string();
  return {fmt::format("put your name into {}",
                      (fs::path(folder) / "trust/people.yaml").lexically_normal().string()),
          fmt::format("ensign check{0}, and before every commit: ensign hook install pre-commit{0}",
                      argument),
          fmt::format("ensign build{} --out {}", argument, out)};
}

}  // namespace

std::string draw_project() {
  std::array<std::uint8_t, 8> bytes{};
  crypto::fill_random(bytes);
  std::string id;
  for (const std::uint8_t byte : bytes) id += fmt::format("{:02x}", byte);
  return id;
}

// The folder's own name, with what no id may hold as `-`.
std::string name_of_folder(const fs::path& folder) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(fs::absolute(folder), ignored);
  std::string name =
      whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
  for (char& c : name) {
    if (!model::is_id(std::string("a") + c)) c = '-';
  }
  name.erase(0, name.find_first_not_of("-._"));
  if (name.size() > 100) name.resize(100);
  return name.empty() ? "project" : name;
}

Result<Founded> init(const Founding& founding) {
  Founded founded;
  auto name = short_name(founding);
  if (!name) {
    founded.mistake = std::move(name.error());
    return founded;
  }
  founded.name = std::move(*name);
  founded.project = draw_project();
  TRY(refuse_what_is_there(founding.folder));
  const std::vector<publish::NewFile> files = files_of(founding, founded);
  TRY(publish::write_new_files(founding.folder, files));
  for (const publish::NewFile& file : files) founded.written.push_back(file.path);
  TRY(remark_on_ignored(founding.folder, founded));
  founded.next = next_steps(founding.folder);
  return founded;
}

}  // namespace ensign::driver
