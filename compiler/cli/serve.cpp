#include <chrono>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "preview/server.h"
#include "source/watch.h"

namespace ensign::cli {
namespace {

// One line for each build, and the findings where they are others than before.
class Narrator {
 public:
  explicit Narrator(Terminal& terminal) : terminal_(terminal) {}

  void tell(const preview::State& state, std::chrono::steady_clock::duration taken) {
    terminal_.progress("");
    if (state.text != text_) terminal_.out(state.text);
    text_ = state.text;
    terminal_.flush();
    const auto milliseconds = std::chrono::duration<double, std::milli>(taken).count();
    terminal_.say(fmt::format("{} in {:.0f} ms: {}{}", verb_, milliseconds, state.summary,
                              consequence(state)));
    verb_ = "rebuilt";
  }

 private:
  static std::string_view consequence(const preview::State& state) {
    if (!state.stale) return "";
    return state.site ? "; the pages stay as they were" : "; there is no site yet";
  }

  Terminal& terminal_;
  std::string text_;
  std::string_view verb_ = "built";
};

// The roots that stood in ensign.yaml when it could last be read.
std::vector<std::string> roots_after(const Result<driver::SiteBuilt>& built,
                                     const std::vector<std::string>& before) {
  return built ? built->roots : before;
}

}  // namespace

int run_serve(const Options& options, Terminal& terminal) {
  const Interrupt interrupt;
  const auto watch = source::Watch::open(options.repository);
  if (!watch) return terminal.fail(watch.error());
  const driver::Input input = input_of(options, terminal);
  preview::History history(std::to_string(terminal.now().seconds));
  const auto server = preview::Server::start(options.port, history.last());
  if (!server) return terminal.fail(server.error());
  terminal.out(fmt::format("http://127.0.0.1:{}/\n", (*server)->port()));
  terminal.flush();

  Narrator narrator(terminal);
  auto roots = model::roots(model::Layout{});
  bool again = true;
  while (again) {
    (*watch)->follow(roots);
    const auto began = std::chrono::steady_clock::now();
    auto built = driver::build_site(input);
    auto read = roots_after(built, roots);
    const auto state = history.after(std::move(built));
    (*server)->show(state);
    narrator.tell(*state, std::chrono::steady_clock::now() - began);
    // A layout that was not known before: what changed there meanwhile was not seen.
    again = read != roots || (*watch)->wait(interrupt.descriptor());
    roots = std::move(read);
  }
  return exit_clean;
}

}  // namespace ensign::cli
