#include "emit/site/site.h"

#include <optional>

#include "base/parallel.h"
#include "emit/page/theme.h"
#include "emit/site/chrome.h"
#include "emit/site/link_check.h"
#include "emit/site/open_check.h"
#include "emit/site/pages.h"
#include "emit/site/search_index.h"

namespace ensign::emit {
namespace {

struct Made {
  pages::Indexed indexed;
  std::optional<Result<Html>> html;
};

// The page for addresses that lead nowhere leads nowhere itself.
bool is_found(const Made& page) { return page.indexed.path != "404.html"; }

}  // namespace

Result<OutFiles> site(const seal::GovernedModel& governed, std::span<const EmbeddedFile> pages,
                      std::span<const OutFile> overrides, unsigned threads,
                      std::span<const OutFile> subscriptions) {
  const Theme theme = TRY(Theme::load(overrides));
  pages::Facts facts(governed, pages);
  for (const OutFile& file : subscriptions) facts.subscriptions.insert(file.path);
  const std::vector<pages::PageMaker> makers = pages::all_pages(facts);
  std::vector<Made> made(makers.size());
  parallel_for(makers.size(), threads, [&](std::size_t i) {
    pages::Page page = makers[i]();
    made[i].indexed = {page.path, page.kind, page.title, std::move(page.text)};
    const std::string_view form = page.form;
    made[i].html = theme.render(form, pages::framed(facts, std::move(page)));
  });
  OutFiles files = theme.assets();
  files.insert(files.end(), subscriptions.begin(), subscriptions.end());
  std::vector<pages::Indexed> indexed;
  for (Made& page : made) {
    Html html = TRY(std::move(*page.html));
    files.push_back({page.indexed.path, std::move(html).markup()});
    if (is_found(page)) indexed.push_back(std::move(page.indexed));
  }
  for (OutFile& file : index_files(facts, indexed)) files.push_back(std::move(file));
  TRY(check_paths(files));
  TRY(check_links(files, threads));
  if (facts.open) TRY(check_names(governed.model(), files, threads));
  for (OutFile& file : files) file.path = "site/" + file.path;
  return files;
}

}  // namespace ensign::emit
