// profiles/index.html and profiles/<name>.html: states of a whole environment that are known to
// work.
#include <fmt/format.h>

#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

State verified_state(const model::Profile& profile) {
  if (!profile.verified) return {"none", "?", "not verified"};
  return {"on", "✓", "verified " + to_string(*profile.verified->on)};
}

// What the profile would serve beside what is served now.
Value::List serves(const Desk& desk, const model::Profile& profile) {
  Value::List list;
  for (const auto& [ref, variant] : profile.serves) {
    const model::Flag* flag = ref.id ? &desk.model().at(*ref.id) : nullptr;
    Value value = Value::map({{"link", desk.flag(ref)}});
    const State none{"none", "–", *variant};
    value.set("serve", state_value(flag ? variant_state(*flag, *variant) : none));
    value.set("now", state_value(flag ? flag_state(*flag, flag->environment(*profile.environment))
                                      : none));
    list.push_back(std::move(value));
  }
  return list;
}

Value summary(const Desk& desk, const model::Profile& profile) {
  return Value::map(
      {{"link", desk.link(title_or(profile.title, *profile.name), desk.facts().path(profile))},
       {"environment", desk.environment(*profile.environment)},
       {"verified", state_value(verified_state(profile))},
       {"count", plural(profile.serves.size(), "flag", "flags")},
       {"owner", desk.owner(profile.owner)}});
}

}  // namespace

Page profiles_page(const Facts& facts) {
  const Desk desk(facts, "profiles/index.html");
  Value::List profiles;
  for (const auto& profile : facts.model.profiles) profiles.push_back(summary(desk, profile));
  Page page{.path = desk.path(),
            .kind = "profiles",
            .form = "profiles.html",
            .section = "flags/index.html",
            .title = "Profiles",
            .description = "Known states of an environment that people can go back to.",
            .crumbs = {{"Flags", "flags/index.html"}}};
  page.data.set("profiles", std::move(profiles));
  return page;
}

Page profile_page(const Facts& facts, const model::Profile& profile) {
  const Desk desk(facts, facts.path(profile));
  Page page{.path = desk.path(),
            .kind = "profile",
            .form = "profile.html",
            .section = "flags/index.html",
            .title = title_or(profile.title, *profile.name),
            .description = fmt::format("What the profile {} serves.", *profile.name),
            .crumbs = {{"Flags", "flags/index.html"}, {"Profiles", "profiles/index.html"}}};
  page.data = summary(desk, profile);
  FactRows rows(desk);
  rows.code("Name", *profile.name);
  rows.link("Environment", desk.environment(*profile.environment));
  rows.link("Owner", desk.owner(profile.owner));
  if (profile.verified) {
    rows.when("Verified", *profile.verified->on);
    rows.link("Evidence", desk.evidence(profile.verified->evidence));
  }
  page.data.set("facts", rows.take());
  page.data.set("serves", serves(desk, profile));
  page.data.set("source", facts.model.path(profile.file));
  return page;
}

}  // namespace ensign::emit::pages
