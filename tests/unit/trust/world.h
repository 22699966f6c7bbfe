// A repository in memory whose people sign.
#pragma once

#include <doctest/doctest.h>
#include <map>
#include <string>

#include "model/reading.h"
#include "test_signer.h"
#include "trust/approval.h"
#include "trust/standing.h"

namespace ensign::trust {

using test::digest_text;
using test::Lines;
using test::Signer;

// ada, ben and cora sign; dan and eve too, in team-security; ci is a machine.
inline std::string roster(const std::string& key_of_ada = "", const std::string& more_of_ada = "") {
  const auto line = [](const std::string& id, const std::string& fields, const std::string& key) {
    return "  " + id + ": { name: " + id + ", " + fields + "keys: [ { key: \"" +
           Signer(id).public_line() + "\"" + key + " } ] }\n";
  };
  return "people:\n" + line("ada", more_of_ada, key_of_ada) + line("ben", "", "") +
         line("ci", "machine: true, ", "") + line("cora", "", "") + line("dan", "", "") +
         line("eve", "", "") +
         "teams:\n  team-web: { title: Web, members: [ada, ben, cora] }\n"
         "  team-security: { title: Security, members: [dan, eve] }\n"
         "roles:\n  product-owner: { title: Product owner, holders: [cora] }\n";
}

struct World {
  std::map<std::string, std::string> files{
      {"ensign.yaml",
       "project: 5f0c2d7e9b1a4c33\nname: example\nenvironments:\n  staging: {}\n"
       "  production: { protected: true }\n"},
      {"trust/people.yaml", roster()},
      {"flags/web/checkout.yaml",
       model::flag_file("checkout", "", "  production: { serve: on }\n")}};

  World& sign(const Lines& lines) { return sign(lines, Signer(lines.signer)); }
  World& sign(const Lines& lines, const Signer& signer) {
    files[lines.path()] = signer.sign(lines.text());
    return *this;
  }
  World& policy(const std::string& approvals) {
    files["trust/policy.yaml"] = "approvals:\n" + approvals;
    return *this;
  }

  // With a root of trust, without which nothing is asked.
  model::Model model() const {
    auto read = model::read_files(files);
    REQUIRE_MESSAGE(read.report.findings().empty(), model::messages(read).front());
    read.model.roots.emplace_back();
    return std::move(read.model);
  }
};

}  // namespace ensign::trust
