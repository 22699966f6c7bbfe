#include "client/client.h"

#include <array>
#include <fmt/format.h>
#include <thread>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/load_key.h"
#include "client/active.h"
#include "client/store.h"
#include "client/update.h"
#include "eval/context.h"
#include "report/words.h"

namespace ensign::cli {
namespace {

using client::Note;

constexpr std::array<std::string_view, 5> kinds{"refused", "held", "stale", "alarm", "clock"};

std::string_view kind_of(const Note& note) { return kinds[static_cast<std::size_t>(note.kind)]; }

unsigned threads_of(const Options& options) {
  return options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads;
}

Json notes_of(const std::vector<Note>& notes) {
  Json list = Json::array();
  for (const Note& note : notes) {
    list.push(Json::object({{"kind", std::string(kind_of(note))},
                            {"mirror", note.mirror.empty() ? Json() : Json(note.mirror)},
                            {"message", note.what.message},
                            {"help", note.what.help}}));
  }
  return list;
}

void tell(const std::vector<Note>& notes, Terminal& terminal) {
  for (const Note& note : notes) {
    const std::string from = note.mirror.empty() ? "" : report::one_line(note.mirror) + ": ";
    terminal.err(
        fmt::format("{}: {}{}\n", kind_of(note), from, report::one_line(note.what.message)));
    if (!note.what.help.empty())
      terminal.err(fmt::format("  = help: {}\n", report::one_line(note.what.help)));
  }
}

int run_init_client(const Options& options, Terminal& terminal) {
  if (!options.root.empty() && !crypto::sha256_from_hex(options.root)) {
    terminal.fail({fmt::format("`{}` is no digest", options.root),
                   "it is 64 hex digits: the sha256 of trust/root/<n>.json"});
    return exit_usage;
  }
  client::Beginning beginning;
  beginning.environment = options.environment;
  beginning.root = options.root;
  beginning.require_proof = options.require_proof;
  beginning.anew = options.anew;
  for (const std::string& word : options.keys) {
    auto key = load_public_key(word);
    if (!key) return terminal.fail(key.error());
    beginning.keys.push_back(*key);
  }
  const auto state = client::begin(options.state, beginning, options.mirrors);
  if (!state) return terminal.fail(state.error());
  terminal.say(fmt::format("{} trusts {}", options.state,
                           options.root.empty() ? "the given keys" : "root " + options.root));
  return exit_clean;
}

int run_update_client(const Options& options, Terminal& terminal) {
  const Instant now = options.as_of.value_or(terminal.now());
  const auto updated =
      client::update_folder(options.state, options.mirrors, now, threads_of(options));
  if (!updated) return terminal.fail(updated.error());
  const std::string bundle =
      updated->seq == 0 ? "nothing is served"
                        : fmt::format("{} seq {}{}", updated->state.environment, updated->seq,
                                      updated->advanced ? "" : " (as before)");
  if (options.format == "json") {
    terminal.out(canonical(Json::object({{"version", 1},
                                         {"holds", updated->holds()},
                                         {"advanced", updated->advanced},
                                         {"env", updated->state.environment},
                                         {"seq", updated->seq},
                                         {"notes", notes_of(updated->notes)}})) +
                 "\n");
  } else {
    terminal.out(bundle + "\n");
    tell(updated->notes, terminal);
  }
  return updated->holds() ? exit_clean : exit_findings;
}

int run_get_client(const Options& options, Terminal& terminal) {
  if (!eval::Context::from_json(options.context)) {
    terminal.fail({"the context is no JSON object", "write one: '{\"user\":\"ada\"}'"});
    return exit_usage;
  }
  const Instant now = options.as_of.value_or(terminal.now());
  const auto state = client::load(options.state);
  const auto document =
      state ? client::active_document(*state) : Result<Json>(std::unexpected(state.error()));
  if (!document) return terminal.fail(document.error());
  const auto notes = client::standing_notes(*state, now);
  if (options.flag.empty()) {
    terminal.out(canonical(*document) + "\n");
    tell(notes, terminal);
    return exit_clean;
  }
  const auto answer = client::answer(*state, options.flag, options.context, now);
  if (!answer) return terminal.fail(answer.error());
  const auto held = state->held.find(options.flag);
  const Json known_error = answer->error.empty() ? Json() : Json(answer->error);
  terminal.out(
      fmt::format(R"({{"value":{},"variant":{},"reason":{},"error":{},"held":{},"notes":{}}})",
                  answer->value_json, quoted(answer->variant), quoted(answer->reason),
                  canonical(known_error),
                  held == state->held.end() ? "null" : quoted(held->second.why),
                  canonical(notes_of(notes))) +
      "\n");
  return answer->error.empty() ? exit_clean : exit_findings;
}

}  // namespace

int run_client(const Options& options, Terminal& terminal) {
  if (options.action == "init") return run_init_client(options, terminal);
  if (options.action == "update") return run_update_client(options, terminal);
  return run_get_client(options, terminal);
}

}  // namespace ensign::cli
