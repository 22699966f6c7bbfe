// Cases 87 and 88: bytes that no parser may see.
#include <doctest/doctest.h>

#include "syntax/parsed.h"

using namespace ensign;
using namespace ensign::syntax;
using namespace ensign::syntax::testing;

namespace {

Findings findings_of(std::string bytes) {
  const Parsed parsed(std::move(bytes));
  if (!parsed.report.findings().empty()) CHECK_FALSE(parsed.root);
  return parsed.findings();
}

}  // namespace

TEST_CASE("87: bytes that are not UTF-8") {
  CHECK(findings_of("a: \xFF\n") == Findings{"EN008 3"});
  CHECK(findings_of("a: \xC0\x80\n") == Findings{"EN008 3"});          // overlong
  CHECK(findings_of("a: \xED\xA0\x80\n") == Findings{"EN008 3"});      // surrogate
  CHECK(findings_of("a: \xF4\x90\x80\x80\n") == Findings{"EN008 3"});  // beyond U+10FFFF
  CHECK(findings_of(std::string("\xFF\xFE"
                                "a\0:\0",
                                6)) == Findings{"EN008 0"});  // UTF-16
  CHECK(findings_of("a: \xE2\x82") == Findings{"EN008 3"});
  CHECK(findings_of("a: \xF0\x9F\x9A\x80\n") == Findings{});
}

TEST_CASE("87: characters that deceive") {
  CHECK(findings_of("\xEF\xBB\xBF"
                    "a: 1\n") == Findings{"EN009 0"});
  CHECK(findings_of(std::string("a: \0b\n", 6)) == Findings{"EN009 3"});
  CHECK(findings_of("a: \x1B[31m\n") == Findings{"EN009 3"});
  CHECK(findings_of("a: \xC2\x85\n") == Findings{"EN009 3"});
  CHECK(findings_of("a: \xE2\x80\xA8\n") == Findings{"EN009 3"});
  for (unsigned last = 0xAA; last <= 0xAE; ++last) {  // U+202A to U+202E
    CHECK(findings_of(std::string("a: \xE2\x80") + static_cast<char>(last)) == Findings{"EN009 3"});
  }
  for (unsigned last = 0xA6; last <= 0xA9; ++last) {  // U+2066 to U+2069
    CHECK(findings_of(std::string("a: \xE2\x81") + static_cast<char>(last)) == Findings{"EN009 3"});
  }
  const Parsed many("a: \x01\x02\x03\n");
  REQUIRE(many.report.findings().size() == 1);
  CHECK(many.report.findings()[0].message == "`U+0001` is a control character (and 2 more)");
  CHECK(findings_of("a: \t1\n") == Findings{});
}

TEST_CASE("66: carriage returns are one finding") {
  CHECK(findings_of("a: 1\r\nb: 2\r\n") == Findings{"EN010 4"});
  CHECK(findings_of("a: 1\rb: 2\n") == Findings{"EN010 4"});
}

TEST_CASE("88: size of files and lines") {
  const std::size_t mebibyte = 1U << 20;
  std::string file;
  while (file.size() < mebibyte) file += "# " + std::string(61, 'x') + "\n";
  REQUIRE(file.size() == mebibyte);
  CHECK(findings_of(file) == Findings{});
  CHECK(findings_of(file + "#") == Findings{"EN011 0"});
  const std::string line(65536, '#');
  CHECK(findings_of("a: 1\n" + line + "\n") == Findings{});
  CHECK(findings_of("a: 1\n" + line + "#") == Findings{"EN011 5"});
}
