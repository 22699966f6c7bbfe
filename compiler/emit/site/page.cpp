#include "emit/site/page.h"

#include <fmt/format.h>

#include "emit/page/escape.h"
#include "emit/page/links.h"
#include "emit/page/markdown_html.h"

namespace ensign::emit::pages {
namespace {

std::string first_of(const std::string& title, const std::string& name) {
  return title.empty() ? name : title;
}

Value text_link(std::string_view text, std::string href) {
  return Value::map({{"text", text}, {"href", std::move(href)}});
}

// Before the ids of headings that people wrote, so that they never meet those of the page.
constexpr std::string_view prose_prefix = "text-";

bool is_governed(const model::Layout& layout, const std::string& path) {
  for (const auto& root : {layout.flags, layout.releases, layout.rollbacks, layout.trust}) {
    if (path.starts_with(root + "/")) return true;
  }
  return false;
}

std::string segment_address(const void* desk, const model::Segment& segment) {
  const auto& at = *static_cast<const Desk*>(desk);
  return at.to(at.facts().path(segment));
}

}  // namespace

std::string Desk::to(std::string_view target) const { return relative_link(path_, target); }

Value Desk::link(std::string_view text, std::string_view target) const {
  return text_link(text, target.empty() ? std::string() : to(target));
}

Value Desk::flag(Id<model::Flag> id) const {
  return link(*model().at(id).key, facts_.path(model().at(id)));
}

Value Desk::flag(const model::Ref<model::Flag>& ref) const {
  return ref.id ? flag(*ref.id) : text_link(*ref.name, {});
}

Value Desk::plan(const model::Plan& plan) const {
  return link(first_of(plan.title, *plan.id), facts_.path(plan));
}

Value Desk::plan(const std::optional<model::Ref<model::Plan>>& ref) const {
  if (!ref) return text_link("", {});
  return ref->id ? plan(model().at(*ref->id)) : text_link(*ref->name, {});
}

Value Desk::stage(const model::Plan& plan, const model::Stage& stage) const {
  return link(first_of(stage.title, *stage.id), facts_.path(plan) + "#" + stage_anchor(stage));
}

Value Desk::playbook(const model::Playbook& playbook) const {
  return link(first_of(playbook.title, playbook.path), facts_.path(playbook));
}

Value Desk::playbook(const std::optional<model::Ref<model::Playbook>>& ref) const {
  if (!ref) return text_link("", {});
  return ref->id ? playbook(model().at(*ref->id)) : text_link(*ref->name, {});
}

Value Desk::release(const model::Release& release) const {
  return link(*release.version, facts_.path(release));
}

Value Desk::segment(const std::optional<model::Ref<model::Segment>>& ref) const {
  if (!ref) return text_link("", {});
  if (!ref->id) return text_link(*ref->name, {});
  const model::Segment& segment = model().at(*ref->id);
  return link(first_of(segment.title, *segment.name), facts_.path(segment));
}

Value Desk::level(Id<model::KillLevel> id) const {
  const model::KillLevel& level = model().at(id);
  return link(level.title.empty() ? *level.id : fmt::format("{} {}", *level.id, level.title),
              "kill-switches.html#" + level_anchor(level));
}

Value Desk::owner(const model::Owner& owner) const {
  if (owner.team) {
    const model::Team& team = model().at(*owner.team);
    return link(first_of(team.title, *team.id), facts_.path(team));
  }
  if (owner.person) {
    const model::Person& person = model().at(*owner.person);
    return link(first_of(person.name, *person.id), facts_.path(person));
  }
  return text_link(*owner.name, {});
}

Value Desk::person(const model::Ref<model::Person>& ref) const {
  if (!ref.id) return text_link(*ref.name, {});
  const model::Person& person = model().at(*ref.id);
  return link(first_of(person.name, *person.id), facts_.path(person));
}

Value Desk::role(const std::optional<model::Ref<model::Role>>& ref) const {
  if (!ref) return text_link("", {});
  if (!ref->id) return text_link(*ref->name, {});
  const model::Role& role = model().at(*ref->id);
  return link(first_of(role.title, *role.id), "people/index.html#" + role_anchor(role));
}

Value Desk::roles(const std::vector<model::Ref<model::Role>>& refs) const {
  Value::List list;
  for (const auto& ref : refs) list.push_back(role(ref));
  return list;
}

Value Desk::rule(const report::RuleInfo& info) const {
  const RulePage* page = facts_.rule(info.id);
  return link(fmt::format("{} {}", info.id, info.name), page ? facts_.path(*page) : std::string());
}

Value Desk::file(FileId file) const { return link(model().path(file), facts_.page_of(file)); }

Value Desk::address(const std::string& url) const {
  return text_link(url, is_web_address(url) ? url : std::string());
}

Html Desk::words(const Words& words) const { return inline_html(words.paragraph(), {}); }

Html Desk::condition(const model::Condition& condition) const {
  return words(condition_words(model(), condition, segment_address, this));
}

Html Desk::serve(const model::Flag& flag, const model::Serve& serve) const {
  return words(serve_words(model(), flag, serve));
}

Html Desk::prose(const syntax::Markdown& text, FileId file, int top_level) const {
  MarkdownPlace place{
      .top_level = top_level, .id_prefix = std::string(prose_prefix), .relative = {}};
  // A file that has no page is named, not linked. A governed file that does not exist keeps its
  // address, so that the check of all links reports it.
  place.relative = [&](std::string_view url) -> std::optional<std::string> {
    const std::size_t hash = std::min(url.find('#'), url.size());
    const std::string target = resolved_path(model().path(file), url.substr(0, hash));
    const auto page = facts_.page_of(target);
    if (!page && is_governed(model().config.layout, target)) return to(target);
    if (!page || page->empty()) return std::nullopt;
    if (hash == url.size()) return to(*page);
    return to(fmt::format("{}#{}{}", *page, prose_prefix, url.substr(hash + 1)));
  };
  return markdown_html(text, place);
}

Value time_value(Date date) {
  return Value::map({{"iso", to_string(date)}, {"text", to_string(date)}});
}

Value time_value(Instant instant) {
  const std::string iso = to_string(instant);
  return Value::map({{"iso", iso}, {"text", iso.substr(0, 10) + " " + iso.substr(11, 5) + " UTC"}});
}

Value no_time() { return Value::map({{"iso", ""}, {"text", ""}}); }

std::string stage_anchor(const model::Stage& stage) { return "stage-" + file_name(*stage.id); }
std::string level_anchor(const model::KillLevel& level) { return file_name(*level.id); }
std::string role_anchor(const model::Role& role) { return "role-" + file_name(*role.id); }

std::string stop_lines(const model::Model& model, const model::Flag& flag,
                       std::string_view environment) {
  if (!flag.fallback) return {};
  return fmt::format("# {}\nenvironments:\n  {}: {{ serve: {} }}\n", model.path(flag.file),
                     environment, *flag.fallback->serve);
}

}  // namespace ensign::emit::pages
