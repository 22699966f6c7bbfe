// environments.html: what ensign.yaml says of the project: environments, channels, targets,
// attributes, scopes, and how the code asks for flags.
#include <fmt/format.h>

#include "emit/site/pages.h"
#include "emit/site/rows.h"

namespace ensign::emit::pages {
namespace {

std::string promotion_words(const std::optional<Spanned<model::Promotion>>& promotion) {
  return promotion ? std::string(model::spelling(**promotion)) : std::string();
}

Value environment_value(const Desk& desk, const model::Environment& environment) {
  Value::List channels;
  for (const model::Channel& channel : desk.model().config.channels) {
    for (const auto& name : channel.environments) {
      if (*name == *environment.name) channels.push_back(desk.link(*channel.name, ""));
    }
  }
  Value value = Value::map(
      {{"anchor", anchor("environment-", *environment.name)},
       {"name", *environment.name},
       {"title", environment.title},
       {"state", state_value(environment.is_protected ? State{"on", "✓", "protected"}
                                                      : State{"none", "–", "not protected"})},
       {"promotion", promotion_words(environment.promotion)},
       {"accounts", environment.accounts},
       {"description", desk.words(marked(environment.description))}});
  return value.set("channels", std::move(channels));
}

Value channel_value(const Desk& desk, const model::Channel& channel) {
  Value::List environments;
  for (const auto& name : channel.environments) environments.push_back(desk.environment(*name));
  Value value = Value::map({{"name", *channel.name},
                            {"title", channel.title},
                            {"promotion", promotion_words(channel.promotion)},
                            {"access", channel.access}});
  return value.set("environments", std::move(environments));
}

Value target_value(const Desk& desk, const model::Target& target) {
  Value::List environments, chosen;
  for (const auto& name : target.environments) environments.push_back(desk.environment(*name));
  for (const auto& flag : target.flags) chosen.push_back(desk.flag(flag));
  for (const auto& area : target.areas) chosen.push_back(desk.link("area " + *area, ""));
  if (target.exposure) {
    chosen.push_back(
        desk.link(fmt::format("flags for the {}", model::spelling(**target.exposure)), ""));
  }
  if (chosen.empty()) chosen.push_back(desk.link("all flags", ""));
  Words known;
  for (const model::KnownAttribute& attribute : target.known) {
    known.text(known.empty() ? "" : ", ").text(*attribute.name + " is ");
    known.code(value_words(*attribute.value));
  }
  Value value = Value::map({{"name", *target.name},
                            {"title", title_or(target.title, *target.name)},
                            {"known", desk.words(known)}});
  value.set("environments", std::move(environments));
  return value.set("chosen", std::move(chosen));
}

Value attribute_value(const Desk& desk, const model::Attribute& attribute) {
  Words values;
  for (const Json& value : attribute.values) {
    values.text(values.empty() ? "" : ", ").code(value_words(value));
  }
  std::vector<std::string_view> marks;
  if (attribute.required) marks.push_back("always passed");
  if (attribute.ascii) marks.push_back("ASCII");
  if (attribute.personal) marks.push_back("personal data");
  return Value::map({{"name", *attribute.name},
                     {"type", model::spelling(attribute.type)},
                     {"values", desk.words(values)},
                     {"marks", marks.empty() ? std::string() : listed_words(marks)},
                     {"description", desk.words(marked(attribute.description))}});
}

Value scope_value(const Desk& desk, const model::Scope& scope) {
  return Value::map({{"name", *scope.name},
                     {"attribute", scope.attribute ? **scope.attribute : std::string()},
                     {"description", desk.words(marked(scope.description))}});
}

void add_names(FactRows& rows, std::string_view name,
               const std::vector<Spanned<std::string>>& names) {
  rows.add(name, listed(names));
}

Value::List code_rows(const Desk& desk) {
  const model::Code& code = desk.model().config.code;
  FactRows rows(desk);
  add_names(rows, "Functions", code.functions);
  add_names(rows, "Decorators", code.decorators);
  add_names(rows, "Components", code.components);
  add_names(rows, "Constants", code.constants);
  if (code.environment) rows.code("Environment variables", **code.environment);
  add_names(rows, "Searched", code.paths);
  add_names(rows, "Passed over", code.ignore);
  add_names(rows, "Tests of the product", code.tests);
  return rows.take();
}

Value::List project_rows(const Desk& desk) {
  const model::Config& config = desk.model().config;
  FactRows rows(desk);
  rows.code("Project", *config.project);
  rows.add("Name", *config.name);
  rows.add("A bundle lives", duration_words(config.bundle_lifetime_seconds));
  if (config.propagation_seconds) {
    rows.add("A change arrives within", duration_words(**config.propagation_seconds));
  }
  if (config.key_pattern) rows.code("Keys look like", **config.key_pattern);
  std::vector<std::string_view> outputs;
  for (const auto& output : config.outputs) outputs.push_back(model::spelling(*output));
  if (!outputs.empty()) rows.add("Further outputs", listed_words(outputs));
  if (config.adopted) {
    rows.add("Ensign since",
             fmt::format("{}, with time for what is older until {}", to_string(*config.adopted->on),
                         to_string(*config.adopted->until)));
  }
  return rows.take();
}

}  // namespace

Page environments_page(const Facts& facts) {
  const Desk desk(facts, "environments.html");
  const model::Config& config = facts.model.config;
  Value::List environments, channels, targets, attributes, scopes;
  for (const auto& one : config.environments) environments.push_back(environment_value(desk, one));
  for (const auto& one : config.channels) channels.push_back(channel_value(desk, one));
  for (const auto& one : config.targets) targets.push_back(target_value(desk, one));
  for (const auto& one : config.attributes) attributes.push_back(attribute_value(desk, one));
  for (const auto& one : config.scopes) scopes.push_back(scope_value(desk, one));
  Page page{.path = desk.path(),
            .kind = "environments",
            .form = "environments.html",
            .section = "flags/index.html",
            .title = "Environments",
            .description = "Environments, channels, targets and what rules may ask for.",
            .crumbs = {{"Flags", "flags/index.html"}}};
  Value& data = page.data;
  data.set("facts", project_rows(desk));
  data.set("environments", std::move(environments));
  data.set("channels", std::move(channels));
  data.set("targets", std::move(targets));
  data.set("attributes", std::move(attributes));
  data.set("scopes", std::move(scopes));
  data.set("code", code_rows(desk));
  data.set("source", config.span.end > 0 ? facts.model.path(config.span.file) : std::string());
  return page;
}

}  // namespace ensign::emit::pages
