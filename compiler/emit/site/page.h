// One page before it is filled into its template, and the links that stand on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/page/prose.h"
#include "emit/page/state.h"
#include "emit/page/value.h"
#include "emit/page/wording.h"
#include "emit/site/facts.h"

namespace ensign::emit::pages {

struct Crumb {
  std::string text;
  std::string path;  // below site/
};

struct Page {
  std::string path;                // below site/
  std::string_view kind;           // data-page
  std::string_view form;           // the template
  std::string_view section;        // path of the entry of the navigation that it belongs to
  std::string title;               // heading; also of the window, with the project
  std::string description;         // one sentence
  std::vector<Crumb> crumbs = {};  // above this page; empty on the pages of the navigation
  Value data = Value::map();
  std::string text = {};  // more words by which search finds it
};

// Links as {text, href} for the partial `_link.html`, relative to the page they stand on. A name
// that leads nowhere has an empty href. On an open site people, and what has no page there, are
// neither linked nor named.
class Desk {
 public:
  Desk(const Facts& facts, std::string path) : facts_(facts), path_(std::move(path)) {}

  const Facts& facts() const { return facts_; }
  const model::Model& model() const { return facts_.model; }
  const std::string& path() const { return path_; }

  std::string to(std::string_view target) const;
  Value link(std::string_view text, std::string_view target) const;  // empty target: no link

  Value flag(Id<model::Flag> id) const;
  Value flag(const model::Ref<model::Flag>& ref) const;
  Value plan(const model::Plan& plan) const;
  Value plan(const std::optional<model::Ref<model::Plan>>& ref) const;
  Value stage(const model::Plan& plan, const model::Stage& stage) const;
  Value playbook(const model::Playbook& playbook) const;
  Value playbook(const std::optional<model::Ref<model::Playbook>>& ref) const;
  Value release(const model::Release& release) const;
  Value segment(const std::optional<model::Ref<model::Segment>>& ref) const;
  Value level(Id<model::KillLevel> id) const;
  Value owner(const model::Owner& owner) const;
  Value person(const model::Ref<model::Person>& ref) const;
  Value role(const std::optional<model::Ref<model::Role>>& ref) const;
  Value::List roles(const std::vector<model::Ref<model::Role>>& refs) const;
  Value rule(const report::RuleInfo& rule) const;
  Value incident(const model::Incident& incident) const;
  Value group(const model::Group& group) const;
  Value drill(const model::Drill& drill) const;
  Value release(const model::Ref<model::Release>& ref) const;
  Value level(const std::optional<model::Ref<model::KillLevel>>& ref) const;
  Value evidence(const std::optional<model::Ref<model::Evidence>>& ref) const;
  Value environment(std::string_view name) const;
  Value mention(const Mention& mention) const;
  // Of what `satisfies:` names; those that ensign.yaml does not declare are text.
  Value::List requirements(const std::vector<Spanned<std::string>>& ids) const;
  // Documents that live elsewhere, or in the repository.
  Value document(const model::LinkedDocument& document) const;
  Value file(FileId file) const;  // the path in the repository and the page that shows it
  // An address that a person gave: a link when it is one of the web or a file with a page, text
  // otherwise.
  Value address(const std::string& url) const;
  Value::List addresses(const std::vector<std::string>& urls) const;

  Html words(const Words& words) const;
  Html condition(const model::Condition& condition) const;
  Html serve(const model::Flag& flag, const model::Serve& serve) const;
  // All words of it, for search; none on an open site.
  std::string plain(const syntax::Markdown& text) const;
  // What people wrote in `file`, with relative links turned to pages. `id_prefix` stands before the
  // ids of its headings, so that they never meet those of the page. An open site shows none of it.
  Html prose(const syntax::Markdown& text, FileId file, int top_level,
             std::string id_prefix = "text-") const;

 private:
  const Facts& facts_;
  std::string path_;
};

Value time_value(Date date);  // for `_time.html`: {iso, text}
Value time_value(Instant instant);
Value no_time();

// `{what, link}` of each, for the partial `_mentions.html`.
Value::List mentions_value(const Desk& desk, const Mentions& mentions);

// What has a title of its own, and a name where it has none.
const std::string& title_or(const std::string& title, const std::string& name);

// The anchor of a stage on the page of its plan; of a level on the page of the ladder.
std::string stage_anchor(const model::Stage& stage);
std::string level_anchor(const model::KillLevel& level);
std::string role_anchor(const model::Role& role);

}  // namespace ensign::emit::pages
