#include "emit/site/site.h"

#include "emit/page/theme.h"
#include "emit/site/chrome.h"
#include "emit/site/link_check.h"
#include "emit/site/pages.h"

namespace ensign::emit {

Result<OutFiles> site(const seal::GovernedModel& governed, std::span<const EmbeddedFile> pages,
                      std::span<const OutFile> overrides) {
  const Theme theme = TRY(Theme::load(overrides));
  const pages::Facts facts(governed, pages);
  OutFiles files = theme.assets();
  for (pages::Page& page : pages::all_pages(facts)) {
    const std::string path = page.path;
    const std::string_view form = page.form;
    const Html html = TRY(theme.render(form, pages::framed(facts, std::move(page))));
    files.push_back({path, html.markup()});
  }
  TRY(check_paths(files));
  TRY(check_links(files));
  for (OutFile& file : files) file.path = "site/" + file.path;
  return files;
}

}  // namespace ensign::emit
