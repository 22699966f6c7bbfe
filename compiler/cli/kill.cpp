#include "driver/kill.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <thread>

#include "cli/commands.h"
#include "crypto/ssh_signature.h"
#include "crypto/ssh_verify.h"
#include "publish/disk.h"
#include "publish/new_files.h"
#include "signer/signer.h"

namespace ensign::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_bundle = 8 * 1024 * 1024;
constexpr int most_polls = 3000;  // of the mirror, a fifth of a second apart: ten minutes
constexpr const char* default_out = "ensign-kill";

struct Source {
  std::string bytes;
  std::string folder;  // the output that it came from; empty when it is no such file
};

// bundle.json, an output folder that holds it, or standard input.
Result<Source> read_source(const std::string& named, const std::string& environment) {
  if (named == "-") return Source{TRY(Terminal::input(largest_bundle)), {}};
  std::error_code ignored;
  if (!fs::is_directory(named, ignored)) return Source{TRY(publish::read_file(named)), {}};
  const fs::path path = fs::path(named) / "bundles" / environment / "bundle.json";
  return Source{TRY(publish::read_file(path.string())), named};
}

// With one key in the agent there is nothing to choose. With several, the roster says which is
// the person's, where it can be read.
Result<crypto::SshPublicKey> choose_key(const std::vector<crypto::SshPublicKey>& keys,
                                        const std::string& person,
                                        const driver::Repository& repository) {
  std::vector<crypto::SshPublicKey> own;
  if (repository.model) {
    for (const model::Person& one : repository.model->people) {
      if (*one.id != person) continue;
      for (const model::PersonKey& key : one.keys) {
        const auto same = [&](const crypto::SshPublicKey& offered) {
          return offered.same_as(key.key);
        };
        if (std::ranges::any_of(keys, same)) own.push_back(key.key);
      }
    }
  }
  if (own.empty()) own = keys;
  if (own.size() == 1) return own.front();
  return failure(own.empty() ? "ssh-agent holds no Ed25519 key"
                             : "ssh-agent holds several keys, and which is yours is not known",
                 "name your key: --key-file ~/.ssh/id_ed25519");
}

Result<std::string> sign(const Options& options, const std::string& message,
                         const driver::Repository& repository) {
  const std::string& file = options.emergency.key_file;
  if (!file.empty()) {
    return signer::sign_with_keygen(file, message, emit::overlay_namespace,
                                    Terminal::environment());
  }
  const std::string socket = Terminal::agent_socket();
  if (socket.empty()) {
    return failure("there is no ssh-agent here (SSH_AUTH_SOCK)",
                   "name your key: --key-file ~/.ssh/id_ed25519");
  }
  const auto keys = TRY(signer::agent_keys(socket));
  const auto key = TRY(choose_key(keys, options.emergency.person, repository));
  return signer::sign_with_agent(socket, key, message, emit::overlay_namespace);
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

void say_ways(const std::string& out, const std::string& environment, Terminal& terminal) {
  const std::string branch = "ensign-kill/" + environment;
  terminal.say(fmt::format("upload it:  cp -r {}/bundles DESTINATION/", out));
  terminal.say(
      fmt::format("or push it: cd {0} && git init -q -b {1} && (git pull -q REMOTE {1} || "
                  "true) && git add bundles && git commit -qm 'Kill in {2}' && git push -q "
                  "REMOTE {1}",
                  out, branch, environment));
}

// Until every file that was signed is served as it was written.
Result<void> wait_for(const std::string& mirror, const std::vector<publish::NewFile>& files,
                      Terminal& terminal) {
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

Result<void> write_page(const Options& options, const driver::KillPage& page,
                        const driver::Repository& repository, Terminal& terminal) {
  const std::string folder = repository.there ? options.repository : options.out;
  const std::string path = repository.there ? page.path : page.id + ".md";
  TRY(publish::write_new_files(folder, {{path, page.bytes}}));
  terminal.say(fmt::format("written: {}", (fs::path(folder) / path).string()));
  return {};
}

Result<void> carry_out(Options options, const driver::KillPlan& plan, const Source& source,
                       Terminal& terminal) {
  if (options.out.empty()) options.out = default_out;
  const driver::Repository repository = driver::look_at(options.repository, plan.overlay.issued);
  const std::string armour = TRY(sign(options, plan.bytes, repository));
  if (options.emergency.drill) {
    terminal.say("drill: signed, and nothing was published");
    return write_page(options, driver::drill_page(plan, repository, true), repository, terminal);
  }
  const auto files = TRY(driver::kill_files(plan, armour, source.folder));
  TRY(place(options.out, files));
  for (const publish::NewFile& file : files) {
    terminal.out((fs::path(options.out) / file.path).string() + "\n");
  }
  terminal.flush();
  say_ways(options.out, plan.overlay.environment, terminal);
  TRY(write_page(options, driver::incident_page(plan, repository), repository, terminal));
  if (options.emergency.mirror.empty()) return {};
  return wait_for(options.emergency.mirror, files, terminal);
}

}  // namespace

int run_kill(const Options& options, Terminal& terminal) {
  const auto& own = options.emergency;
  const auto source = read_source(own.bundle, options.environment);
  if (!source) return terminal.fail(source.error());
  const auto plan =
      driver::plan_kill(source->bytes, {.what = own.what,
                                        .all = own.all,
                                        .environment = options.environment,
                                        .reason = own.reason,
                                        .person = own.person,
                                        .now = options.as_of.value_or(terminal.now())});
  if (!plan) {
    terminal.fail(plan.error());
    return exit_usage;
  }
  for (const std::string& line : plan->words) terminal.say(line);
  const auto done = carry_out(options, *plan, *source, terminal);
  return done ? exit_clean : terminal.fail(done.error());
}

}  // namespace ensign::cli
