// The page of release notes as a Markdown tree.
#include <algorithm>
#include <fmt/format.h>

#include "emit/page/prose.h"
#include "emit/page/release_notes.h"
#include "emit/page/wording.h"

namespace ensign::emit {
namespace {

using model::Audience;
using syntax::Markdown;

void add_list(Markdown& page, std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  page.children.push_back(Words(title).heading(2));
  std::vector<Words> items;
  for (const std::string& line : lines) items.push_back(marked(line));
  page.children.push_back(bullet_list(items));
}

std::string release_line(const model::Release& release) {
  std::string line =
      fmt::format("Release {}, {}, risk {}, {}", *release.version, model::spelling(*release.type),
                  risk_words(*release.level), model::spelling(*release.state));
  if (release.date) line += " " + to_string(**release.date);
  return line + ".";
}

// What an operator must know of an entry beside its text.
void add_impact(Markdown& page, const model::Model& model, const model::Note& note) {
  std::vector<Words> lines;
  lines.push_back(Words("Risk: ").text(risk_words(*note.risk)));
  if (!note.flags.empty()) {
    std::vector<Words> flags;
    for (const auto& flag : note.flags) {
      Words name = Words().code(*flag.name);
      const model::Flag* known = flag.id ? &model.at(*flag.id) : nullptr;
      if (known && known->env_var) name.text(" (").code(**known->env_var).text(")");
      flags.push_back(std::move(name));
    }
    lines.push_back(Words(flags.size() == 1 ? "Flag: " : "Flags: ").add(joined(flags, "and")));
  }
  if (!note.migration.empty()) lines.push_back(Words("Migration: ").add(marked(note.migration)));
  if (!note.rollback.empty()) lines.push_back(Words("Rollback: ").add(marked(note.rollback)));
  page.children.push_back(bullet_list(lines));
}

// Headings inside of an entry stand below the heading of the entry.
Markdown lowered(Markdown node) {
  if (node.kind == Markdown::Kind::heading) node.level = std::min(6, node.level + 3);
  for (Markdown& child : node.children) child = lowered(std::move(child));
  return node;
}

}  // namespace

Markdown notes_tree(const model::Model& model, const ReleaseNotes& notes, bool with_title) {
  Markdown page;
  if (with_title) page.children.push_back(Words(notes_title(notes)).heading(1));
  std::vector<std::string> highlights, issues;
  for (const model::Release* release : notes.releases) {
    page.children.push_back(Words(release_line(*release)).paragraph());
    highlights.insert(highlights.end(), release->highlights.begin(), release->highlights.end());
    issues.insert(issues.end(), release->known_issues.begin(), release->known_issues.end());
  }
  add_list(page, "Highlights", highlights);
  for (const NotesGroup& group : notes.groups) {
    page.children.push_back(Words(kind_title(group.kind)).heading(2));
    for (const NotesEntry& entry : group.entries) {
      page.children.push_back(marked(entry.note->title).heading(3));
      for (const Markdown& child : entry.text.children) page.children.push_back(lowered(child));
      if (notes.audience == Audience::operators) add_impact(page, model, *entry.note);
    }
  }
  add_list(page, "Known issues", issues);
  return page;
}

}  // namespace ensign::emit
