#include "cli/terminal.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "report/words.h"

namespace ensign::cli {
namespace {

// Line by line. What is told holds names out of files, bundles and proofs, which may neither steer
// a terminal nor begin a command of the build host that shows it.
std::string shown(std::string_view text) {
  std::string lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines += report::one_line(text.substr(0, end));
    if (end == text.npos) return lines;
    lines += '\n';
    text.remove_prefix(end + 1);
  }
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

Terminal Terminal::of_process() {
  Terminal terminal;
  const char* no_colour = std::getenv("NO_COLOR");
  terminal.colour_ = ::isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
  terminal.interactive_ = ::isatty(STDERR_FILENO) == 1 && own_flag("ENSIGN_PROGRESS", true);
  if (const char* index = std::getenv("GIT_INDEX_FILE")) terminal.hook_index_ = index;
  if (const char* objects = std::getenv("GIT_QUARANTINE_PATH")) terminal.hook_objects_ = objects;
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  terminal.now_ = Instant{std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count()};
  return terminal;
}

bool Terminal::own_flag(const char* variable, bool code_default) {
  const char* value = std::getenv(variable);
  const std::string_view text = value != nullptr ? value : "";
  return text == "true" || (code_default && text != "false");
}

void Terminal::out(std::string_view text) {
  end_progress();
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void Terminal::flush() { std::fflush(stdout); }

void Terminal::err(std::string_view text) {
  end_progress();
  flush();  // where both go to one place, a log of CI, they stand there in order
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Terminal::say(std::string_view text) {
  if (!quiet_) err(fmt::format("{}\n", shown(text)));
}

int Terminal::fail(const Failure& failure) {
  err(fmt::format("ensign: {}\n", shown(failure.message)));
  if (!failure.help.empty()) err(fmt::format("  = help: {}\n", shown(failure.help)));
  return 3;
}

Terminal::Cost Terminal::cost_so_far() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto wall = std::chrono::steady_clock::now().time_since_epoch();
  return {std::chrono::duration<double>(wall).count(),
          seconds(usage.ru_utime) + seconds(usage.ru_stime)};
}

void Terminal::report_step(const Cost& now) {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  err(fmt::format("{:<8} {:8.1f} ms {:8.1f} ms CPU {:5} MB\n", step_,
                  (now.wall - step_began_.wall) * 1000, (now.cpu - step_began_.cpu) * 1000,
                  usage.ru_maxrss * 1024 / 1'000'000));
}

void Terminal::progress(std::string_view step) {
  const Cost now = cost_so_far();
  if (verbose_ && !step_.empty()) report_step(now);
  step_ = step;
  step_began_ = now;
  if (!interactive_ || quiet_ || verbose_ || step.empty()) return;
  std::fputs(fmt::format("\r\033[K{} …", step).c_str(), stderr);
  std::fflush(stderr);
  line_open_ = true;
}

void Terminal::end_progress() {
  if (!line_open_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  line_open_ = false;
}

}  // namespace ensign::cli
