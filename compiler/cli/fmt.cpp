#include <fmt/format.h>

#include "cli/commands.h"
#include "driver/format.h"
#include "report/render.h"

namespace ensign::cli {

int run_fmt(const Options& options, Terminal& terminal) {
  const auto files = driver::format_files({options.paths, options.check_only});
  if (!files) return terminal.fail(files.error());
  for (const std::string& path : files->changed) terminal.out(path + "\n");
  std::vector<report::FileView> views;
  for (const source::File& file : files->unreadable) views.push_back({file.path, file.bytes});
  terminal.out(report::render_text(files->report, views, {.colour = terminal.colour()}));
  for (const std::string& remark : files->remarks) terminal.say("note: " + remark);
  terminal.say(fmt::format("{} of {} files {}", files->changed.size(), files->looked_at,
                           options.check_only ? "would change" : "changed"));
  const bool unusual = options.check_only && !files->changed.empty();
  return files->report.has_errors() || unusual ? exit_findings : exit_clean;
}

}  // namespace ensign::cli
