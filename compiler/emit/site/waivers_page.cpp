// waivers.html: which rules do not bind what, until when, and who said so.

#include "base/stable_sort.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

State waiver_state(const model::Waiver& waiver, Date today) {
  const std::int64_t days = waiver.expires->days - today.days;
  if (days < 0) return {"off", "○", "over since " + to_string(*waiver.expires)};
  return {days <= 7 ? "part" : "none", "◷", "ends " + days_words(days)};
}

// `flag/KEY`, `flag/KEY@ENVIRONMENT`, or the path of a file.
Value subject_link(const Desk& desk, const std::string& subject) {
  constexpr std::string_view prefix = "flag/";
  if (subject.starts_with(prefix)) {
    const std::string key = subject.substr(prefix.size(), subject.find('@') - prefix.size());
    const auto id = desk.model().flag(key);
    return desk.link(subject, id ? desk.facts().path(desk.model().at(*id)) : std::string());
  }
  const auto page = desk.facts().page_of(subject);
  return desk.link(subject, page ? *page : std::string());
}

Value rule_link(const Desk& desk, const std::string& id) {
  const RulePage* page = desk.facts().rule(id);
  return desk.link(page ? id + " " + page->name : id,
                   page ? desk.facts().path(*page) : std::string());
}

Value waiver_value(const Desk& desk, const model::Waiver& waiver) {
  Value value = Value::map({{"anchor", anchor("waiver-", *waiver.id)},
                            {"id", *waiver.id},
                            {"state", state_value(waiver_state(waiver, desk.facts().today))},
                            {"rule", rule_link(desk, *waiver.rule)},
                            {"subject", subject_link(desk, *waiver.subject)},
                            {"reason", desk.words(marked(*waiver.reason))},
                            {"owner", desk.owner(waiver.owner)},
                            {"created", time_value(*waiver.created)},
                            {"expires", time_value(*waiver.expires)},
                            {"source", desk.model().path(waiver.file)}});
  const model::Waiver* renewed = waiver.renews && waiver.renews->id
                                     ? &desk.model().waivers[waiver.renews->id->index]
                                     : nullptr;
  value.set("renews", renewed ? desk.link(*renewed->id, desk.facts().path(*renewed))
                              : desk.link(waiver.renews ? *waiver.renews->name : "", ""));
  value.set("approved", waiver.approved ? desk.person(*waiver.approved) : desk.link("", ""));
  return value;
}

}  // namespace

Page waivers_page(const Facts& facts) {
  const Desk desk(facts, "waivers.html");
  std::vector<const model::Waiver*> ordered;
  for (const model::Waiver& waiver : facts.model.waivers) ordered.push_back(&waiver);
  stable_sort(ordered, [](const auto* a, const auto* b) { return *a->expires < *b->expires; });
  Value::List running, over;
  for (const model::Waiver* waiver : ordered) {
    (*waiver->expires < facts.today ? over : running).push_back(waiver_value(desk, *waiver));
  }
  Page page{.path = desk.path(),
            .kind = "waivers",
            .form = "waivers.html",
            .section = "policy.html",
            .title = "Waivers",
            .description = "Rules that do not bind something for a while, and why.",
            .crumbs = {{"Policy", "policy.html"}}};
  page.data.set("any", !ordered.empty());
  page.data.set("running", std::move(running));
  page.data.set("over", std::move(over));
  return page;
}

}  // namespace ensign::emit::pages
