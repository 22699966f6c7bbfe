// Flag definitions as GitLab keeps them: one YAML file for each flag, below a folder for its type.
// The files say how a flag is by default; who has it on an instance is in its database, not here.
// Source: lib/feature/shared.rb and the files below config/feature_flags of gitlab-org/gitlab.
#include <algorithm>
#include <fmt/format.h>

#include "base/date.h"
#include "base/utf8.h"
#include "driver/import_parts.h"
#include "driver/template.h"
#include "model/values.h"
#include "report/report.h"
#include "syntax/yaml.h"

namespace ensign::driver {
namespace {

using Kind = Difference::Kind;
using model::FlagType;

struct TypeMeaning {
  std::string_view name;
  FlagType type;
  std::string_view permanent;  // why such flags stay; empty: they go
};

constexpr TypeMeaning meanings[] = {
    {"development", FlagType::release, {}},
    {"gitlab_com_derisk", FlagType::release, {}},
    {"wip", FlagType::release, {}},
    {"beta", FlagType::release, {}},
    {"experiment", FlagType::experiment, {}},
    {"ops", FlagType::config, "An ops flag: it controls how the service is operated."},
    {"worker", FlagType::config, "A worker flag: it controls background jobs."},
    {"licensed", FlagType::permission, "A licensed flag: it follows the licence."},
    {"undefined", FlagType::release, {}},
};

// Text of a scalar, as it is written; empty where there is none.
std::string text_of(const syntax::Node& root, std::string_view field) {
  const syntax::Node* node = root.find(field);
  return node != nullptr && node->is_scalar() ? node->text : std::string();
}

std::string stem_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash != path.npos) path.remove_prefix(slash + 1);
  return std::string(path.substr(0, path.rfind('.')));
}

// `group::source code` is the team `source-code`, with the title "Source code".
void read_group(const syntax::Node& root, FlagParts& flag, Haul& haul) {
  std::string group = text_of(root, "group");
  if (group.starts_with("group::")) group.erase(0, 7);
  if (group.empty()) return;
  std::string id = as_id(group, "team");
  for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  flag.group = id;
  haul.teams.try_emplace(id, title_of(group));
}

void read_type(const syntax::Node& root, FlagParts& flag, Haul& haul) {
  const std::string type = text_of(root, "type");
  flag.area = as_id(type, "");
  const auto known = std::ranges::find(meanings, type, &TypeMeaning::name);
  if (known == std::end(meanings)) {
    haul.note(Kind::differs, flag.source,
              type.empty() ? std::string("it has no type; here it is a release flag")
                           : fmt::format("nothing is known of the type `{}`; here it is a release "
                                         "flag",
                                         visible(type)));
    return;
  }
  flag.type = known->type;
  flag.permanent = known->permanent;
}

// `intended_to_rollout_by` is a date or a milestone; a last day only when it is a date.
void read_end(const syntax::Node& root, FlagParts& flag) {
  const std::string by = text_of(root, "intended_to_rollout_by");
  if (flag.permanent.empty() && parse_date(by)) flag.expires = by;
}

// What has no place of its own is kept under `meta`.
void read_rest(const syntax::Node& root, FlagParts& flag) {
  static constexpr std::string_view placed[] = {"name", "description", "milestone", "group",
                                                "default_enabled"};
  for (const syntax::Entry& entry : root.entries) {
    const bool has_place = std::ranges::find(placed, entry.key) != std::end(placed);
    if (has_place || entry.value.kind == syntax::Node::Kind::null) continue;
    flag.meta.set(entry.key, model::to_json(entry.value));
  }
}

std::optional<syntax::Node> parse(const SourceText& file, std::string& problem) {
  report::Report report;
  std::optional<syntax::Node> root;
  if (syntax::check_text(FileId{}, file.text, report)) {
    root = syntax::parse_yaml({FileId{}, file.text, 0}, report);
  }
  if (report.has_errors() || !root) {
    problem = report.findings().empty() ? "it cannot be read" : report.findings().front().message;
    return std::nullopt;
  }
  if (root->is_mapping()) return root;
  problem = "it holds no fields";
  return std::nullopt;
}

void read_file(const SourceText& file, Haul& haul) {
  std::string problem;
  const auto root = parse(file, problem);
  if (!root) return haul.note(Kind::left_out, file.path, problem);
  FlagParts flag;
  flag.source = file.path;
  flag.key = text_of(*root, "name");
  if (flag.key.empty()) flag.key = stem_of(file.path);
  const syntax::Node* enabled = root->find("default_enabled");
  if (enabled == nullptr && root->find("type") == nullptr) {
    return haul.note(Kind::left_out, file.path, "it is no flag definition: it has no `type`");
  }
  const auto on = enabled == nullptr ? std::optional(false) : syntax::as_boolean(*enabled);
  if (!on) return haul.note(Kind::left_out, file.path, "its `default_enabled` is no boolean");
  flag.title = title_of(as_id(flag.key, "flag"));
  flag.description = text_of(*root, "description");
  flag.milestone = text_of(*root, "milestone");
  flag.variants = {{"on", true}, {"off", false}};
  flag.fallback = "off";
  flag.code_default = *on ? "on" : "off";
  flag.serve = {{{flag.code_default, 100'000}}, {}};
  read_type(*root, flag, haul);
  read_group(*root, flag, haul);
  read_end(*root, flag);
  read_rest(*root, flag);
  haul.flags.push_back(std::move(flag));
}

}  // namespace

Haul read_gitlab(const std::vector<SourceText>& files) {
  Haul haul;
  for (const SourceText& file : files) read_file(file, haul);
  return haul;
}

}  // namespace ensign::driver
