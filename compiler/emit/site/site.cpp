#include "emit/site/site.h"

#include "base/parallel.h"
#include "emit/page/theme.h"
#include "emit/site/chrome.h"
#include "emit/site/link_check.h"
#include "emit/site/pages.h"

namespace ensign::emit {
namespace {

Result<OutFile> write(const Theme& theme, const pages::Facts& facts, pages::Page page) {
  std::string path = page.path;
  const std::string_view form = page.form;
  Html html = TRY(theme.render(form, pages::framed(facts, std::move(page))));
  return OutFile{std::move(path), std::move(html).markup()};
}

// All pages in their order; of those that cannot be written, the first speaks.
Result<OutFiles> written(const Theme& theme, const pages::Facts& facts, unsigned threads) {
  const auto makers = pages::all_pages(facts);
  std::vector<Result<OutFile>> pages(makers.size());
  parallel_for(makers.size(), threads,
               [&](std::size_t i) { pages[i] = write(theme, facts, makers[i]()); });
  OutFiles files;
  files.reserve(pages.size());
  for (Result<OutFile>& page : pages) files.push_back(TRY(std::move(page)));
  return files;
}

}  // namespace

Result<OutFiles> site(const seal::GovernedModel& governed, std::span<const EmbeddedFile> pages,
                      std::span<const OutFile> overrides, unsigned threads) {
  const Theme theme = TRY(Theme::load(overrides));
  const pages::Facts facts(governed, pages);
  OutFiles files = TRY(written(theme, facts, threads));
  for (const OutFile& asset : theme.assets()) files.push_back(asset);
  TRY(check_paths(files));
  TRY(check_links(files, threads));
  for (OutFile& file : files) file.path = "site/" + file.path;
  return files;
}

}  // namespace ensign::emit
