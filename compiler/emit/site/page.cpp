#include "emit/site/page.h"

#include <fmt/format.h>

#include "emit/page/escape.h"
#include "emit/page/links.h"
#include "emit/page/markdown_html.h"

namespace ensign::emit::pages {
namespace {

Value text_link(std::string_view text, std::string href) {
  return Value::map({{"text", text}, {"href", std::move(href)}});
}

Value nowhere() { return text_link("", {}); }

// Before the ids of headings that people wrote, on the page of their file.
constexpr std::string_view prose_prefix = "text-";

bool is_governed(const model::Layout& layout, const std::string& path) {
  for (const auto& root : {layout.flags, layout.releases, layout.rollbacks, layout.trust}) {
    if (path.starts_with(root + "/")) return true;
  }
  return false;
}

void append_plain(std::string& out, const syntax::Markdown& node) {
  out.append(node.literal).append(" ");
  for (const syntax::Markdown& child : node.children) append_plain(out, child);
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
  return link(title_or(plan.title, *plan.id), facts_.path(plan));
}

Value Desk::plan(const std::optional<model::Ref<model::Plan>>& ref) const {
  if (!ref) return nowhere();
  return ref->id ? plan(model().at(*ref->id)) : text_link(*ref->name, {});
}

Value Desk::stage(const model::Plan& plan, const model::Stage& stage) const {
  return link(title_or(stage.title, *stage.id), facts_.stage_path(plan, stage));
}

Value Desk::playbook(const model::Playbook& playbook) const {
  if (facts_.open) return nowhere();
  return link(title_or(playbook.title, playbook.path), facts_.path(playbook));
}

Value Desk::playbook(const std::optional<model::Ref<model::Playbook>>& ref) const {
  if (!ref || facts_.open) return nowhere();
  return ref->id ? playbook(model().at(*ref->id)) : text_link(*ref->name, {});
}

Value Desk::release(const model::Release& release) const {
  return link(*release.version, facts_.path(release));
}

Value Desk::segment(const std::optional<model::Ref<model::Segment>>& ref) const {
  if (!ref || facts_.open) return nowhere();
  if (!ref->id) return text_link(*ref->name, {});
  const model::Segment& segment = model().at(*ref->id);
  return link(title_or(segment.title, *segment.name), facts_.path(segment));
}

Value Desk::level(Id<model::KillLevel> id) const {
  if (facts_.open) return nowhere();
  const model::KillLevel& level = model().at(id);
  return link(level.title.empty() ? *level.id : fmt::format("{} {}", *level.id, level.title),
              facts_.level_path(level));
}

Value Desk::owner(const model::Owner& owner) const {
  if (facts_.open) return nowhere();
  if (owner.team) {
    const model::Team& team = model().at(*owner.team);
    return link(title_or(team.title, *team.id), facts_.path(team));
  }
  if (owner.person) {
    const model::Person& person = model().at(*owner.person);
    return link(title_or(person.name, *person.id), facts_.path(person));
  }
  return text_link(*owner.name, {});
}

Value Desk::person(const model::Ref<model::Person>& ref) const {
  if (facts_.open) return nowhere();
  if (!ref.id) return text_link(*ref.name, {});
  const model::Person& person = model().at(*ref.id);
  return link(title_or(person.name, *person.id), facts_.path(person));
}

Value Desk::role(const std::optional<model::Ref<model::Role>>& ref) const {
  if (!ref || facts_.open) return nowhere();
  if (!ref->id) return text_link(*ref->name, {});
  const model::Role& role = model().at(*ref->id);
  return link(title_or(role.title, *role.id), "people/index.html#" + role_anchor(role));
}

Value::List Desk::roles(const std::vector<model::Ref<model::Role>>& refs) const {
  Value::List list;
  if (facts_.open) return list;
  for (const auto& ref : refs) list.push_back(role(ref));
  return list;
}

Value Desk::rule(const report::RuleInfo& info) const {
  if (facts_.open) return nowhere();
  const RulePage* page = facts_.rule(info.id);
  return link(fmt::format("{} {}", info.id, info.name), page ? facts_.path(*page) : std::string());
}

Value Desk::incident(const model::Incident& incident) const {
  return link(title_or(incident.title, *incident.id), facts_.path(incident));
}

Value Desk::group(const model::Group& group) const {
  return link(title_or(group.title, *group.name), facts_.path(group));
}

Value Desk::drill(const model::Drill& drill) const {
  return link(title_or(drill.title, *drill.id), facts_.path(drill));
}

Value Desk::release(const model::Ref<model::Release>& ref) const {
  return ref.id ? release(model().at(*ref.id)) : text_link(*ref.name, {});
}

Value Desk::level(const std::optional<model::Ref<model::KillLevel>>& ref) const {
  if (!ref || facts_.open) return nowhere();
  return ref->id ? level(*ref->id) : text_link(*ref->name, {});
}

Value Desk::evidence(const std::optional<model::Ref<model::Evidence>>& ref) const {
  if (!ref || facts_.open) return nowhere();
  const model::Evidence* known = facts_.evidence(ref);
  return link(*ref->name, known ? facts_.path(*known) : std::string());
}

Value Desk::environment(std::string_view name) const {
  const model::Environment* known = model().config.environment(name);
  if (known == nullptr) return text_link(name, {});
  return link(title_or(known->title, *known->name),
              facts_.open ? std::string() : "environments.html#" + anchor("environment-", name));
}

Value Desk::mention(const Mention& mention) const {
  return Value::map({{"what", mention.what}, {"link", link(mention.text, mention.path)}});
}

Value::List Desk::requirements(const std::vector<Spanned<std::string>>& ids) const {
  Value::List list;
  if (facts_.open) return list;
  for (const auto& id : ids) {
    std::string target;
    for (const model::DeclaredRequirement& requirement : model().config.requirements) {
      if (*requirement.id == *id) target = facts_.path(requirement);
    }
    list.push_back(link(*id, target));
  }
  return list;
}

Value Desk::document(const model::LinkedDocument& document) const {
  if (facts_.open) return nowhere();
  Value value = address(*document.link);
  const std::string* href = value.find("href")->text();
  const std::string text =
      href->empty() ? fmt::format("{} ({})", *document.title, *document.link) : *document.title;
  value.set("text", text);
  return value;
}

Value Desk::file(FileId file) const {
  if (facts_.open) return nowhere();
  return link(model().path(file), facts_.page_of(file));
}

Value Desk::address(const std::string& url) const {
  if (facts_.open) return nowhere();
  if (is_web_address(url)) return text_link(url, url);
  const auto page = facts_.page_of(url);
  return link(url, page ? *page : std::string());
}

Value::List Desk::addresses(const std::vector<std::string>& urls) const {
  Value::List list;
  if (facts_.open) return list;
  for (const std::string& url : urls) list.push_back(address(url));
  return list;
}

Html Desk::words(const Words& words) const { return inline_html(words.paragraph(), {}); }

Html Desk::condition(const model::Condition& condition) const {
  return words(condition_words(model(), condition, segment_address, this));
}

Html Desk::serve(const model::Flag& flag, const model::Serve& serve) const {
  return words(serve_words(model(), flag, serve));
}

std::string Desk::plain(const syntax::Markdown& text) const {
  std::string out;
  if (!facts_.open) append_plain(out, text);
  return out;
}

Html Desk::prose(const syntax::Markdown& text, FileId file, int top_level,
                 std::string id_prefix) const {
  if (facts_.open) return {};
  MarkdownPlace place{.top_level = top_level, .id_prefix = std::move(id_prefix), .relative = {}};
  // A file that has no page is named, not linked. A governed file that does not exist keeps its
  // address, so that the check of all links reports it.
  place.relative = [&](std::string_view url) -> std::optional<std::string> {
    const std::size_t hash = std::min(url.find('#'), url.size());
    const std::string target = resolved_path(model().path(file), url.substr(0, hash));
    const auto page = facts_.page_of(target);
    if (!page && is_governed(model().config.layout, target)) return to(target);
    if (!page || page->empty()) return std::nullopt;
    // What shares a page with others has its place there, whatever the link says.
    const bool shared = page->find('#') != std::string::npos;
    if (hash == url.size() || shared) return to(*page);
    return to(fmt::format("{}#{}{}", *page, prose_prefix, url.substr(hash + 1)));
  };
  return markdown_html(text, place);
}

Value::List mentions_value(const Desk& desk, const Mentions& mentions) {
  Value::List list;
  for (const Mention& mention : mentions) list.push_back(desk.mention(mention));
  return list;
}

const std::string& title_or(const std::string& title, const std::string& name) {
  return title.empty() ? name : title;
}

Value time_value(Date date) {
  return Value::map({{"iso", to_string(date)}, {"text", to_string(date)}});
}

Value time_value(Instant instant) {
  const std::string iso = to_string(instant);
  return Value::map({{"iso", iso}, {"text", iso.substr(0, 10) + " " + iso.substr(11, 5) + " UTC"}});
}

Value no_time() { return Value::map({{"iso", ""}, {"text", ""}}); }

std::string stage_anchor(const model::Stage& stage) { return anchor("stage-", *stage.id); }
std::string level_anchor(const model::KillLevel& level) { return anchor("", *level.id); }
std::string role_anchor(const model::Role& role) { return anchor("role-", *role.id); }

}  // namespace ensign::emit::pages
