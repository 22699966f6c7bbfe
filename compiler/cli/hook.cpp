#include "driver/hook.h"

#include <filesystem>
#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "driver/push.h"

namespace ensign::cli {
namespace {

constexpr std::size_t longest_input = std::size_t{16} << 20;  // bytes; some hundred thousand refs

int install(const Options& options, Terminal& terminal) {
  const auto hook =
      driver::install_hook(options.repository, options.name, options.selection.folder, options.pin);
  if (!hook) return terminal.fail(hook.error());
  terminal.say(fmt::format("{} {}", hook->path, hook->was_there ? "is in place" : "was written"));
  return exit_clean;
}

// Silent when all is well: a commit is nobody's occasion to read.
int run_pre_commit(const Options& options, Terminal& terminal) {
  driver::Input input = input_of(options, terminal);
  input.selection.index_file = terminal.hook_index();
  const auto checked = driver::check_commit(std::move(input));
  terminal.progress("");
  if (!checked) return terminal.fail(checked.error());
  if (!*checked) return exit_clean;
  const driver::Checked& found = **checked;
  return show(options, terminal, found.snapshot, found.verdict.report, found.remarks);
}

std::string since(const driver::JudgedRef& ref) {
  return ref.base.empty() ? std::string("all of it")
                          : fmt::format("since {}", ref.base.substr(0, 12));
}

void tell(const driver::JudgedRef& ref, const Options& options, Terminal& terminal) {
  const std::string name =
      visible(ref.name) + (ref.folder.empty() ? "" : fmt::format(", {}", visible(ref.folder)));
  if (!ref.why_not.empty()) {
    terminal.say(fmt::format("{}: not judged: {}", name, ref.why_not));
    return;
  }
  if (ref.checked) {
    const auto& report = ref.checked->verdict.report;
    show(options, terminal, ref.checked->snapshot, report, ref.checked->remarks);
    terminal.flush();  // findings go to one stream and this to the other
  }
  if (ref.refusal) terminal.fail(*ref.refusal);
  const std::string_view asked = ref.gated ? "may be published from" : "need not be approved yet";
  const std::string verdict =
      fmt::format("{}: {}, {}, {}", name, ref.passes() ? "accepted" : "refused",
                  ref.commit.substr(0, 12), since(ref));
  if (!ref.passes()) {
    terminal.err(fmt::format("{} ({})\n", verdict, asked));
  } else {
    terminal.say(fmt::format("{} ({})", verdict, asked));
  }
}

int run_push(const Options& options, Terminal& terminal) {
  const bool arrives = options.name == "pre-receive";
  const auto lines = Terminal::input(longest_input);
  if (!lines) return terminal.fail(lines.error());
  auto refs = driver::read_pushed(*lines, arrives);
  if (!refs) return terminal.fail(refs.error());
  driver::Input input = input_of(options, terminal);
  driver::Push push{*std::move(refs), options.remote, arrives ? terminal.hook_objects() : ""};
  // Where people work too, Git runs this hook in the folder of its own.
  std::error_code ignored;
  const auto here = std::filesystem::canonical(input.repository, ignored);
  if (arrives && here.filename() == ".git") input.repository = here.parent_path().string();
  const auto judged = driver::judge_push(input, push);
  terminal.progress("");
  if (!judged) return terminal.fail(judged.error());
  int code = exit_clean;
  for (const driver::JudgedRef& ref : *judged) {
    tell(ref, options, terminal);
    if (!ref.passes()) code = exit_findings;
  }
  return code;
}

}  // namespace

int run_hook(const Options& asked, Terminal& terminal) {
  Options options = asked;
  if (options.name.empty()) options.name = "pre-commit";
  std::string& folder = options.selection.folder;
  if (!folder.empty() && options.name != "pre-receive") {
    terminal.fail({"`--folder` is for pre-receive, which runs where no folder is",
                   "name the folder itself: ensign hook install pre-push FOLDER"});
    return exit_usage;
  }
  while (folder.ends_with('/')) folder.pop_back();
  if (!folder.empty()) folder += '/';
  if (options.action == "install") return install(options, terminal);
  return options.name == "pre-commit" ? run_pre_commit(options, terminal)
                                      : run_push(options, terminal);
}

}  // namespace ensign::cli
