// Model values as people read them: conditions, splits, thresholds, times.
#pragma once

#include <string>
#include <string_view>

#include "emit/page/prose.h"
#include "model/model.h"

namespace ensign::emit {

// Where a segment is described, as an address for the page at hand; an empty result: no link.
using SegmentAddress = std::string (*)(const void* page, const model::Segment& segment);

// "user.email ends with `@example.com` and workspace is in Pilot organisations". An empty condition
// is "everyone". Segments link to `address(page, segment)` where that is given.
Words condition_words(const model::Model& model, const model::Condition& condition,
                      SegmentAddress address = nullptr, const void* page = nullptr);

// "`on`", or "50 % of workspaces `on`, 50 % `off`".
Words serve_words(const model::Model& model, const model::Flag& flag, const model::Serve& serve);

// "rises by at most 0.1 percentage points over its baseline within 48 hours".
std::string threshold_words(const model::Threshold& threshold, std::string_view unit);

std::string percent_words(std::int64_t thousandths);         // of a weight: "12.5 %"
std::string number_words(double value);                      // "0.001", "42"
std::string duration_words(std::int64_t seconds);            // "48 hours", "3 days", "1 week"
std::string range_words(const model::DurationRange& range);  // "2 to 3 days"
std::string days_words(std::int64_t days);                   // "in 14 days", "today", "3 days ago"
std::string plural(std::size_t count, std::string_view one, std::string_view many);  // "1 flag"

// JSON as it is written in a sentence or a cell: strings without quotes where nothing else fits.
std::string value_words(const Json& value);

// "kill-switch" to "kill switch", "sign-off" to "sign-off": spelling of a vocabulary for a reader.
std::string risk_words(model::Risk risk);  // "L2 core logic"

}  // namespace ensign::emit
