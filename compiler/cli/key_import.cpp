#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/key_actions.h"
#include "crypto/random.h"
#include "driver/keys.h"
#include "driver/roster_text.h"
#include "model/statement.h"
#include "publish/disk.h"

namespace ensign::cli {
namespace {

int refuse(const std::string& path, const std::vector<crypto::AllowedSigners::Fault>& faults,
           Terminal& terminal) {
  for (const auto& fault : faults) {
    const std::string place = fault.line == 0 ? path : fmt::format("{}:{}", path, fault.line);
    terminal.err(fmt::format("{}: {}\n  = help: {}\n", visible(place),
                             visible(fault.failure.message), fault.failure.help));
  }
  return exit_findings;
}

int write(const std::vector<crypto::AllowedSigner>& signers, const Options& options,
          Terminal& terminal) {
  const auto added = driver::add_keys(input_of(options, terminal), options.person, signers);
  if (!added) return terminal.fail(added.error());
  terminal.say(fmt::format("{}: {} of `{}` {}", added->path,
                           added->added == 1 ? "1 key" : fmt::format("{} keys", added->added),
                           options.person, added->added == 1 ? "was added" : "were added"));
  if (added->there > 0) terminal.say(fmt::format("note: {} stood there already", added->there));
  if (added->governed && added->added > 0) {
    terminal.say(
        fmt::format("note: the roster counts once the role `roster` of the root of trust "
                    "has signed it: ensign sign file/{} --as PERSON",
                    added->path));
  }
  return exit_clean;
}

}  // namespace

int import_keys(const Options& options, Terminal& terminal) {
  const std::string& path = options.name;
  auto text =
      path == "-" ? Terminal::input(crypto::largest_signers_file) : publish::read_file(path);
  if (!text) return terminal.fail(text.error());
  if (text->contains("PRIVATE KEY-----")) {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text->data()), text->size()});
    return refuse(path,
                  {{0,
                    {"this is the private key, which nobody but you may see",
                     path == "-" ? "give the public one, the line of the .pub file"
                                 : fmt::format("give the public one: {}.pub", visible(path))}}},
                  terminal);
  }
  const auto read = crypto::read_allowed_signers(*text, model::statement_namespace);
  if (!read.faults.empty()) return refuse(path, read.faults, terminal);
  if (options.person.empty()) {
    terminal.out(driver::roster_lines(read.signers));
    return exit_clean;
  }
  for (const crypto::AllowedSigner& signer : read.signers) {
    if (signer.principal == read.signers.front().principal) continue;
    return refuse(path,
                  {{signer.line,
                    {fmt::format("the file holds keys of `{}` and of `{}`",
                                 read.signers.front().principal, signer.principal),
                     "`--person` is for the keys of one person: give a file for each"}}},
                  terminal);
  }
  return write(read.signers, options, terminal);
}

}  // namespace ensign::cli
