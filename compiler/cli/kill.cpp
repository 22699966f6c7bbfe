#include "driver/kill.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <thread>

#include "base/nearest.h"
#include "cli/commands.h"
#include "crypto/ssh_signature.h"
#include "driver/kill_duty.h"
#include "publish/destination.h"
#include "publish/disk.h"
#include "publish/new_files.h"
#include "signer/signer.h"

namespace ensign::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_bundle = 8 * 1024 * 1024;
constexpr int most_polls = 3000;  // of the mirror, a fifth of a second apart: ten minutes
constexpr const char* default_out = "ensign-kill";
constexpr int most_pages = 100;  // of one day and digest

struct Source {
  std::string bytes;
  std::string folder;  // the output that it came from; empty when it is no such file
  std::string place;   // the folder of the bundle itself; empty when it came through a pipe
};

// Mistakes in what was asked, found before anything is read or signed.
Result<void> check_words(const Options& options) {
  const auto& own = options.emergency;
  std::error_code ignored;
  if (!own.mirror.empty() && !fs::is_directory(own.mirror, ignored)) {
    return failure(fmt::format("there is no folder {} to wait for", own.mirror),
                   "`--mirror` takes the folder or mount that clients read");
  }
  if (own.bundle == "-") return {};
  if (!fs::exists(own.bundle, ignored)) {
    return failure(fmt::format("there is no {}", own.bundle),
                   "`--bundle` takes a bundle.json, the published folder, or - for standard input");
  }
  if (!fs::is_directory(own.bundle, ignored)) return {};
  const auto environments = publish::environments_in(own.bundle);
  if (std::ranges::find(environments, options.environment) != environments.end()) return {};
  const std::vector<std::string_view> names(environments.begin(), environments.end());
  const std::string_view close = nearest(options.environment, names);
  std::string help = "name the folder that holds bundles/";
  if (!names.empty()) help = fmt::format("it has those of {}", fmt::join(names, ", "));
  if (!close.empty()) help = fmt::format("did you mean `{}`?", close);
  return failure(fmt::format("{} has no bundle of `{}`", own.bundle, options.environment), help);
}

// bundle.json, an output folder that holds it, or standard input.
Result<Source> read_source(const std::string& named, const std::string& environment) {
  if (named == "-") return Source{TRY(Terminal::input(largest_bundle)), {}, {}};
  std::error_code ignored;
  if (!fs::is_directory(named, ignored)) {
    const fs::path place = fs::path(named).parent_path();
    return Source{TRY(publish::read_file(named)), {}, place.empty() ? "." : place.string()};
  }
  const fs::path place = fs::path(named) / "bundles" / environment;
  return Source{TRY(publish::read_file((place / "bundle.json").string())), named, place.string()};
}

// The public half, where it lies beside the file; so that nobody is asked for the passphrase of a
// key that does not count.
std::optional<crypto::SshPublicKey> public_half(const std::string& file) {
  const auto bytes = publish::read_file(file.ends_with(".pub") ? file : file + ".pub");
  if (!bytes) return std::nullopt;
  const auto key = crypto::parse_ssh_public_key(bytes->substr(0, bytes->find('\n')));
  return key ? std::optional(*key) : std::nullopt;
}

Result<std::string> sign_with_file(const std::string& file, const driver::KillPlan& plan,
                                   const driver::Duty& duty) {
  if (const auto key = public_half(file)) TRY(driver::may_sign(duty, plan.overlay, *key));
  std::string armour = TRY(
      signer::sign_with_keygen(file, plan.bytes, emit::overlay_namespace, Terminal::environment()));
  const auto signature = TRY(crypto::parse_ssh_signature(armour));
  TRY(driver::may_sign(duty, plan.overlay, signature.key));
  return armour;
}

Result<std::string> sign(const Options& options, const driver::KillPlan& plan,
                         const driver::Duty& duty, const driver::Repository& repository) {
  if (!options.emergency.key_file.empty()) {
    return sign_with_file(options.emergency.key_file, plan, duty);
  }
  const std::string socket = Terminal::agent_socket();
  if (socket.empty()) {
    return failure("there is no ssh-agent here (SSH_AUTH_SOCK)",
                   "name your key: --key-file ~/.ssh/id_ed25519");
  }
  const auto keys = TRY(signer::agent_keys(socket));
  const auto key = TRY(driver::choose_key(keys, duty, plan.overlay, repository));
  return signer::sign_with_agent(socket, key, plan.bytes, emit::overlay_namespace);
}

// New files appear whole; flagd.json, which may be there from an earlier kill, is replaced.
Result<void> place(const std::string& folder, const std::vector<publish::NewFile>& files) {
  for (const publish::NewFile& file : files) {
    const std::string path = (fs::path(folder) / file.path).string();
    if (publish::is_taken(path)) {
      TRY(publish::replace_file(path, file.bytes));
    } else {
      TRY(publish::write_new_files(folder, {file}));
    }
  }
  return {};
}

// The branch holds overlays alone: flagd.json follows from all that are in force, so two people who
// kill at once would each push another one. REMOTE is fetched first, whoever was there before.
void say_ways(const std::string& out, const driver::KillPlan& plan, Terminal& terminal) {
  const std::string& environment = plan.overlay.environment;
  terminal.say(fmt::format("upload it:  cp -r {}/bundles DESTINATION/", out));
  terminal.say(
      fmt::format("or push it: D=$(mktemp -d) && git init -q $D && "
                  "git -C $D fetch -q REMOTE '+refs/heads/{0}*:refs/kills/{0}*' && "
                  "(git -C $D checkout -q -b {0} refs/kills/{0} 2>/dev/null || "
                  "git -C $D checkout -q --orphan {0}) && "
                  "mkdir -p $D/{1} && cp {2}/{1}/{3}.json* $D/{1}/ && git -C $D add bundles && "
                  "git -C $D commit -qm 'Kill in {4}' && git -C $D push -q REMOTE {0} && rm -rf $D",
                  "ensign-kill/" + environment, fmt::format("bundles/{}/kill", environment), out,
                  plan.digest, environment));
}

// Until every file that was signed is served as it was written.
Result<void> wait_for(const std::string& mirror, const std::vector<publish::NewFile>& files,
                      Terminal& terminal) {
  terminal.say(fmt::format(
      "waiting until {} serves it, ten minutes at most; to stop waiting takes nothing back",
      mirror));
  const auto start = std::chrono::steady_clock::now();
  for (int poll = 0; poll < most_polls; ++poll) {
    const bool served = std::ranges::all_of(files, [&](const publish::NewFile& file) {
      if (file.path.ends_with("flagd.json")) return true;  // a publisher may write it anew
      const auto bytes = publish::read_file((fs::path(mirror) / file.path).string());
      return bytes && *bytes == file.bytes;
    });
    if (served) {
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      terminal.say(fmt::format("{} serves it after {:.1f} s", mirror, taken.count()));
      return {};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  return failure(fmt::format("{} does not serve it after ten minutes", mirror),
                 "look at the way there; the overlay stays where it was written");
}

// Under the first name that is free. The same page twice is one page.
template <typename Page>
Result<void> write_page(const Options& options, const driver::Repository& repository,
                        Terminal& terminal, const Page& page_of) {
  const std::string folder = repository.there ? options.repository : options.out;
  for (int number = 1; number <= most_pages; ++number) {
    const driver::KillPage page = page_of(number);
    const std::string path = repository.there ? page.path : page.id + ".md";
    const std::string whole = (fs::path(folder) / path).string();
    if (publish::is_taken(whole)) {
      const auto there = publish::read_file(whole);
      if (!there || *there != page.bytes) continue;
      terminal.say(fmt::format("is there already: {}", whole));
      return {};
    }
    TRY(publish::write_new_files(folder, {{path, page.bytes}}));
    terminal.say(fmt::format("written: {}", whole));
    return {};
  }
  return failure("there are a hundred pages of this kill already", "remove some");
}

Result<void> carry_out(const Options& options, const driver::KillPlan& plan, const Source& source,
                       const driver::Duty& duty, const driver::Repository& repository,
                       Terminal& terminal) {
  const std::string armour = TRY(sign(options, plan, duty, repository));
  if (options.emergency.drill) {
    terminal.say("drill: signed, and nothing was published");
    return write_page(options, repository, terminal, [&](int number) {
      return driver::drill_page(plan, repository, true, number);
    });
  }
  const auto made = TRY(driver::kill_files(plan, armour, source.folder));
  for (const std::string& remark : made.remarks) terminal.say("note: " + remark);
  TRY(place(options.out, made.files));
  for (const publish::NewFile& file : made.files) {
    terminal.out((fs::path(options.out) / file.path).string() + "\n");
  }
  terminal.flush();
  say_ways(options.out, plan, terminal);
  TRY(write_page(options, repository, terminal,
                 [&](int number) { return driver::incident_page(plan, repository, number); }));
  if (options.emergency.mirror.empty()) return {};
  return wait_for(options.emergency.mirror, made.files, terminal);
}

int mistake(const Failure& what, Terminal& terminal) {
  terminal.fail(what);
  return exit_usage;
}

}  // namespace

int run_kill(const Options& given, Terminal& terminal) {
  Options options = given;
  if (options.out.empty()) options.out = default_out;
  const auto& own = options.emergency;
  if (const auto words = check_words(options); !words) return mistake(words.error(), terminal);
  const auto source = read_source(own.bundle, options.environment);
  if (!source) return terminal.fail(source.error());
  const auto plan =
      driver::plan_kill(source->bytes, {.what = own.what,
                                        .all = own.all,
                                        .environment = options.environment,
                                        .reason = own.reason,
                                        .person = own.person,
                                        .now = options.as_of.value_or(terminal.now())});
  if (!plan) return mistake(plan.error(), terminal);
  for (const std::string& line : plan->words) terminal.say(line);
  const driver::Repository repository = driver::look_at(options.repository, plan->overlay.issued);
  const driver::Duty duty = driver::duty_of(source->place, *plan, repository);
  for (const std::string& remark : duty.remarks) terminal.say("note: " + remark);
  if (const auto may = driver::may_kill(duty, plan->overlay); !may) {
    return mistake(may.error(), terminal);
  }
  const auto done = carry_out(options, *plan, *source, duty, repository, terminal);
  return done ? exit_clean : terminal.fail(done.error());
}

}  // namespace ensign::cli
