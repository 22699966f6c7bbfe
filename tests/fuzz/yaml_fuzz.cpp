// Any bytes that pass the text checks, read as YAML: nothing may crash or hang; every span lies in
// the file, children stand in order inside their parents, and a tree that is absent has a finding
// that says why. What is read without yaml-cpp, yaml-cpp reads to the same tree.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "syntax/rules.h"
#include "syntax/yaml.h"
#include "syntax/yaml_readers.h"
#include "unit/syntax/same_reading.h"

using namespace ensign;
using namespace ensign::syntax;

namespace {

constexpr std::uint32_t offset = 5;  // as behind the fence of front matter

void require(bool condition) {
  if (!condition) __builtin_trap();
}

void check_tree(const Node& node, std::uint32_t begin, std::uint32_t end) {
  require(begin <= node.span.begin && node.span.begin <= node.span.end && node.span.end <= end);
  require(node.is_scalar() || node.text.empty());
  std::uint32_t reached = node.span.begin;
  for (const Node& item : node.items) {
    check_tree(item, reached, node.span.end);
    reached = item.span.end;
  }
  for (const Entry& entry : node.entries) {
    require(!entry.key.empty() && node.find_entry(entry.key) == &entry);
    require(reached <= entry.key_span.begin && entry.key_span.begin <= entry.key_span.end);
    check_tree(entry.value, entry.key_span.end, node.span.end);
    reached = entry.value.span.end;
  }
  as_boolean(node);
  const auto integer = as_integer(node);
  const auto number = as_number(node);
  require(!integer || (number && static_cast<std::int64_t>(*number) == *integer));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  report::Report report;
  if (!check_text(FileId{}, text, report)) {
    require(!report.findings().empty());
    return 0;
  }
  const auto end = static_cast<std::uint32_t>(offset + size);
  const auto root = parse_yaml({FileId{}, text, offset}, report);
  if (root) check_tree(*root, offset, end);
  require(root || report.has_errors());
  if (const auto usual = read_usual_form({FileId{}, text, offset})) {
    report::Report findings;
    const auto by_events = read_by_events({FileId{}, text, offset}, findings);
    require(by_events && findings.findings().empty());
    require(testing::same_reading(*usual, *by_events));
  }
  for (const auto& finding : report.findings()) {
    require(finding.span.begin <= finding.span.end && finding.span.end <= end);
    require(finding.span.begin >= offset && !finding.message.empty());
    for (const auto& label : finding.labels) require(label.span.end <= finding.span.end + size);
  }
  return 0;
}
