#include "crypto/signer_options.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace ensign::crypto {
namespace {

struct Option {
  std::string name;                  // lower case
  std::optional<std::string> value;  // what stood between the quotes
};

constexpr std::string_view how_to_bound =
    "write whole days in UTC, for example `valid-after=\"20260101Z\"` and "
    "`valid-before=\"20261231235959Z\"`";

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::unexpected<Failure> unreadable() {
  return failure("the options of the line cannot be read",
                 "write them as `name=\"value\"`, with commas and no spaces between");
}

Result<std::vector<Option>> split(std::string_view text) {
  std::vector<Option> options;
  while (true) {
    Option option;
    const std::size_t end = text.find_first_of("=,\"");
    option.name = lower_case(text.substr(0, end));
    text.remove_prefix(std::min(end, text.size()));
    if (text.starts_with('=')) {
      const std::size_t quote = text.starts_with("=\"") ? text.find('"', 2) : text.npos;
      // ssh-keygen knows `\"` inside a value; no value of these options needs it.
      if (quote == text.npos || text.substr(0, quote).contains('\\')) return unreadable();
      option.value = std::string(text.substr(2, quote - 2));
      text.remove_prefix(quote + 1);
    }
    if (option.name.empty()) return unreadable();
    options.push_back(std::move(option));
    if (text.empty()) return options;
    if (!text.starts_with(',')) return unreadable();
    text.remove_prefix(1);
  }
}

// `*` and `?` as OpenSSH has them.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0, star = pattern.npos, resume = 0, i = 0;
  while (i < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      resume = i;
    } else if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[i])) {
      ++at;
      ++i;
    } else if (star != pattern.npos) {
      at = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == pattern.npos;
}

Result<void> check_namespaces(std::string_view patterns, std::string_view wanted) {
  bool allowed = false;
  for (std::string_view rest = patterns; !rest.empty();) {
    const std::string_view pattern = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), pattern.size() + 1));
    if (pattern.contains('!')) {
      return failure("`namespaces` excludes something with `!`",
                     fmt::format("name what the key may sign: `{}`", wanted));
    }
    allowed = allowed || matches(pattern, wanted);
  }
  if (allowed) return {};
  return failure(
      fmt::format("the key may not sign for `{}`: `namespaces` says `{}`", wanted, patterns),
      fmt::format("when its owner agrees, add `{}` there", wanted));
}

struct Moment {
  Date date;
  std::string time;  // HHMMSS
};

// `YYYYMMDD[HHMM[SS]]Z`
Result<Moment> moment_of(std::string_view text) {
  const std::string shown(text);
  const bool zoned = text.ends_with('Z') || text.ends_with('z');
  if (zoned) text.remove_suffix(1);
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  const bool long_enough = text.size() == 8 || text.size() == 12 || text.size() == 14;
  if (!digits || !long_enough) {
    return failure(fmt::format("`{}` is no time", shown), std::string(how_to_bound));
  }
  if (!zoned) {
    return failure(fmt::format("`{}` means another moment on every machine", shown),
                   "end it in Z, which is UTC");
  }
  const auto date =
      parse_date(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
  if (!date) return failure(fmt::format("`{}` is no time", shown), std::string(how_to_bound));
  Moment moment{*date, std::string(text.substr(8))};
  moment.time.resize(6, '0');
  return moment;
}

std::unexpected<Failure> no_whole_day(std::string_view text) {
  return failure(fmt::format("`{}` lies within a day", text), std::string(how_to_bound));
}

Result<Date> first_day(std::string_view text) {
  const Moment moment = TRY(moment_of(text));
  if (moment.time != "000000") return no_whole_day(text);
  return moment.date;
}

// Midnight ends the day before: a key that is good until then is good for no day that follows.
Result<Date> last_day(std::string_view text) {
  const Moment moment = TRY(moment_of(text));
  if (moment.time == "235959") return moment.date;
  if (moment.time == "000000" && moment.date.days > 0) return Date{moment.date.days - 1};
  return no_whole_day(text);
}

}  // namespace

Result<SignerOptions> read_signer_options(std::string_view text, std::string_view name_space) {
  SignerOptions read;
  std::vector<std::string> seen;
  for (const Option& option : TRY(split(text))) {
    if (std::ranges::find(seen, option.name) != seen.end()) {
      return failure(fmt::format("the option `{}` stands twice", option.name), "keep one");
    }
    seen.push_back(option.name);
    if (option.name == "cert-authority") {
      return failure("the key signs certificates, not statements: `cert-authority`",
                     "write the key of each person instead");
    }
    const bool known = option.name == "namespaces" || option.name == "valid-after" ||
                       option.name == "valid-before";
    if (!known) {
      return failure(fmt::format("nobody here knows the option `{}`", option.name),
                     "options are `namespaces`, `valid-after` and `valid-before`");
    }
    if (!option.value) return unreadable();
    if (option.name == "namespaces") TRY(check_namespaces(*option.value, name_space));
    if (option.name == "valid-after") read.from = TRY(first_day(*option.value));
    if (option.name == "valid-before") read.until = TRY(last_day(*option.value));
  }
  if (read.from && read.until && *read.until < *read.from) {
    return failure("the key ends before it begins", std::string(how_to_bound));
  }
  return read;
}

}  // namespace ensign::crypto
