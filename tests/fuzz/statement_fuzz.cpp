// Any bytes as a statement, a set of records and an SSH key: nothing may crash or hang; what is
// accepted has one spelling; what is refused has exactly one finding that lies in the file.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/ssh_key.h"
#include "model/statement.h"

using namespace ensign;
using namespace ensign::model;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

void check_findings(const report::Report& report, bool accepted, std::size_t size) {
  require(report.findings().size() == (accepted ? 0U : 1U));
  for (const auto& finding : report.findings()) {
    require(finding.span.begin <= finding.span.end && finding.span.end <= size);
    require(!finding.message.empty() && !finding.help.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  report::Report of_statement;
  const auto statement = read_statement(FileId{}, bytes, of_statement);
  check_findings(of_statement, statement.has_value(), size);
  if (statement) {
    require(size <= largest_statement);
    require(signed_text(*statement) == bytes.substr(0, statement->armour.begin));
    require(statement->armour.end == size);
  }
  report::Report of_set;
  const auto set = read_record_set(FileId{}, bytes, of_set);
  check_findings(of_set, set.has_value(), size);
  if (set) {
    std::string again;
    for (const SetRecord& record : set->records) again += record_line(record);
    require(again == bytes);
  }
  if (const auto key = crypto::parse_ssh_public_key(bytes)) {
    const auto again = crypto::parse_ssh_key_blob(crypto::ssh_key_blob(*key));
    require(again && again->same_as(*key));
  }
  return 0;
}
