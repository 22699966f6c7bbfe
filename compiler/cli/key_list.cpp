#include <fmt/format.h>

#include "base/json.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/key_actions.h"
#include "driver/keys.h"
#include "emit/interop/allowed_signers.h"
#include "model/words.h"

namespace ensign::cli {
namespace {

std::string day(const std::optional<Spanned<Date>>& date) {
  return date ? to_string(**date) : std::string();
}

Json json_day(const std::optional<Spanned<Date>>& date) {
  return date ? Json(to_string(**date)) : Json();
}

std::string as_text(const model::Model& model) {
  std::string text;
  for (const model::Person& person : model.people) {
    const std::string left = person.left ? fmt::format("  left {}", day(person.left)) : "";
    for (const model::PersonKey& key : person.keys) {
      const std::string days = key.from || key.until
                                   ? fmt::format("  {}..{}", day(key.from), day(key.until))
                                   : std::string();
      text += fmt::format("{:<16} {}  {}{}{}{}  {}\n", *person.id, crypto::fingerprint(key.key),
                          model::spelling(*key.state), days, left,
                          key.key.hardware ? "  hardware" : "", visible(key.key.comment));
    }
    if (person.minisign) {
      text += fmt::format("{:<16} minisign {}{}\n", *person.id,
                          crypto::key_id(person.minisign->key), left);
    }
  }
  return text;
}

std::string as_json(const model::Model& model) {
  Json keys = Json::array();
  for (const model::Person& person : model.people) {
    for (const model::PersonKey& key : person.keys) {
      keys.push(Json::object({{"person", *person.id},
                              {"kind", "ssh"},
                              {"fingerprint", crypto::fingerprint(key.key)},
                              {"hardware", key.key.hardware},
                              {"state", std::string(model::spelling(*key.state))},
                              {"from", json_day(key.from)},
                              {"until", json_day(key.until)},
                              {"left", json_day(person.left)},
                              {"machine", person.machine},
                              {"comment", key.key.comment}}));
    }
    if (!person.minisign) continue;
    keys.push(Json::object({{"person", *person.id},
                            {"kind", "minisign"},
                            {"fingerprint", crypto::key_id(person.minisign->key)},
                            {"left", json_day(person.left)},
                            {"machine", person.machine}}));
  }
  return canonical(Json::object({{"version", 1}, {"keys", std::move(keys)}})) + "\n";
}

// What is wrong with the roster, instead of an answer from half of it.
int with_roster(const Options& options, Terminal& terminal,
                std::string (*answer)(const model::Model&)) {
  const auto roster = driver::read_roster(input_of(options, terminal));
  if (!roster) return terminal.fail(roster.error());
  if (roster->report.has_errors()) {
    Options shown = options;
    shown.format = "text";
    return show(shown, terminal, roster->snapshot, roster->report, {});
  }
  terminal.out(answer(roster->model));
  return exit_clean;
}

std::string as_allowed_signers(const model::Model& model) {
  return emit::allowed_signers(model).bytes;
}

}  // namespace

int export_keys(const Options& options, Terminal& terminal) {
  return with_roster(options, terminal, as_allowed_signers);
}

int list_keys(const Options& options, Terminal& terminal) {
  return with_roster(options, terminal, options.format == "json" ? as_json : as_text);
}

}  // namespace ensign::cli
