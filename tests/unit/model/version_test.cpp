// The lists are those of semver.org: clause 11, and the examples that its FAQ gives for regular
// expressions.
#include "model/version.h"

#include <doctest/doctest.h>
#include <string_view>
#include <vector>

namespace ensign::model {

TEST_CASE("precedence follows clause 11 of SemVer 2.0.0") {
  const std::vector<std::string_view> ascending{"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                                                "1.0.0-beta",  "1.0.0-beta.2",  "1.0.0-beta.11",
                                                "1.0.0-rc.1",  "1.0.0",         "2.0.0",
                                                "2.1.0",       "2.1.1"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t k = 0; k < ascending.size(); ++k) {
      CAPTURE(ascending[i]);
      CAPTURE(ascending[k]);
      const auto order =
          precedence(parse_version(ascending[i]).value(), parse_version(ascending[k]).value());
      CHECK((order < 0) == (i < k));
      CHECK((order == 0) == (i == k));
    }
  }
}

TEST_CASE("build metadata has no part in precedence, and numbers have no upper limit") {
  const auto order = [](std::string_view a, std::string_view b) {
    return precedence(parse_version(a).value(), parse_version(b).value());
  };
  CHECK(order("1.0.0+20130313144700", "1.0.0+exp.sha.5114f85") == 0);
  CHECK(order("1.0.0-beta+1", "1.0.0-beta+2") == 0);
  CHECK(order("99999999999999999999999.999999999999999999.99999999999999999",
              "99999999999999999999999.999999999999999999.99999999999999998") > 0);
  CHECK(order("1.9.0", "1.10.0") < 0);
  CHECK(order("1.0.0-9", "1.0.0-10") < 0);
  CHECK(order("1.0.0-99", "1.0.0-a") < 0);
}

TEST_CASE("valid versions are read") {
  for (const std::string_view text :
       {"0.0.4",
        "1.2.3",
        "10.20.30",
        "1.1.2-prerelease+meta",
        "1.1.2+meta",
        "1.1.2+meta-valid",
        "1.0.0-alpha",
        "1.0.0-beta",
        "1.0.0-alpha.beta",
        "1.0.0-alpha.beta.1",
        "1.0.0-alpha.1",
        "1.0.0-alpha0.valid",
        "1.0.0-alpha.0valid",
        "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
        "1.0.0-rc.1+build.1",
        "2.0.0-rc.1+build.123",
        "1.2.3-beta",
        "10.2.3-DEV-SNAPSHOT",
        "1.2.3-SNAPSHOT-123",
        "1.0.0",
        "2.0.0",
        "1.1.7",
        "2.0.0+build.1848",
        "2.0.1-alpha.1227",
        "1.0.0-alpha+beta",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
        "1.2.3----R-S.12.9.1--.12+meta",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "99999999999999999999999.999999999999999999.99999999999999999",
        "1.0.0-0A.is.legal"}) {
    CAPTURE(text);
    CHECK(parse_version(text).has_value());
  }
}

TEST_CASE("everything else is refused") {
  for (const std::string_view text : {"",
                                      "1",
                                      "1.2",
                                      "1.2.3-0123",
                                      "1.2.3-0123.0123",
                                      "1.1.2+.123",
                                      "+invalid",
                                      "-invalid",
                                      "-invalid+invalid",
                                      "-invalid.01",
                                      "alpha",
                                      "alpha.beta",
                                      "alpha.beta.1",
                                      "alpha.1",
                                      "alpha+beta",
                                      "alpha_beta",
                                      "alpha.",
                                      "alpha..",
                                      "beta",
                                      "1.0.0-alpha_beta",
                                      "-alpha.",
                                      "1.0.0-alpha..",
                                      "1.0.0-alpha..1",
                                      "1.0.0-alpha...1",
                                      "01.1.1",
                                      "1.01.1",
                                      "1.1.01",
                                      "1.2.3.DEV",
                                      "1.2-SNAPSHOT",
                                      "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
                                      "1.2-RC-SNAPSHOT",
                                      "-1.0.3-gamma+b7718",
                                      "+justmeta",
                                      "9.8.7+meta+meta",
                                      "9.8.7-whatever+meta+meta",
                                      "v1.2.3",
                                      "1.2.3 ",
                                      "1..3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_version(text).has_value());
  }
}

}  // namespace ensign::model
