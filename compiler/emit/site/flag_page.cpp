// flags/<key>.html: first how to stop it, then who gets it, then everything else that is known.
#include <fmt/format.h>

#include "emit/site/findings.h"
#include "emit/site/flag_parts.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

std::string headline(const model::Flag& flag) {
  return flag.title.empty() ? *flag.key : flag.title;
}

Value facts_line(const Desk& desk, const model::Flag& flag) {
  const Facts& facts = desk.facts();
  Value value = Value::map({{"risk", state_value(risk_state(*flag.risk))},
                            {"risk_words", risk_words(*flag.risk)},
                            {"type", model::spelling(*flag.type)},
                            {"owner", desk.owner(flag.owner)},
                            {"expiry", state_value(expiry_state(flag, facts.today))}});
  value.set("expires", flag.expires ? time_value(**flag.expires) : no_time());
  value.set("permanent", flag.permanent ? **flag.permanent : std::string());
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
            .title = headline(flag),
            .description = fmt::format("{}: who gets it, how to stop it, who owns it.", *flag.key),
            .crumbs = {{"Flags", "flags/index.html"}}};
  Value& data = page.data;
  data.set("key", *flag.key);
  data.set("about", facts_line(desk, flag));
  data.set("stop", stop_value(desk, flag, facts.flag_uses[id.index]));
  data.set("environments", environments_value(desk, flag));
  data.set("fallback", fallback_value(desk, flag));
  data.set("uses", uses_value(desk, flag, facts.flag_uses[id.index]));
  data.set("details", details_value(desk, flag));
  data.set("tests", tests_value(flag));
  data.set("prose", desk.prose(flag.prose, flag.file, 3));
  Value::List findings;
  for (const report::Finding* finding : findings_in(facts, flag.file)) {
    findings.push_back(finding_value(desk, *finding));
  }
  data.set("findings", std::move(findings));
  data.set("source", facts.model.path(flag.file));
  return page;
}

}  // namespace ensign::emit::pages
