#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/load_key.h"
#include "client/who_may_kill.h"
#include "publish/refresh.h"
#include "publish/transfer.h"

namespace ensign::cli {
namespace {

using publish::FileStep;

int run_refresh(const Options& options, Terminal& terminal) {
  const auto key = load_secret_key(options.keys.front(), terminal);
  if (!key) return terminal.fail(key.error());
  const std::string& folder = options.publishing.refresh;
  const Instant now = options.as_of.value_or(terminal.now());
  auto who = client::who_may_kill(folder, options.publishing.pin, now);
  for (const auto& [environment, problem] : who.unknown) {
    who.known.emplace(environment, publish::Emergency{});  // so nobody's
    terminal.say(fmt::format("note: who may kill in `{}` is not known, so no new kill is named: {}",
                             environment, problem.message));
  }
  const auto renewed = publish::refresh(folder, *key, now, who.known);
  if (!renewed) return terminal.fail(renewed.error());
  for (const std::string& remark : renewed->remarks) terminal.say("note: " + remark);
  for (const std::string& environment : renewed->environments) {
    terminal.say(fmt::format("timestamp of {} renewed", environment));
  }
  return exit_clean;
}

std::string in_words(const publish::EnvironmentStep& step) {
  if (step.same) return fmt::format("{} seq {} (is there already)", step.environment, step.seq);
  if (step.before == 0) return fmt::format("{} seq {} (the first)", step.environment, step.seq);
  return fmt::format("{} seq {} (was {})", step.environment, step.seq, step.before);
}

std::string_view verb(FileStep::Kind kind) {
  switch (kind) {
    case FileStep::Kind::add:
      return "add";
    case FileStep::Kind::replace:
      return "replace";
    case FileStep::Kind::remove:
      break;
  }
  return "remove";
}

}  // namespace

int run_publish(const Options& options, Terminal& terminal) {
  const auto& own = options.publishing;
  if (!own.refresh.empty()) return run_refresh(options, terminal);
  const std::string& out = options.paths.front();
  const Instant now = options.as_of.value_or(terminal.now());
  const auto done =
      publish::transfer({.out = out,
                         .to = own.to,
                         .pin = own.pin,
                         .now = now,
                         .dry_run = own.dry_run,
                         .emergencies = client::who_may_kill(out, own.pin, now).known});
  if (!done) return terminal.fail(done.error());
  for (const auto& step : done->environments) terminal.say("bundle " + in_words(step));
  for (const std::string& remark : done->remarks) terminal.say("note: " + remark);
  if (own.dry_run) {
    for (const FileStep& step : done->files) {
      terminal.out(fmt::format("{} {}\n", verb(step.kind), step.path));
    }
  }
  terminal.say(fmt::format("{}{} files {} {}, {} unchanged", own.dry_run ? "would be: " : "",
                           done->files.size(), own.dry_run ? "changed in" : "published to", own.to,
                           done->unchanged));
  return exit_clean;
}

}  // namespace ensign::cli
