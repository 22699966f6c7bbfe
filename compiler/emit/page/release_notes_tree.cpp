// The page of release notes as a Markdown tree. Users read what changes for them; operators and
// engineers also what they have to do, what it may break, and how to go back.
#include <algorithm>
#include <fmt/format.h>

#include "emit/page/prose.h"
#include "emit/page/release_notes.h"
#include "emit/page/state.h"
#include "emit/page/wording.h"

namespace ensign::emit {
namespace {

using model::Audience;
using syntax::Markdown;

void add_list(Markdown& page, std::string_view title, const std::vector<Words>& lines) {
  if (lines.empty()) return;
  page.children.push_back(Words(title).heading(2));
  page.children.push_back(bullet_list(lines));
}

void add_list(Markdown& page, std::string_view title, const std::vector<std::string>& lines) {
  std::vector<Words> items;
  for (const std::string& line : lines) items.push_back(marked(line));
  add_list(page, title, items);
}

std::string release_line(const model::Release& release) {
  std::string line =
      fmt::format("Release {}, {}, risk {}, {}", *release.version, model::spelling(*release.type),
                  risk_words(*release.level), model::spelling(*release.state));
  if (release.date) line += " " + to_string(**release.date);
  return line + ".";
}

// "`new-engine` (`FEATURE_NEW_ENGINE`): staging ● On, production ◐ For some"
Words flag_words(const model::Ref<model::Flag>& ref, const model::Model& model) {
  Words words = Words().code(*ref.name);
  if (!ref.id) return words;
  const model::Flag& flag = model.at(*ref.id);
  if (flag.env_var) words.text(" (").code(**flag.env_var).text(")");
  std::string states;
  for (const model::FlagEnvironment& environment : flag.environments) {
    const State state = flag_state(flag, &environment);
    states += fmt::format("{}{} {} {}", states.empty() ? ": " : ", ", *environment.environment,
                          state.glyph, state.word);
  }
  return words.text(states);
}

Words document_words(const model::LinkedDocument& document) {
  return Words().link(*document.title, *document.link);
}

template <typename Visit>
void each_entry(const ReleaseNotes& notes, Visit&& visit) {
  for (const NotesGroup& group : notes.groups) {
    for (const NotesEntry& entry : group.entries) visit(*entry.note);
  }
}

// First what breaks, then what has to be migrated.
void add_breaking(Markdown& page, const ReleaseNotes& notes) {
  const bool inside = notes.audience != Audience::users;
  std::vector<Words> lines;
  const auto breaking = [] { return Words("Breaking: "); };
  each_entry(notes, [&](const model::Note& note) {
    if (note.breaking) lines.push_back(breaking().add(marked(note.title)));
  });
  const auto add_migrations = [&](bool of_breaking) {
    for (const model::Release* release : notes.releases) {
      for (const model::Migration& migration : release->migrations) {
        if (migration.breaking != of_breaking) continue;
        Words line = of_breaking ? breaking() : Words("Migration: ");
        line.add(marked(*migration.text));
        if (migration.window) line.text(" In the window ").code(*migration.window->name).text(".");
        if (!migration.rollback.empty()) line.text(" Rollback: ").add(marked(migration.rollback));
        lines.push_back(std::move(line));
      }
    }
  };
  if (inside) {
    add_migrations(true);
    add_migrations(false);
    each_entry(notes, [&](const model::Note& note) {
      if (!is_migration(note.migration)) return;
      lines.push_back(Words("Migration: ").add(marked(note.migration)));
    });
  }
  add_list(page, inside ? "Breaking changes and migrations" : "Breaking changes", lines);
}

// How the release goes out, and what is new around it.
void add_operation(Markdown& page, const model::Model& model, const ReleaseNotes& notes) {
  std::vector<Words> lines, back;
  for (const model::Release* release : notes.releases) {
    for (const auto& plan : release->plans) {
      const std::string& title = plan.id ? model.at(*plan.id).title : *plan.name;
      lines.push_back(Words("Rolled out by ").text(title).text(" (").code(*plan.name).text(")"));
    }
    for (const std::string& check : release->new_checks) {
      lines.push_back(Words("New check: ").add(marked(check)));
    }
    for (const auto& runbook : release->runbooks) {
      lines.push_back(Words("Runbook brought up to date: ").code(*runbook.name));
    }
    if (!release->rollback_flag.empty()) {
      back.push_back(Words("By flag: ").add(marked(release->rollback_flag)));
    }
    if (!release->rollback_deployment.empty()) {
      back.push_back(Words("By deployment: ").add(marked(release->rollback_deployment)));
    }
    if (release->rollback) back.push_back(Words("Playbook: ").code(*release->rollback->name));
  }
  add_list(page, "Operation", lines);
  add_list(page, "Rollback", back);
}

// What an operator or an engineer must know of an entry beside its text.
void add_impact(Markdown& page, const model::Model& model, const model::Note& note) {
  std::vector<Words> lines;
  lines.push_back(Words("Risk: ").text(risk_words(*note.risk)));
  for (const auto& flag : note.flags) lines.push_back(Words("Flag: ").add(flag_words(flag, model)));
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

void add_entry(Markdown& page, const model::Model& model, const NotesEntry& entry,
               Audience audience) {
  const model::Note& note = *entry.note;
  page.children.push_back(marked(note.title).heading(3));
  for (const Markdown& child : entry.text.children) page.children.push_back(lowered(child));
  if (audience != Audience::users) add_impact(page, model, note);
  if (note.documents.empty()) return;
  std::vector<Words> links;
  for (const auto& document : note.documents) links.push_back(document_words(document));
  page.children.push_back(Words("See ").add(joined(links, "and")).text(".").paragraph());
}

}  // namespace

Markdown notes_tree(const model::Model& model, const ReleaseNotes& notes, bool with_title) {
  const bool inside = notes.audience != Audience::users;
  Markdown page;
  if (with_title) page.children.push_back(Words(notes_title(notes)).heading(1));
  std::vector<std::string> highlights, issues;
  std::vector<Words> documents;
  for (const model::Release* release : notes.releases) {
    page.children.push_back(Words(release_line(*release)).paragraph());
    highlights.insert(highlights.end(), release->highlights.begin(), release->highlights.end());
    issues.insert(issues.end(), release->known_issues.begin(), release->known_issues.end());
    for (const auto& own : release->documents) documents.push_back(document_words(own.document));
  }
  if (notes.groups.empty()) {
    const std::string readers(model::spelling(notes.audience));
    page.children.push_back(
        Words(fmt::format("Nothing in {} is for {}.", notes.milestone, readers)).paragraph());
  }
  add_list(page, "Highlights", highlights);
  add_breaking(page, notes);
  if (inside) add_operation(page, model, notes);
  for (const NotesGroup& group : notes.groups) {
    page.children.push_back(Words(kind_title(group.kind)).heading(2));
    for (const NotesEntry& entry : group.entries) add_entry(page, model, entry, notes.audience);
  }
  add_list(page, "Known issues", issues);
  if (inside) add_list(page, "Documents", documents);
  return page;
}

}  // namespace ensign::emit
