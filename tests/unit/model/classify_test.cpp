#include "model/classify.h"

#include <doctest/doctest.h>

#include "model/model.h"

namespace ensign::model {

TEST_CASE("a path tells what its file holds") {
  const Layout layout;
  const auto kind = [&](std::string_view path) { return classify(layout, path).kind; };
  CHECK(kind("ensign.yaml") == FileKind::config);
  CHECK(kind("trust/people.yaml") == FileKind::people);
  CHECK(kind("trust/policy.yaml") == FileKind::policy);
  CHECK(kind("trust/waivers/late.yaml") == FileKind::waiver);
  CHECK(kind("approvals/set/0a/records") == FileKind::record_set);
  CHECK(kind("approvals/plan/x/ada.approve.approval") == FileKind::statement);
  CHECK(classify(Layout(), "approvals/file/trust/policy.yaml/ada.approve.approval").folder ==
        "file/trust/policy.yaml");
  CHECK(kind("flags/checkout.yaml") == FileKind::flag);
  CHECK(kind("flags/web/checkout.md") == FileKind::flag);
  CHECK(kind("flags/segments/pilots.yaml") == FileKind::segment);
  CHECK(kind("flags/groups/experiments.yaml") == FileKind::group);
  CHECK(kind("flags/profiles/known-safe.yaml") == FileKind::profile);
  CHECK(kind("flags/retired.yaml") == FileKind::tombstones);
  CHECK(kind("flags/kill-switches.yaml") == FileKind::kill_levels);
  CHECK(kind("releases/stages/checkout.yaml") == FileKind::plan);
  CHECK(kind("releases/evidence/checkout/pilot/go.yaml") == FileKind::evidence);
  CHECK(kind("releases/2.4.0/release.md") == FileKind::release);
  CHECK(kind("releases/notes/checkout.md") == FileKind::note);
  CHECK(kind("rollbacks/shop/checkout.md") == FileKind::playbook);
  CHECK(kind("rollbacks/checkout.md") == FileKind::playbook);
  CHECK(kind("releases/metrics.yaml") == FileKind::metrics);
  CHECK(kind("releases/calendar.yaml") == FileKind::calendar);
  CHECK(kind("releases/freezes/year-end.yaml") == FileKind::freeze);
  CHECK(kind("releases/incidents/2026-10-02-slow.md") == FileKind::incident);
  CHECK(kind("releases/journal/2026-01-01.md") == FileKind::journal);
  CHECK(kind("rollbacks/drills/2026-01-01-ks1.md") == FileKind::drill);
  CHECK(kind("rollbacks/drills.md") == FileKind::playbook);
  CHECK(kind("CHANGELOG.md") == FileKind::changelog);
  CHECK(kind("site-templates/css/site.css") == FileKind::site_template);
}

TEST_CASE("the parts of a path go into what is read") {
  const Layout layout;
  const Classified evidence = classify(layout, "releases/evidence/checkout/pilot/go.yaml");
  CHECK_EQ(evidence.name, "go");
  CHECK_EQ(evidence.folder, "checkout");
  CHECK_EQ(evidence.stage, "pilot");
  const Classified flag = classify(layout, "flags/web/checkout.v2.yaml");
  CHECK_EQ(flag.name, "checkout.v2");
  CHECK_EQ(flag.folder, "web");
  CHECK_EQ(classify(layout, "releases/2.4.0/release.md").name, "2.4.0");
}

TEST_CASE("README.md, dot files and all outside the folders are left alone") {
  const Layout layout;
  for (const std::string_view path :
       {"README.md", "src/main.cpp", "flags/README.md", "flags/web/README.md", "flags/.gitkeep",
        "flags/.drafts/x.yaml", "releases/evidence/README.md", "flagship/x.yaml", "flags"}) {
    CAPTURE(path);
    CHECK(classify(layout, path).kind == FileKind::ignored);
  }
}

TEST_CASE("other files in governed folders are unknown") {
  const Layout layout;
  for (const std::string_view path : {"flags/checkout.yml",
                                      "flags/a/b/checkout.yaml",
                                      "flags/web/retired.yaml",
                                      "flags/groups/a.md",
                                      "flags/groups/web/a.yaml",
                                      "flags/profiles/a.json",
                                      "flags/segments/a.md",
                                      "flags/segments/a/b.yaml",
                                      "flags/readme.txt",
                                      "releases/calendar.yml",
                                      "releases/freezes/a.md",
                                      "releases/freezes/a/b.yaml",
                                      "releases/incidents/a.yaml",
                                      "releases/journal/2026-02-30.md",
                                      "releases/journal/monday.md",
                                      "releases/journal/2026/01-01.md",
                                      "releases/metrics.md",
                                      "releases/notes/a.yaml",
                                      "releases/evidence/plan/go.yaml",
                                      "releases/2.4.0/notes.md",
                                      "releases/release.md",
                                      "rollbacks/drills/a.md",
                                      "rollbacks/drills/2026-01-01.md",
                                      "rollbacks/drills/2026-01-01-.yaml",
                                      "rollbacks/drills/2026-13-01-ks1.md",
                                      "rollbacks/a/b/c.md",
                                      "trust/policy.yml",
                                      "trust/waivers/a.md",
                                      "trust/honoured/1.md",
                                      "trust/root/1.yaml",
                                      "approvals/x/ada.approve.approval",
                                      "approvals/plan/x/notes.txt",
                                      "approvals/set/x/records.yaml"}) {
    CAPTURE(path);
    const Classified classified = classify(layout, path);
    CHECK(classified.kind == FileKind::unknown);
    CHECK_FALSE(classified.hint.empty());
  }
}

TEST_CASE("the layout moves folders, and the deepest one counts") {
  const Layout layout = read_layout(
      "layout: { flags: gov, releases: gov/releases, trust: gov/trust }\nproject: nonsense\n");
  CHECK(classify(layout, "gov/web/checkout.yaml").kind == FileKind::flag);
  CHECK(classify(layout, "gov/releases/stages/a.yaml").kind == FileKind::plan);
  CHECK(classify(layout, "gov/trust/people.yaml").kind == FileKind::people);
  CHECK(classify(layout, "flags/checkout.yaml").kind == FileKind::ignored);
  CHECK(classify(layout, "rollbacks/a.md").kind == FileKind::playbook);
  const std::vector<std::string> expected{"ensign.yaml",  "CHANGELOG.md",  "gov",
                                          "gov/releases", "rollbacks",     "gov/trust",
                                          "approvals",    "site-templates"};
  CHECK(roots(layout) == expected);
}

TEST_CASE("a layout that cannot be read leaves the folders where they are") {
  for (const std::string_view text :
       {"", "[", "layout: 3\n", "layout: { flags: ../other }\n", "layout: { flags: /etc }\n",
        "layout: { flags: 'a//b' }\n", "layout: { flags: releases }\n"}) {
    CAPTURE(text);
    CHECK_EQ(read_layout(text).flags, "flags");
  }
}

}  // namespace ensign::model
