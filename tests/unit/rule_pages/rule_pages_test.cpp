// Every rule has a page, and every page tells the truth: its examples go through the real pipeline
// and must come out as the page says. ENSIGN_UPDATE=1 writes what comes out into the `findings`
// blocks and into tests/golden/messages.txt; read the difference before you keep it.
#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <map>
#include <set>

#include "policy/catalogue.h"
#include "rule_pages/pipeline.h"

using namespace ensign;
using namespace ensign::rule_pages;

namespace {

constexpr std::string_view gallery_path = "tests/golden/messages.txt";

// The families of ids, and the folder of policy that holds each of those judged there.
struct Family {
  std::string_view prefix;
  std::string_view folder;  // empty: judged by source, syntax or model
};
constexpr std::array<Family, 10> families{{
    {"EN0", ""},  // shape
    {"EN1", ""},  // identity and reference
    {"EN2", "lifecycle"},
    {"EN3", "approval"},
    {"EN4", "stages"},
    {"EN5", "rollback"},
    {"EN6", "releases"},
    {"EN7", "trust"},
    {"EN8", "code"},
    {"EN9", ""},  // the world around
}};

std::string file_name(const report::RuleInfo& rule) {
  std::string name(rule.name);
  std::ranges::replace(name, '-', '_');
  return name + ".md";
}

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// The rule that a page belongs to, by its file name.
const report::RuleInfo* rule_of_page(std::string_view path) {
  for (const report::RuleInfo* rule : policy::all_rules()) {
    if (file_name(*rule) == base_name(path)) return rule;
  }
  return nullptr;
}

bool shows(const std::vector<std::string>& lines, const report::RuleInfo& rule) {
  const std::string mark = fmt::format("[{} {}]", rule.id, rule.name);
  return std::ranges::any_of(lines, [&](const auto& line) { return line.ends_with(mark); });
}

// Runs what fires, from the last example to the first, so that blocks can be replaced in place.
void check_fires(const Page& page, const report::RuleInfo& rule, std::string& text) {
  for (auto example = page.fires.rbegin(); example != page.fires.rend(); ++example) {
    CAPTURE(example->title);
    const auto lines = run(*example).first_lines;
    CHECK_MESSAGE(shows(lines, rule), "the example under Fires does not show its own rule, but:\n"
                                          << joined(lines));
    if (is_update() && example->has_findings) {
      replace_findings(text, *example, lines);
    } else {
      CHECK_EQ(joined(lines), joined(example->findings));
    }
  }
}

void check_quiet(const Page& page) {
  for (const Example& example : page.quiet) {
    CAPTURE(example.title);
    CHECK_FALSE(example.has_findings);
    CHECK_EQ(joined(run(example).first_lines), "");
  }
}

void check_page(const std::string& path) {
  const report::RuleInfo* rule = rule_of_page(path);
  REQUIRE_MESSAGE(rule != nullptr, "no rule belongs to the page " << path);
  const std::string before = source_file(path);
  CHECK_MESSAGE(before.starts_with(fmt::format("# {} {}\n", rule->id, rule->name)),
                "line 1 of the page is not `# " << rule->id << " " << rule->name << "`");
  const Page page = parse_page(before);
  CHECK_MESSAGE(page.faults.empty(), joined(page.faults));
  std::string after = before;
  check_fires(page, *rule, after);
  check_quiet(page);
  if (after != before) write_source_file(path, after);
}

// All that fires, as people see it.
std::string gallery() {
  std::map<std::string, std::string, std::less<>> pages;  // by file name
  for (const std::string& path : all_pages()) pages.emplace(base_name(path), source_file(path));
  std::string text =
      "What people read: every finding of every rule page, by rule. The test of the pages writes\n"
      "this file with ENSIGN_UPDATE=1 and compares it otherwise.\n";
  for (const report::RuleInfo* rule : policy::all_rules()) {
    text += fmt::format("\n==== {} {}\n", rule->id, rule->name);
    const Page page = parse_page(pages[file_name(*rule)]);
    for (const Example& example : page.fires) {
      if (!example.title.empty()) text += fmt::format("\n-- {}\n", example.title);
      text += "\n" + run(example).text;
      while (text.ends_with("\n\n")) text.pop_back();
    }
  }
  return text;
}

}  // namespace

TEST_CASE("every rule page tells the truth") {
  for (const std::string& path : all_pages()) {
    SUBCASE(path.c_str()) { check_page(path); }
  }
}

TEST_CASE("every rule has one page, and the program shows that one") {
  std::map<std::string, std::string> paths;  // by file name
  for (const std::string& path : all_pages()) {
    CHECK_MESSAGE(paths.emplace(base_name(path), path).second, "a second page " << path);
  }
  for (const report::RuleInfo* rule : policy::all_rules()) {
    CAPTURE(rule->id);
    REQUIRE_MESSAGE(paths.contains(file_name(*rule)), "the rule lacks a page " << file_name(*rule));
    if (!is_update()) CHECK(policy::page_of(*rule) == source_file(paths[file_name(*rule)]));
    CHECK(policy::find_rule(rule->id) == rule);
    CHECK(policy::find_rule(rule->name) == rule);
  }
  CHECK(policy::embedded_pages().size() == policy::all_rules().size());
}

TEST_CASE("rules have ids of known families, in order, and names of their own") {
  std::set<std::string_view> names;
  std::string_view last;
  for (const report::RuleInfo* rule : policy::all_rules()) {
    CAPTURE(rule->id);
    CHECK(last < rule->id);
    last = rule->id;
    CHECK(names.insert(rule->name).second);
    CHECK(rule->id.size() == 5);
    CHECK(rule->id.find_first_not_of("0123456789", 2) == std::string_view::npos);
    CHECK(rule->name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
          std::string_view::npos);
    CHECK(std::ranges::any_of(
        families, [&](const Family& family) { return rule->id.starts_with(family.prefix); }));
  }
}

TEST_CASE("the pages of policy stand in the folder of their family") {
  for (const std::string& path : all_pages()) {
    constexpr std::string_view policy_root = "compiler/policy/";
    const report::RuleInfo* rule = rule_of_page(path);
    if (rule == nullptr || !path.starts_with(policy_root)) continue;
    CAPTURE(path);
    const auto folder = std::string_view(path).substr(policy_root.size());
    const auto family = std::ranges::find_if(
        families, [&](const Family& one) { return rule->id.starts_with(one.prefix); });
    REQUIRE(family != families.end());
    CHECK(folder.substr(0, folder.find('/')) == family->folder);
  }
}

// What blocks something is an error, and nothing turns an error off; only advice is a warning.
TEST_CASE("rules are errors unless they advise") {
  for (const report::RuleInfo* rule : policy::all_rules()) {
    CAPTURE(rule->id);
    const bool advises = rule->rule_class == report::RuleClass::advice;
    CHECK((rule->severity == report::Severity::error) == !advises);
  }
}

TEST_CASE("messages read as the gallery shows them") {
  const std::string now = gallery();
  if (is_update()) return write_source_file(std::string(gallery_path), now);
  CHECK_EQ(now, source_file(gallery_path));
}
