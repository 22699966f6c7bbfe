// expiry.html: when flags end, month by month, the overdue first; and those that never do.
#include <algorithm>
#include <map>

#include "emit/site/pages.h"

namespace ensign::emit::pages {
namespace {

Value row(const Desk& desk, std::uint32_t index) {
  const model::Flag& flag = desk.model().flags[index];
  Value value = Value::map({{"link", desk.flag(id_at<model::Flag>(index))},
                            {"title", flag.title},
                            {"owner", desk.owner(flag.owner)},
                            {"state", state_value(expiry_state(flag, desk.facts().today))}});
  value.set("date", flag.expires ? time_value(**flag.expires) : no_time());
  value.set("reason", flag.permanent ? desk.words(marked(**flag.permanent)) : Html());
  value.set("extended", flag.extensions.empty()
                            ? std::string()
                            : plural(flag.extensions.size(), "extension", "extensions"));
  return value;
}

}  // namespace

Page expiry_page(const Facts& facts) {
  const Desk desk(facts, "expiry.html");
  const auto& flags = facts.model.flags;
  std::vector<std::uint32_t> dated;
  Value::List permanent, undated, months;
  for (std::uint32_t i = 0; i < flags.size(); ++i) {
    if (flags[i].expires)
      dated.push_back(i);
    else
      (flags[i].permanent ? permanent : undated).push_back(row(desk, i));
  }
  std::sort(dated.begin(), dated.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(**flags[a].expires, a) < std::pair(**flags[b].expires, b);
  });
  std::map<std::string, Value::List> by_month;  // "" holds what is overdue
  for (const std::uint32_t index : dated) {
    const Date end = **flags[index].expires;
    by_month[end < facts.today ? "" : to_string(end).substr(0, 7)].push_back(row(desk, index));
  }
  for (auto& [month, rows] : by_month) {
    Value value = Value::map({{"title", month.empty() ? "Overdue" : month}});
    value.set("flags", std::move(rows));
    months.push_back(std::move(value));
  }
  Page page{.path = desk.path(),
            .kind = "expiry",
            .form = "expiry.html",
            .section = "expiry.html",
            .title = "Expiry",
            .description = "When flags end, month by month, and which never do."};
  page.data.set("months", std::move(months));
  page.data.set("undated", std::move(undated));
  page.data.set("permanent", std::move(permanent));
  return page;
}

}  // namespace ensign::emit::pages
