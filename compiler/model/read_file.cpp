#include "model/read_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/rules.h"

namespace ensign::model {
namespace {

Decoded decode(const Place& place, const Node& root, Report& report) {
  switch (place.classified.kind) {
    case FileKind::config:
      return decode_config(place, root, report);
    case FileKind::people:
      return decode_people(root, report);
    case FileKind::policy:
      return decode_policy(place, root, report);
    case FileKind::waiver:
      return decode_waiver(place, root, report);
    case FileKind::flag:
      return decode_flag(place, root, report);
    case FileKind::segment:
      return decode_segment(place, root, report);
    case FileKind::group:
      return decode_group(place, root, report);
    case FileKind::profile:
      return decode_profile(place, root, report);
    case FileKind::tombstones:
      return decode_tombstones(root, report);
    case FileKind::kill_levels:
      return decode_kill_levels(root, report);
    case FileKind::plan:
      return decode_plan(place, root, report);
    case FileKind::evidence:
      return decode_evidence(place, root, report);
    case FileKind::release:
      return decode_release(place, root, report);
    case FileKind::note:
      return decode_note(place, root, report);
    case FileKind::playbook:
      return decode_playbook(place, root, report);
    case FileKind::metrics:
      return decode_metrics(root, report);
    case FileKind::calendar:
      return decode_calendar(root, report);
    case FileKind::freeze:
      return decode_freeze(place, root, report);
    case FileKind::incident:
      return decode_incident(place, root, report);
    case FileKind::journal:
      return decode_journal(place, root, report);
    case FileKind::drill:
      return decode_drill(place, root, report);
    case FileKind::root:
    case FileKind::root_signature:
    case FileKind::honoured:
    case FileKind::statement:
    case FileKind::record_set:
    case FileKind::changelog:
    case FileKind::site_template:
    case FileKind::ignored:
    case FileKind::unknown:
      break;
  }
  return {};
}

// Gives the entity its prose, if its kind has one.
void attach(syntax::Markdown prose, Decoded& decoded) {
  std::visit(
      [&](auto& entity) {
        if constexpr (requires { entity.prose = std::move(prose); }) {
          entity.prose = std::move(prose);
        }
      },
      decoded);
}

// The fields of the file; nothing when they cannot be read, and then a finding says why.
std::optional<Node> fields_of(std::optional<Node> root, Report& report) {
  if (!root || report.has_errors()) return std::nullopt;
  if (root->is_mapping()) return root;
  report.add(not_a_mapping, root->span, fmt::format("expected fields, found {}", kind_of(*root)),
             "write `name: value` lines; `ensign new` makes a correct file");
  return std::nullopt;
}

template <typename Entity>
Decoded decoded(std::optional<Entity> entity) {
  return entity ? Decoded(std::move(*entity)) : Decoded();
}

// How the kinds of files below flags/ name themselves. No kind has the field of another.
struct Identity {
  FileKind kind;
  std::string_view field;
  std::string_view what;
  std::string_view home;
};
constexpr std::array<Identity, 4> identities{{
    {FileKind::flag, "key", "a flag",
     "a folder of its own area: `segments`, `groups` and `profiles` hold other kinds"},
    {FileKind::segment, "name", "a segment", "`segments/`"},
    {FileKind::group, "group", "a group", "`groups/`"},
    {FileKind::profile, "profile", "a profile", "`profiles/`"},
}};

// A flag in the folder of groups is one mistake, not as many as it has fields.
bool is_misplaced(const Place& place, const Node& root, Report& report) {
  const auto own = std::ranges::find(identities, place.classified.kind, &Identity::kind);
  if (own == identities.end() || root.find(own->field) != nullptr) return false;
  for (const Identity& other : identities) {
    const syntax::Entry* entry = root.find_entry(other.field);
    if (entry == nullptr) continue;
    report.add(unknown_file, entry->key_span,
               fmt::format("this is {}, and its folder holds another kind of file", other.what),
               fmt::format("move it to {}", other.home));
    return true;
  }
  return false;
}

Decoded read_yaml(const source::File& file, const Place& place, Report& report) {
  auto root = syntax::parse_yaml({place.file, file.bytes, 0}, report);
  const auto fields = fields_of(std::move(root), report);
  if (!fields || is_misplaced(place, *fields, report)) return {};
  return decode(place, *fields, report);
}

Decoded read_markdown(const source::File& file, const Place& place, Report& report) {
  auto document = syntax::parse_document(place.file, file.bytes, report);
  if (!document.has_front_matter) {
    report.add(front_matter_missing, place.start(), "the file has no front matter",
               "begin it with a line `---`, its fields, and another line `---`");
    return {};
  }
  const auto fields = fields_of(std::move(document.front_matter), report);
  if (!fields || is_misplaced(place, *fields, report)) return {};
  Decoded decoded = decode(place, *fields, report);
  attach(std::move(document.body), decoded);
  return decoded;
}

// What is signed is no YAML.
Decoded read_by_kind(const source::File& file, const Place& place, Report& report) {
  switch (place.classified.kind) {
    case FileKind::statement:
      return decoded(decode_statement(place, file.bytes, report));
    case FileKind::record_set:
      return decoded(decode_record_set(place, file.bytes, report));
    case FileKind::root:
      return decoded(decode_root(place, file.bytes, report));
    case FileKind::root_signature:
      return decode_root_signature(place, file.bytes);
    case FileKind::honoured:
      return decoded(decode_honoured(place, file.bytes, report));
    default:
      return is_markdown(file.path) ? read_markdown(file, place, report)
                                    : read_yaml(file, place, report);
  }
}

}  // namespace

FileResult read_file(const source::File& file, const Place& place) {
  FileResult result;
  if (file.refused) return result;
  switch (place.classified.kind) {
    case FileKind::ignored:
    case FileKind::site_template:
      return result;
    case FileKind::unknown:
      result.report.add(unknown_file, place.start(),
                        fmt::format("`{}` is no file that Ensign governs", place.path),
                        std::string(place.classified.hint));
      return result;
    case FileKind::changelog:
      syntax::check_text(place.file, file.bytes, result.report);
      return result;
    default:
      break;
  }
  if (!syntax::check_text(place.file, file.bytes, result.report)) return result;
  result.decoded = read_by_kind(file, place, result.report);
  return result;
}

}  // namespace ensign::model
