// flags/<key>.html: first how to stop it, then who gets it, then everything else that is known.
#include <fmt/format.h>

#include "emit/site/findings.h"
#include "emit/site/flag_facets.h"
#include "emit/site/flag_parts.h"
#include "emit/site/pages.h"
#include "emit/site/progress.h"

namespace ensign::emit::pages {
namespace {

Value facts_line(const Desk& desk, Id<model::Flag> id) {
  const Facts& facts = desk.facts();
  const model::Flag& flag = facts.model.at(id);
  Value value = Value::map({{"risk", state_value(risk_state(*flag.risk))},
                            {"risk_words", risk_words(*flag.risk)},
                            {"type", model::spelling(*flag.type)},
                            {"owner", desk.owner(flag.owner)},
                            {"expiry", state_value(expiry_state(flag, facts.today))}});
  value.set("expires", flag.expires ? time_value(**flag.expires) : no_time());
  const bool told = flag.permanent && !facts.open;
  value.set("permanent", told ? Value(desk.words(marked(**flag.permanent))) : Value(""));
  const model::Plan* plan = stage_of(facts, id).plan;
  value.set("standing", plan ? standing_value(desk, *plan)
                             : Value::map({{"words", ""}, {"link", desk.link("", "")}}));
  value.set("list", desk.link("", list_path("type", model::spelling(*flag.type))));
  const model::FlagEnvironment* production = flag.environment(facts.production());
  value.set("production", facts.production());
  value.set("state", state_value(flag_state(flag, production)));
  return value;
}

}  // namespace

Page flag_page(const Facts& facts, Id<model::Flag> id) {
  const model::Flag& flag = facts.model.at(id);
  const Desk desk(facts, facts.path(flag));
  Page page{.path = desk.path(),
            .kind = "flag",
            .form = "flag.html",
            .section = "flags/index.html",
            .title = title_or(flag.title, *flag.key),
            .description = fmt::format("{}: who gets it, how to stop it, who owns it.", *flag.key),
            .crumbs = {{"Flags", "flags/index.html"}}};
  Value& data = page.data;
  data.set("key", *flag.key);
  data.set("about", facts_line(desk, id));
  data.set("stop", stop_value(desk, flag, facts.flag_uses[id.index]));
  data.set("environments", environments_value(desk, flag));
  data.set("fallback", fallback_value(desk, flag));
  data.set("uses", uses_value(desk, flag, facts.flag_uses[id.index]));
  data.set("group", group_value(desk, flag));
  data.set("details", details_value(desk, flag));
  data.set("tests", tests_value(desk, flag));
  data.set("prose", desk.prose(flag.prose, flag.file, 3));
  Value::List findings;
  for (const report::Finding* finding : findings_in(facts, flag.file)) {
    if (facts.open) break;
    findings.push_back(finding_value(desk, *finding));
  }
  data.set("findings", std::move(findings));
  if (!facts.open) page.text = flag.description + " " + desk.plain(flag.prose);
  if (flag.fallback) page.text += " " + flag.fallback->badge + " " + flag.fallback->reason;
  data.set("source", facts.model.path(flag.file));
  return page;
}

}  // namespace ensign::emit::pages
