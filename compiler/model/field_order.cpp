#include "model/field_order.h"

#include <array>

namespace ensign::model {
namespace {

constexpr auto config = std::to_array<std::string_view>(
    {"project", "name", "title", "adopted", "environments", "attributes", "scopes", "channels",
     "keys", "bundle", "site", "outputs", "targets", "code", "requirements", "layout"});

constexpr auto people = std::to_array<std::string_view>({"people", "teams", "roles", "suspended"});

constexpr auto policy = std::to_array<std::string_view>(
    {"approvals", "unprotected", "lifetimes", "permanent", "extensions", "duties", "types",
     "releases", "checks", "drills", "reviews", "notes", "waivers", "promotion", "freezes",
     "kill"});

constexpr auto waiver = std::to_array<std::string_view>(
    {"waiver", "rule", "subject", "reason", "owner", "created", "expires", "renews", "approved"});

constexpr auto flag = std::to_array<std::string_view>(
    {"key",        "title",        "description", "type",     "value",       "variants",
     "owner",      "risk",         "created",     "expires",  "permanent",   "on_expiry",
     "extensions", "milestone",    "satisfies",   "exposure", "scopes",      "code_default",
     "env_var",    "replaces",     "salt",        "fallback", "kill_switch", "playbook",
     "requires",   "environments", "tests",       "meta"});

constexpr auto segment = std::to_array<std::string_view>({"name", "title", "owner", "if"});

constexpr auto group =
    std::to_array<std::string_view>({"group", "title", "owner", "by", "salt", "flags"});

constexpr auto profile = std::to_array<std::string_view>(
    {"profile", "title", "owner", "environment", "serves", "verified"});

constexpr auto tombstones = std::to_array<std::string_view>({"retired"});

constexpr auto kill_levels =
    std::to_array<std::string_view>({"levels", "triggers", "workflow", "activate", "resume"});

constexpr auto plan =
    std::to_array<std::string_view>({"plan", "title", "owner", "transitions", "duration", "metrics",
                                     "triggers", "stages", "satisfies", "documents"});

constexpr auto evidence = std::to_array<std::string_view>(
    {"evidence", "gate", "result", "at", "by", "value", "link", "note"});

constexpr auto release =
    std::to_array<std::string_view>({"version",      "title",          "type",
                                     "level",        "state",          "milestone",
                                     "date",         "owner",          "approvers",
                                     "plans",        "checklists",     "highlights",
                                     "known_issues", "rollback",       "changes",
                                     "telemetry",    "migrations",     "new_checks",
                                     "runbooks",     "rollback_flag",  "rollback_deployment",
                                     "identified",   "communications", "documents",
                                     "services",     "approvals",      "experiments",
                                     "satisfies",    "journal"});

constexpr auto note = std::to_array<std::string_view>(
    {"note", "title", "kind", "risk", "milestone", "audience", "flags", "migration", "rollback",
     "notable", "breaking", "satisfies", "documents"});

constexpr auto playbook = std::to_array<std::string_view>(
    {"title",     "owner",       "flags",     "window",    "budget",   "who",    "zero_downtime",
     "preserves", "kind",        "option",    "migration", "audience", "moment", "status",
     "reviewers", "approved_by", "updated",   "criteria",  "severity", "alerts", "keep",
     "verify",    "next_drill",  "satisfies", "documents"});

constexpr auto metrics = std::to_array<std::string_view>({"metrics", "dashboards", "alerts"});

constexpr auto calendar = std::to_array<std::string_view>({"entries"});

constexpr auto freeze =
    std::to_array<std::string_view>({"freeze", "title", "reason", "owner", "requested_by", "from",
                                     "until", "environments", "flags", "areas", "except"});

constexpr auto incident = std::to_array<std::string_view>(
    {"incident", "title",    "severity",  "state",    "class",        "trigger", "owner",
     "started",  "detected", "mitigated", "resolved", "environments", "flags",   "kill_switch",
     "playbook", "releases", "timeline",  "lifted",   "review",       "actions", "diagnostics"});

constexpr auto journal =
    std::to_array<std::string_view>({"journal", "title", "by", "releases", "incidents"});

constexpr auto drill = std::to_array<std::string_view>(
    {"drill",           "title",    "kind",      "owner",       "kill_switch", "plan",     "stage",
     "scenario",        "playbook", "procedure", "environment", "by",          "result",   "times",
     "mitigated_after", "links",    "evidence",  "follow_ups",  "next",        "satisfies"});

}  // namespace

std::span<const std::string_view> field_order(FileKind kind) {
  switch (kind) {
    case FileKind::config:
      return config;
    case FileKind::people:
      return people;
    case FileKind::policy:
      return policy;
    case FileKind::waiver:
      return waiver;
    case FileKind::flag:
      return flag;
    case FileKind::segment:
      return segment;
    case FileKind::group:
      return group;
    case FileKind::profile:
      return profile;
    case FileKind::tombstones:
      return tombstones;
    case FileKind::kill_levels:
      return kill_levels;
    case FileKind::plan:
      return plan;
    case FileKind::evidence:
      return evidence;
    case FileKind::release:
      return release;
    case FileKind::note:
      return note;
    case FileKind::playbook:
      return playbook;
    case FileKind::metrics:
      return metrics;
    case FileKind::calendar:
      return calendar;
    case FileKind::freeze:
      return freeze;
    case FileKind::incident:
      return incident;
    case FileKind::journal:
      return journal;
    case FileKind::drill:
      return drill;
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

}  // namespace ensign::model
