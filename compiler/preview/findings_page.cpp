#include "preview/findings_page.h"

#include <fmt/format.h>
#include <string_view>

#include "emit/page/escape.h"

namespace ensign::preview {
namespace {

constexpr std::string_view page =
    "<!doctype html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<title>Findings</title>\n"
    "<link rel=\"stylesheet\" href=\"/_ensign/preview.css\">\n"
    "</head>\n"
    "<body data-page=\"findings\">\n"
    "<main>\n"
    "<h1>{}</h1>\n"
    "<p>{}</p>\n"
    "{}</main>\n"
    "</body>\n"
    "</html>\n";

std::string_view what_is_shown(const State& state) {
  if (!state.stale) return "<a href=\"/\">The site</a> is that of the files as they are.";
  if (!state.site) return "There is no site yet. It appears here when the errors are mended.";
  return "<a href=\"/\">The site</a> is that of the files before the errors.";
}

}  // namespace

std::string findings_page(const State& state) {
  const std::string findings =
      state.text.empty() ? "" : fmt::format("<pre>{}</pre>\n", emit::escape_text(state.text));
  const std::string html =
      fmt::format(page, emit::escape_text(state.summary), what_is_shown(state), findings);
  return with_reload_tag(html, "state", state.state_id);
}

}  // namespace ensign::preview
