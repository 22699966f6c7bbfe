// Ends of a stretch of time, and times of a day.
#include <fmt/format.h>

#include "model/rules.h"
#include "model/values.h"

namespace ensign::model {
namespace {

Read<Instant> read_edge(const Node& node, Instant (*of_day)(Date), Report& report) {
  if (!node.is_scalar()) {
    report_wrong_type(node, "a date or a moment", report);
    return std::nullopt;
  }
  if (const auto instant = parse_instant(node.text)) return Spanned<Instant>{*instant, node.span};
  if (const auto date = parse_date(node.text)) return Spanned<Instant>{of_day(*date), node.span};
  report.add(invalid_date, node.span, fmt::format("`{}` is neither a date nor a moment", node.text),
             "write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ`; both are UTC");
  return std::nullopt;
}

}  // namespace

Read<Instant> read_beginning(const Node& node, Report& report) {
  return read_edge(node, start_of, report);
}

Read<Instant> read_end(const Node& node, Report& report) { return read_edge(node, end_of, report); }

Read<std::int64_t> read_time_of_day(const Node& node, Report& report) {
  if (!node.is_scalar()) {
    report_wrong_type(node, "a time of day", report);
    return std::nullopt;
  }
  // The same rules as those of a moment: two digits each, below 24 and 60.
  const auto of_first_day = parse_instant("1970-01-01T" + node.text + ":00Z");
  if (of_first_day) return Spanned<std::int64_t>{of_first_day->seconds, node.span};
  report.add(invalid_date, node.span, fmt::format("`{}` is not a time of day", node.text),
             "times are UTC, `HH:MM` from `00:00` to `23:59`");
  return std::nullopt;
}

}  // namespace ensign::model
