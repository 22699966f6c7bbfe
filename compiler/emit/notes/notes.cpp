#include "emit/notes/notes.h"

#include <fmt/format.h>

#include "emit/notes/notes_json.h"
#include "emit/page/links.h"
#include "emit/page/markdown_html.h"
#include "emit/page/markdown_text.h"
#include "emit/page/release_notes.h"
#include "emit/page/theme.h"

namespace ensign::emit {
namespace {

Value page_data(const model::Model& model, const ReleaseNotes& notes) {
  // A page of notes is sent around alone: links into the repository would lead nowhere.
  const MarkdownPlace place{.top_level = 2, .id_prefix = {}, .relative = [](std::string_view) {
                              return std::optional<std::string>();
                            }};
  const std::string project = model.config.title.empty() ? *model.config.name : model.config.title;
  const std::string title = notes_title(notes);
  return Value::map(
      {{"heading", title},
       {"page_title", project.empty() ? title : fmt::format("{} · {}", title, project)},
       {"description", fmt::format("What {} will notice in {}.", model::spelling(notes.audience),
                                   notes.milestone)},
       {"text", markdown_html(notes_tree(model, notes, false), place)},
       {"project", project}});
}

}  // namespace

Result<OutFiles> notes(const seal::GovernedModel& governed, std::span<const OutFile> overrides) {
  const model::Model& model = governed.model();
  const Theme theme = TRY(Theme::load(overrides));
  OutFiles files;
  for (const ReleaseNotes& of : release_notes(model)) {
    const std::string stem =
        fmt::format("notes/{}.{}", file_name(of.milestone), model::spelling(of.audience));
    const Html page = TRY(theme.render("release-notes.html", page_data(model, of)));
    files.push_back({stem + ".md", markdown_text(notes_tree(model, of, true))});
    files.push_back({stem + ".html", page.markup()});
    files.push_back({stem + ".json", pretty(notes_json(model, of))});
  }
  if (files.empty()) return files;
  for (const OutFile& asset : theme.assets()) {
    if (asset.path == "style.css") files.push_back({"notes/" + asset.path, asset.bytes});
  }
  return files;
}

}  // namespace ensign::emit
