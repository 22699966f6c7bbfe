#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// Reasons of the OpenFeature specification that an evaluation here can give.
constexpr std::array<std::string_view, 6> reasons{"STATIC",  "TARGETING_MATCH", "SPLIT",
                                                  "DEFAULT", "DISABLED",        "ERROR"};

Read<std::string> read_reason(const Node& node, Report& report) {
  for (const std::string_view reason : reasons) {
    if (node.is_scalar() && node.text == reason) {
      return Spanned<std::string>{node.text, node.span};
    }
  }
  report_unknown_word(node, reasons, report);
  return std::nullopt;
}

// A test of a distribution makes one context for each of many users; their text is gone once it is
// evaluated, so it counts for less than that of a matrix.
constexpr std::size_t copies_of_a_distribution = 100;

std::optional<Distribution> read_distribution(const Node& node, const Variants& variants,
                                              Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  Distribution distribution;
  distribution.span = node.span;
  distribution.shares = read_split(node, variants, report);
  return distribution;
}

void decode_distribution(Fields& fields, const Variants& variants, FlagTest& test) {
  Report& report = fields.report();
  const auto read = [&](const Node& node, Report& to) {
    return read_distribution(node, variants, to);
  };
  fields.optional("distribution", read, test.distribution);
  for (const std::string_view name : {"within", "over"}) {
    const Node* node = fields.find(name);
    if (node == nullptr || fields.find("distribution") != nullptr) continue;
    report.add(invalid_value, node->span,
               fmt::format("`{}` is for a test with `distribution`", name), "leave it out");
  }
  if (!test.distribution) return;
  fields.optional("within", read_weight, test.distribution->within);
  fields.optional("over", read_text, test.distribution->over);
  for (const std::string_view name : {"matrix", "expect", "value", "reason", "rule", "at"}) {
    if (const Node* node = fields.find(name)) {
      report.add(invalid_value, node->span,
                 fmt::format("`{}` is about one user, and `distribution` about many", name),
                 "write a test of its own for it");
    }
  }
}

// What one user is expected to get. One of the three ways to say so must be there.
void decode_expectation(Fields& fields, const Variants& variants, FlagTest& test) {
  const Node* value = fields.find("value");
  if (value != nullptr) test.value = Spanned<Json>{to_json(*value), value->span};
  if (value != nullptr || fields.find("distribution") != nullptr) {
    fields.optional("expect", read_text, test.expect);
  } else {
    fields.required("expect", read_text, test.expect);
  }
  if (!test.expect->empty()) variants.find(test.expect, fields.report());
  fields.optional("reason", read_reason, test.reason);
  fields.optional("rule", read_text, test.rule);
  fields.optional("at", read_bucket, test.hash);
}

std::size_t length(Span span) { return span.end - span.begin; }

// What one combination copies at most: of the matrix, one value of each list.
std::size_t bytes_of_one(const Node& test, const Node& matrix) {
  std::size_t bytes = length(test.span) - length(matrix.span);
  for (const syntax::Entry& entry : matrix.entries) {
    std::size_t longest = 0;
    for (const Node& item : entry.value.items) longest = std::max(longest, length(item.span));
    bytes += length(entry.key_span) + longest;
  }
  return bytes;
}

}  // namespace

bool FlagTests::afford(Span test, std::size_t bytes, std::size_t copies, Report& report) {
  const bool before = copied_ <= most_copied_bytes;
  copied_ += bytes * copies;
  if (copied_ <= most_copied_bytes) return true;
  if (before) {
    report.add(invalid_value, test, "the tests of this flag grow too large here",
               "shorten the contexts, or test fewer combinations");
  }
  return false;
}

void FlagTests::decode(const Node& node, Report& report) {
  FlagTest test;
  test.span = node.span;
  test.context = Json::object();
  Fields fields(node, "test", report);
  fields.required("in", read_text, test.environment);
  fields.optional("context", read_context, test.context);
  decode_expectation(fields, variants_, test);
  decode_distribution(fields, variants_, test);
  fields.optional("at_time", read_instant, test.at_time);
  const Node* matrix = fields.find("matrix");
  fields.finish();
  if (!fields) return;
  if (test.distribution &&
      !afford(node.span, length(node.span), copies_of_a_distribution, report)) {
    return;
  }
  if (matrix == nullptr || test.distribution) {
    tests_.push_back(std::move(test));
    return;
  }
  const auto size = matrix_size(*matrix, report);
  if (!size || !afford(node.span, bytes_of_one(node, *matrix), *size, report)) return;
  for (Combination& one : read_matrix(*matrix, test.context, report)) {
    FlagTest& copy = tests_.emplace_back(test);
    copy.combination = std::move(one.text);
    copy.context = std::move(one.context);
  }
}

}  // namespace ensign::model
