#include "emit/interop/atom.h"

#include <fmt/format.h>
#include <functional>

#include "base/utf8.h"
#include "emit/interop/identity.h"
#include "emit/interop/news.h"
#include "emit/page/escape.h"
#include "emit/page/links.h"

namespace ensign::emit {
namespace {

constexpr std::size_t most_items = 100;

std::string xml(std::string_view text) { return escape_text(visible(text)); }

class Feeds {
 public:
  Feeds(const model::Model& model, Readers readers, std::string_view site)
      : model_(model), site_(site), items_(news(model, readers)) {
    const auto& config = model.config;
    project_ = !config.title.empty() ? config.title : *config.name;
    if (project_.empty()) project_ = "Ensign";
  }

  OutFile feed(const std::string& name, const std::string& title,
               const std::function<bool(const NewsItem&)>& wanted) const {
    std::string entries;
    Instant updated = model_.as_of;
    std::size_t count = 0;
    for (const NewsItem& item : items_) {
      if (!wanted(item)) continue;
      if (count == 0) updated = item.at;
      if (++count > most_items) break;
      entries += entry(item);
    }
    return {fmt::format("feeds/{}.atom", name), head(name, title, updated) + entries + "</feed>\n"};
  }

  const std::string& project() const { return project_; }

 private:
  std::string id(std::string_view subject) const {
    return "urn:uuid:" + stable_uuid(model_.config, subject);
  }

  std::string head(const std::string& name, const std::string& title, Instant updated) const {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
        "<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n"
        "<author><name>{}</name></author>\n"
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}.atom\"/>\n"
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}index.html\"/>\n"
        "<generator>Ensign</generator>\n",
        id("feed/" + name), xml(title), to_string(updated), xml(project_), xml(name), xml(site_));
  }

  std::string entry(const NewsItem& item) const {
    return fmt::format(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n"
        "<category term=\"{}\"/>\n"
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n"
        "<content type=\"text\">{}</content>\n</entry>\n",
        id(item.subject), xml(item.title), to_string(item.at), item.kind,
        xml(std::string(site_) + item.page), xml(item.text.empty() ? item.title : item.text));
  }

  const model::Model& model_;
  std::string_view site_;
  std::string project_;
  std::vector<NewsItem> items_;
};

}  // namespace

OutFiles feeds(const model::Model& model, Readers readers, std::string_view site) {
  const Feeds all(model, readers, site);
  OutFiles files{all.feed("all", all.project(), [](const NewsItem&) { return true; })};
  if (readers == Readers::inside) {
    for (const model::Team& team : model.teams) {
      const std::string& title = team.title.empty() ? *team.id : team.title;
      files.push_back(
          all.feed("team-" + file_name(*team.id), all.project() + " · " + title,
                   [&](const NewsItem& item) { return item.teams.contains(*team.id); }));
    }
  }
  for (const model::Environment& environment : model.config.environments) {
    const std::string& name = *environment.name;
    const std::string& title = environment.title.empty() ? name : environment.title;
    files.push_back(
        all.feed("environment-" + file_name(name), all.project() + " · " + title,
                 [&](const NewsItem& item) { return item.environments.contains(name); }));
  }
  return files;
}

}  // namespace ensign::emit
