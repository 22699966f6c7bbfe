// policy.html and rules/<id>.html: what is asked of the repository, and what is found in it.
#include <fmt/format.h>

#include "emit/page/markdown_html.h"
#include "emit/site/findings.h"
#include "emit/site/pages.h"
#include "emit/site/policy_words.h"

namespace ensign::emit::pages {
namespace {

std::string_view class_words(report::RuleClass rule_class) {
  switch (rule_class) {
    case report::RuleClass::unsound:
      return "nothing is published";
    case report::RuleClass::unapproved:
      return "the entry stays as it was published";
    case report::RuleClass::late:
      return "nothing; it is listed as a debt";
    case report::RuleClass::advice:
      return "nothing";
  }
  return "nothing";
}

Value rule_value(const Desk& desk, const RulePage& rule, std::size_t count) {
  return Value::map({{"link", desk.link(rule.id, desk.facts().path(rule))},
                     {"name", rule.name},
                     {"blocks", rule.info ? class_words(rule.info->rule_class) : ""},
                     {"found", count == 0 ? std::string() : std::to_string(count)}});
}

Value::List findings_of(const Desk& desk, std::string_view rule) {
  Value::List list;
  for (const report::Finding* finding : open_findings(desk.facts())) {
    if (rule.empty() || finding->rule->id == rule) list.push_back(finding_value(desk, *finding));
  }
  return list;
}

// The rule's page without its title, which is the title of this page.
syntax::Markdown body_of(const RulePage& rule) {
  syntax::Markdown text = syntax::parse_markdown(FileId{}, rule.text, 0);
  if (!text.children.empty() && text.children.front().kind == syntax::Markdown::Kind::heading) {
    text.children.erase(text.children.begin());
  }
  return text;
}

}  // namespace

Page policy_page(const Facts& facts) {
  const Desk desk(facts, "policy.html");
  std::map<std::string_view, std::size_t> counts;
  for (const report::Finding* finding : open_findings(facts)) ++counts[finding->rule->id];
  Value::List rules;
  for (const RulePage& rule : facts.rules) rules.push_back(rule_value(desk, rule, counts[rule.id]));
  Page page{.path = desk.path(),
            .kind = "policy",
            .form = "policy.html",
            .section = "policy.html",
            .title = "Policy",
            .description = "What is asked of this repository, by whom, and what is found in it."};
  page.data.set("findings", findings_of(desk, {}));
  page.data.set("rules", std::move(rules));
  page.data.set("asked", policy_value(desk));
  return page;
}

Page rule_page(const Facts& facts, const RulePage& rule) {
  const Desk desk(facts, facts.path(rule));
  Page page{
      .path = desk.path(),
      .kind = "rule",
      .form = "rule.html",
      .section = "policy.html",
      .title = fmt::format("{} {}", rule.id, rule.name),
      .description = fmt::format("What the rule {} asks, why, and how to satisfy it.", rule.name),
      .crumbs = {{"Policy", "policy.html"}}};
  const MarkdownPlace place{.top_level = 2, .id_prefix = "text-", .relative = [](std::string_view) {
                              return std::optional<std::string>();
                            }};
  page.data.set("blocks", rule.info ? class_words(rule.info->rule_class) : "");
  const syntax::Markdown body = body_of(rule);
  page.text = desk.plain(body);
  page.data.set("text", markdown_html(body, place));
  page.data.set("findings", findings_of(desk, rule.id));
  return page;
}

}  // namespace ensign::emit::pages
