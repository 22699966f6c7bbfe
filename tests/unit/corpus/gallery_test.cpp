// What people read: every message that a finding can have stands in one of the two galleries,
// tests/golden/messages.txt (the examples of the rule pages) and tests/golden/faults.txt (the
// corpus). A message that nobody has ever seen is a message that nobody has ever read.
#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "corpus/corpus.h"
#include "rule_pages/pipeline.h"

using namespace ensign;
using corpus::Fault;

namespace {

constexpr std::string_view gallery_path = "tests/golden/faults.txt";

std::string one_line(std::string_view text) {
  std::string line(text.substr(0, 200));
  std::ranges::replace_if(line, [](unsigned char c) { return c < 0x20 || c > 0x7E; }, '?');
  return line;
}

std::string shown(const Fault& fault, int number) {
  rule_pages::Example example;
  example.as_of = *parse_as_of("2026-06-01");
  auto files = corpus::common_files();
  const auto document = corpus::broken(fault, number);
  files[document.path] = document.text;
  files.insert(document.others.begin(), document.others.end());
  for (auto& [path, bytes] : files) example.files.push_back({path, bytes});
  return rule_pages::run(example).text;
}

std::string gallery() {
  std::string text =
      "What people read: the finding of every fault of the corpus. The test writes this file with\n"
      "ENSIGN_UPDATE=1 and compares it otherwise.\n";
  int number = 0;
  for (const Fault& fault : corpus::faults()) {
    text += fmt::format("\n==== {}\n\n", one_line(fault.to.empty() ? fault.from : fault.to));
    text += shown(fault, ++number);
    while (text.ends_with("\n\n")) text.pop_back();
  }
  return text;
}

// A string of the source code as it is shown, in parts: what stands between `{}`.
struct Message {
  std::string place;
  std::vector<std::string> parts;
};

// The literals of a file that are more than one word, those that follow each other joined.
class Literals {
 public:
  Literals(std::string path, std::string_view text) : path_(std::move(path)), text_(text) {}

  std::vector<Message> run() {
    std::size_t line = 1;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '\n') ++line;
      if (text_.substr(at).starts_with("//")) {
        at = std::min(text_.find('\n', at), text_.size()) - 1;
      } else if (text_[at] == '\'' && at + 2 < text_.size() && text_[at - 1] != '1') {
        at += text_[at + 1] == '\\' ? 3 : 2;
      } else if (text_.substr(at).starts_with("R\"(")) {
        at = text_.find(")\"", at) + 1;
      } else if (text_[at] == '"') {
        const std::string literal = joined(at);
        if (literal.find(' ') == literal.npos || literal.size() < shortest) continue;
        found_.push_back({fmt::format("{}:{}", path_, line), parts_of(literal)});
      }
    }
    return std::move(found_);
  }

 private:
  static constexpr std::size_t shortest = 6;

  // From the quote at `at`, which ends up on the last quote.
  std::string joined(std::size_t& at) {
    std::string literal;
    for (std::size_t next = at; next < text_.size() && text_[next] == '"';) {
      for (at = next + 1; text_[at] != '"'; ++at) {
        if (text_[at] == '\\') ++at;
        literal += text_[at];
      }
      next = text_.find_first_not_of(" \n", at + 1);
    }
    return literal;
  }

  static std::vector<std::string> parts_of(std::string_view literal) {
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < literal.size(); ++at) {
      const char c = literal[at];
      const bool twice = at + 1 < literal.size() && literal[at + 1] == c;
      if (c == '{' && !twice) {
        at = std::min(literal.find('}', at), literal.size());
        parts.emplace_back();
      } else {
        if ((c == '{' || c == '}') && twice) ++at;
        parts.back() += c;
      }
    }
    return parts;
  }

  std::string path_;
  std::string_view text_;
  std::vector<Message> found_;
};

bool shows(std::string_view line, const Message& message) {
  std::size_t at = 0;
  for (const std::string& part : message.parts) {
    at = line.find(part, at);
    if (at == line.npos) return false;
    at += part.size();
  }
  return true;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// What no gallery shows, by a part of it, and why.
const std::vector<std::pair<std::string_view, std::string_view>>& unshown() {
  static const std::vector<std::pair<std::string_view, std::string_view>> all{
      // What yaml-cpp says, which is translated.
      {"illegal ", "yaml-cpp"},
      {"end of map not", "yaml-cpp"},
      {"end of sequence not", "yaml-cpp"},
      {"EOF in scalar", "yaml-cpp"},
      {"document indicator in scalar", "yaml-cpp"},
      {"map flow not", "yaml-cpp"},
      {"sequence flow not", "yaml-cpp"},
      {"invalid unicode", "yaml-cpp"},
      {"unknown token", "yaml-cpp"},
      {"block scalar", "yaml-cpp"},
      {"`:` where no key can be", "for what it may come to say"},
      {"check the indentation; put text that", "for what it may come to say"},
      {"put the text in quotes when it is meant as it stands", "for what it may come to say"},
      // What is no message.
      {"# yaml-language-server:", "a comment that stays on top"},
      {"# vim:", "a comment that stays on top"},
      {"version https://git-lfs.github.com", "the beginning of a pointer"},
      {"project: {}", "the text that is signed"},
      {",[]{}", "a set of letters"},
      {",]}:", "a set of letters"},
      {"piece of evidence", "a name for a second one, which has another file name too"},
      {"this condition", "where an attribute is named else"},
      // What another test shows, since no plain list of files can.
      {"there is no `ensign.yaml`", "model/read_test"},
      {"`ensign init` writes one", "model/read_test"},
      {"this is the root of the project", "model/root_test"},
      {"a root cannot be brought from another", "model/root_test"},
      {"a list has at most", "a mebibyte of digests"},
      {"a root has at most", "model/root_test"},
      {"an approval rule that matches it", "policy/approval/approval_rule_missing says it alone"},
      {"what is signed cannot be waived", "every such rule is unsound, which is said first"},
      {"sk-ssh-ed25519@openssh.com ", "the type of a key"},
      {"is neither a file nor a folder", "source/git_hostile_test"},
      {"remove it from the governed folders", "source/git_hostile_test"},
      {"holds a `/` inside one name", "source/git_hostile_test"},
      {"git writes no such tree", "source/git_hostile_test"},
      {"stands in its folder more than once", "source/git_hostile_test"},
      {"is a file and a folder at once", "source/memory_world_test"},
      {"the file holds ", "syntax/text_checks_test: a mebibyte of text"},
      {"split the file", "syntax/text_checks_test"},
      {"the tests of this flag grow too large here", "model/flag_matrix_test"},
      {"shorten the contexts, or test fewer", "model/flag_matrix_test"},
      {"is an empty name", "source/path_rules_test"},
      {"is no name but a step", "source/path_rules_test"},
      {"the path is empty", "source/path_rules_test"},
      {"the path is absolute", "source/path_rules_test"},
      {"nobody on the roster can give it", "unit/trust/approval_test: a group nobody is in"},
      {"waived until ", "a label on what a waiver covers; unit/policy/judge_test"},
      {"goes back behind revision ", "of what build carries; e2e/replay_test"},
      {"revision {} was published", "of what build carries; e2e/replay_test"},
      {"its comment has tabs in it", "of stock minisign without -t; e2e/trust_test"},
      // Nets under checks that come before.
      {"the statement is not in its one spelling", "each line was compared alone"},
      {" ends with an error: ", "linked conditions do not fail"},
      {"correct the rule or the context that cannot", "linked conditions do not fail"},
      {"correct the rule that cannot be evaluated", "linked conditions do not fail"},
      {"cannot be evaluated in", "what is lowered can be loaded"},
      {"the context of ", "contexts are less deep than clients read"},
      {"pass a context that is less deep", "contexts are less deep than clients read"},
  };
  return all;
}

std::string whole(const Message& message) {
  return fmt::format("{}", fmt::join(message.parts, "{}"));
}

bool is_unshown(const Message& message) {
  const std::string text = whole(message);
  return std::ranges::any_of(unshown(),
                             [&](const auto& each) { return text.contains(each.first); });
}

// In `source` the other files speak of the world: the disk, Git, the clone. That is no finding.
bool makes_findings(std::string_view path) {
  constexpr std::string_view source = "compiler/source/";
  if (!path.starts_with(source)) return path.ends_with(".cpp");
  const std::string_view name = path.substr(source.size());
  return name == "path_rules.cpp" || name == "remark.cpp" || name == "validate.cpp";
}

}  // namespace

TEST_CASE("every message of a finding is in a gallery") {
  auto lines = lines_of(rule_pages::source_file(gallery_path));
  for (auto& line : lines_of(rule_pages::source_file("tests/golden/messages.txt"))) {
    lines.push_back(std::move(line));
  }
  std::size_t count = 0;
  const std::filesystem::path root = ENSIGN_SOURCE_DIR;
  for (const char* room : {"source", "syntax", "model", "policy"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(root / "compiler" / room)) {
      const auto path = entry.path().lexically_relative(root).generic_string();
      if (!makes_findings(path)) continue;
      const std::string text = rule_pages::source_file(path);
      for (const Message& message : Literals(path, text).run()) {
        ++count;
        const bool shown = std::ranges::any_of(
            lines, [&](const std::string& line) { return shows(line, message); });
        CHECK_MESSAGE((shown || is_unshown(message)),
                      message.place << ": nobody has seen " << whole(message));
      }
    }
  }
  CHECK(count > 500);
}

TEST_CASE("faults read as the gallery shows them") {
  const std::string now = gallery();
  if (rule_pages::is_update()) return rule_pages::write_source_file(std::string(gallery_path), now);
  CHECK((now == rule_pages::source_file(gallery_path)));
}
