#include "driver/trust.h"

#include <charconv>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/load_key.h"

namespace ensign::cli {
namespace {

using driver::RootWords;
using driver::TrustAnswer;

// `NAME=VALUE` in two.
Result<std::pair<std::string, std::string>> halves(const std::string& word, std::string_view form) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
    return failure(fmt::format("`{}` is not `{}`", word, form), "write it as shown");
  }
  return std::pair{word.substr(0, equals), word.substr(equals + 1)};
}

Result<std::int64_t> number(const std::string& word) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool whole = error == std::errc() && end == word.data() + word.size();
  if (!whole || value < 1) {
    return failure(fmt::format("`{}` is no whole number from 1 on", word), "write `ROLE=2`");
  }
  return value;
}

Result<void> read_keys(const Options::Trust& given, RootWords& words) {
  for (const std::string& word : given.root_keys) {
    words.root_keys.push_back(TRY(load_public_key(word)));
  }
  for (const std::string& word : given.bundle_keys) {
    const auto [environment, file] = TRY(halves(word, "ENVIRONMENT=FILE.pub"));
    words.keys["bundle/" + environment].push_back(TRY(load_public_key(file)));
  }
  for (const std::string& word : given.timestamp_keys) {
    words.keys["timestamp"].push_back(TRY(load_public_key(word)));
  }
  return {};
}

Result<RootWords> words_of(const Options& options) {
  const Options::Trust& given = options.trust;
  RootWords words;
  TRY(read_keys(given, words));
  for (const auto& [role, people] : given.people) {
    if (!people.empty()) words.people[role] = people;
  }
  for (const std::string& word : given.require) {
    const auto [role, count] = TRY(halves(word, "ROLE=N"));
    words.thresholds[role] = TRY(number(count));
  }
  if (given.threshold) words.thresholds["root"] = *given.threshold;
  if (!given.expires.empty()) {
    words.expires = parse_as_of(given.expires);
    if (!words.expires) {
      return failure(fmt::format("`{}` is no date", given.expires), "write --expires 2027-12-31");
    }
  }
  return words;
}

Result<std::vector<crypto::SecretKey>> secret_keys(const Options& options, Terminal& terminal) {
  std::vector<crypto::SecretKey> keys;
  for (const std::string& path : options.keys) {
    keys.push_back(TRY(load_secret_key(path, terminal)));
  }
  return keys;
}

int tell(Terminal& terminal, const Result<TrustAnswer>& answer) {
  if (!answer) return terminal.fail(answer.error());
  if (answer->mistake) {
    terminal.fail(*answer->mistake);
    return exit_usage;
  }
  for (const std::string& path : answer->written) terminal.say("wrote " + path);
  for (const std::string& line : answer->lines) terminal.say(line);
  return exit_clean;
}

int change_root(const Options& options, Terminal& terminal) {
  const auto keys = secret_keys(options, terminal);
  if (!keys) return terminal.fail(keys.error());
  const driver::Input input = input_of(options, terminal);
  if (options.action == "sign") return tell(terminal, driver::sign_root(input, *keys));
  const auto words = words_of(options);
  if (!words) {
    terminal.fail(words.error());
    return exit_usage;
  }
  return tell(terminal, options.action == "init" ? driver::found_root(input, *words, *keys)
                                                 : driver::rotate_root(input, *words, *keys));
}

// `show` answers whatever holds; `verify` says it in its exit code.
int show_root(const Options& options, Terminal& terminal) {
  const auto shown = driver::show_trust(input_of(options, terminal));
  if (!shown) return terminal.fail(shown.error());
  if (options.format == "json") {
    terminal.out(canonical(shown->json) + "\n");
  } else {
    for (const std::string& line : shown->lines) terminal.out(line + "\n");
  }
  return options.action == "verify" && !shown->holds ? exit_findings : exit_clean;
}

int retire_person(const Options& options, Terminal& terminal) {
  const driver::Input input = input_of(options, terminal);
  Date last_day = date_of(input.as_of);
  if (!options.trust.on.empty()) {
    const auto given = parse_date(options.trust.on);
    if (!given) {
      terminal.fail({fmt::format("`{}` is no date", options.trust.on), "write --on 2026-12-31"});
      return exit_usage;
    }
    last_day = *given;
  }
  return tell(terminal, driver::retire(input, options.name, last_day));
}

}  // namespace

int run_trust(const Options& options, Terminal& terminal) {
  if (options.action == "show" || options.action == "verify") return show_root(options, terminal);
  if (options.action == "retire") return retire_person(options, terminal);
  if (options.action == "suspend") {
    return tell(terminal, driver::suspend(input_of(options, terminal), options.name));
  }
  return change_root(options, terminal);
}

}  // namespace ensign::cli
