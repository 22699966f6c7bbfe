#include <fmt/format.h>

#include "cli/commands.h"

namespace ensign::cli {
namespace {

std::string count(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

}  // namespace

int run_check(const Options& options, Terminal& terminal) {
  const auto question =
      options.gate || options.base ? policy::Question::allowed : policy::Question::well_made;
  const auto checked = driver::check(input_of(options, terminal), question);
  if (!checked) return terminal.fail(checked.error());
  const int code =
      show(options, terminal, checked->snapshot, checked->verdict.report, checked->remarks);
  const model::Model& model = checked->model;
  if (checked->verdict.report.findings().empty()) {
    terminal.say(
        fmt::format("clean: {}, {}, {}, {} as of {}", count(model.flags.size(), "flag", "flags"),
                    count(model.plans.size(), "stage plan", "stage plans"),
                    count(model.playbooks.size(), "playbook", "playbooks"),
                    count(model.releases.size(), "release", "releases"), to_string(model.as_of)));
  }
  return code;
}

}  // namespace ensign::cli
