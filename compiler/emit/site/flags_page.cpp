// flags/index.html: every flag in one table, what needs a person first, then what ends soonest.
#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <tuple>

#include "emit/site/findings.h"
#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

struct Row {
  bool calm = true;  // no error and no warning
  std::int32_t end = 0;
  std::uint32_t flag = 0;
};

std::vector<Row> ordered_rows(const Facts& facts) {
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < facts.model.flags.size(); ++i) {
    const model::Flag& flag = facts.model.flags[i];
    const std::int32_t never = Date{std::numeric_limits<std::int32_t>::max()}.days;
    rows.push_back(
        {findings_in(facts, flag.file).empty(), flag.expires ? (*flag.expires)->days : never, i});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tuple(a.calm, a.end, a.flag) < std::tuple(b.calm, b.end, b.flag);
  });
  return rows;
}

Value row_value(const Desk& desk, const Row& row) {
  const model::Model& model = desk.model();
  const model::Flag& flag = model.flags[row.flag];
  Value::List states;
  for (const model::Environment& environment : model.config.environments) {
    states.push_back(state_value(flag_state(flag, flag.environment(*environment.name))));
  }
  Value value = Value::map({{"link", desk.flag(id_at<model::Flag>(row.flag))},
                            {"title", flag.title},
                            {"attention", !row.calm},
                            {"type", model::spelling(*flag.type)},
                            {"risk", state_value(risk_state(*flag.risk))},
                            {"owner", desk.owner(flag.owner)},
                            {"expiry", state_value(expiry_state(flag, desk.facts().today))}});
  value.set("expires", flag.expires ? time_value(**flag.expires) : no_time());
  value.set("states", std::move(states));
  return value;
}

}  // namespace

Page flags_page(const Facts& facts) {
  const Desk desk(facts, "flags/index.html");
  Value::List rows, environments;
  const std::vector<Row> ordered = ordered_rows(facts);
  for (const Row& row : ordered) rows.push_back(row_value(desk, row));
  for (const auto& environment : facts.model.config.environments) {
    environments.push_back(environment.title.empty() ? *environment.name : environment.title);
  }
  const auto attention = static_cast<std::size_t>(
      std::count_if(ordered.begin(), ordered.end(), [](const Row& row) { return !row.calm; }));
  Page page{
      .path = desk.path(),
      .kind = "flags",
      .form = "flags.html",
      .section = "flags/index.html",
      .title = "Flags",
      .description = "Every feature flag with its owner, risk, end and state per environment."};
  page.data.set("count", plural(facts.model.flags.size(), "flag", "flags"));
  page.data.set("attention", attention == 0 ? std::string() : std::to_string(attention));
  page.data.set("environments", std::move(environments));
  page.data.set("flags", std::move(rows));
  const bool any_retired = !facts.model.tombstones.empty();
  page.data.set("retired",
                any_retired ? desk.link("Retired flags", retired_path) : desk.link("", ""));
  return page;
}

}  // namespace ensign::emit::pages
