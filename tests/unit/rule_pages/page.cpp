#include "rule_pages/page.h"

#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "report/render.h"
#include "syntax/markdown.h"

namespace ensign::rule_pages {
namespace {

using syntax::Markdown;

constexpr std::string_view default_as_of = "2026-06-01";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end > 0) lines.emplace_back(text.substr(0, end));
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

// Backslash escapes of an `escaped` block. A backslash at the end of a line joins it with the next.
class Unescaper {
 public:
  explicit Unescaper(std::string_view text) : text_(text) {}

  std::optional<std::string> run() {
    while (at_ < text_.size()) {
      if (text_[at_] != '\\') {
        result_ += text_[at_++];
      } else if (!escape()) {
        return std::nullopt;
      }
    }
    return result_;
  }

 private:
  bool escape() {
    if (++at_ == text_.size()) return false;
    switch (text_[at_++]) {
      case 'r':
        result_ += '\r';
        return true;
      case 't':
        result_ += '\t';
        return true;
      case 'n':
        result_ += '\n';
        return true;
      case '\\':
        result_ += '\\';
        return true;
      case '\n':
        return true;
      case 'x':
        return add_byte(hex(2));
      case 'u':
        return add_code_point(hex(4));
      default:
        return false;
    }
  }

  std::optional<unsigned> hex(std::size_t digits) {
    if (text_.size() - at_ < digits) return std::nullopt;
    unsigned value = 0;
    for (const char c : text_.substr(at_, digits)) {
      const std::size_t digit =
          std::string_view("0123456789abcdef")
              .find(static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c));
      if (digit == std::string_view::npos) return std::nullopt;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    at_ += digits;
    return value;
  }

  bool add_byte(std::optional<unsigned> value) {
    if (value) result_ += static_cast<char>(*value);
    return value.has_value();
  }

  // UTF-8 (RFC 3629) of the basic plane.
  bool add_code_point(std::optional<unsigned> value) {
    if (!value) return false;
    const auto byte = [this](unsigned bits) { result_ += static_cast<char>(bits); };
    if (*value < 0x80) {
      byte(*value);
    } else if (*value < 0x800) {
      byte(0xC0 | *value >> 6);
      byte(0x80 | (*value & 0x3F));
    } else {
      byte(0xE0 | *value >> 12);
      byte(0x80 | (*value >> 6 & 0x3F));
      byte(0x80 | (*value & 0x3F));
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string result_;
};

class PageReader {
 public:
  explicit PageReader(std::string_view markdown) : markdown_(markdown) {}

  Page run() {
    const Markdown root = syntax::parse_markdown(FileId{}, markdown_, 0);
    for (const Markdown& node : root.children) read(node);
    demand(!page_.what.empty(), "a paragraph that says what the rule means");
    demand(!page_.why.empty(), "a paragraph that says why");
    demand(!page_.fires.empty(), "an example under `## Fires`");
    demand(!page_.quiet.empty(), "an example under `## Quiet`");
    demand(page_.has_fix, "a section `## Fix`");
    for (const Example& example : page_.fires) {
      demand(example.has_findings, "a `findings` block for every example that fires");
    }
    return std::move(page_);
  }

 private:
  enum class Section { top, fires, quiet, fix, other };

  void demand(bool there, std::string_view what) {
    if (!there) page_.faults.push_back("the page lacks " + std::string(what));
  }

  void read(const Markdown& node) {
    switch (node.kind) {
      case Markdown::Kind::heading:
        return heading(node);
      case Markdown::Kind::paragraph:
        return paragraph(syntax::plain_text(node));
      case Markdown::Kind::code_block:
        return block(node);
      case Markdown::Kind::html_block:
        page_.faults.push_back("the page still holds a hint of new_rule.sh: " +
                               node.literal.substr(0, node.literal.find('\n')));
        return;
      default:
        return;
    }
  }

  void heading(const Markdown& node) {
    const std::string text = syntax::plain_text(node);
    if (node.level == 1) {
      const std::size_t space = text.find(' ');
      page_.id = text.substr(0, space);
      page_.name = space == text.npos ? "" : text.substr(space + 1);
    } else if (node.level == 2) {
      section_ = text == "Fires"   ? Section::fires
                 : text == "Quiet" ? Section::quiet
                 : text == "Fix"   ? Section::fix
                                   : Section::other;
      page_.has_fix = page_.has_fix || section_ == Section::fix;
      open_ = nullptr;
    } else if (node.level == 3 && examples() != nullptr) {
      begin_example(text);
    }
  }

  void paragraph(const std::string& text) {
    if (section_ == Section::top) {
      if (page_.what.empty()) {
        page_.what = text;
      } else if (page_.why.empty()) {
        page_.why = text;
      }
      return;
    }
    constexpr std::string_view as_of = "As of ";
    if (examples() != nullptr && text == "With a root of trust.") example().trusted = true;
    if (examples() == nullptr || !text.starts_with(as_of) || !text.ends_with('.')) return;
    const auto instant = parse_as_of(text.substr(as_of.size(), text.size() - as_of.size() - 1));
    if (!instant) {
      page_.faults.push_back("no date can be read in: " + text);
    } else {
      example().as_of = *instant;
    }
  }

  void block(const Markdown& node) {
    if (examples() == nullptr) return;
    const std::string& info = node.info;
    if (info == "findings") return findings(node);
    if (info == "sh git") {
      example().has_git_script = true;
      example().git_script = node.literal;
      return;
    }
    const std::size_t space = info.find(' ');
    if (space == info.npos) return;  // shown to people, no file of the example
    file(info.substr(0, space), path_of(info.substr(space + 1)), node.literal);
  }

  // A path in quotes may hold escapes: `"flags/search\nplain.yaml"`.
  std::string path_of(std::string written) {
    if (written.size() < 2 || !written.starts_with('"') || !written.ends_with('"')) return written;
    auto path = Unescaper(std::string_view(written).substr(1, written.size() - 2)).run();
    if (!path) page_.faults.push_back("an escape cannot be read in the path " + written);
    return path.value_or("");
  }

  void file(const std::string& word, std::string path, std::string bytes) {
    PageFile file{std::move(path), std::move(bytes)};
    if (word == "signed" || word == "forged") {
      file.forged = word == "forged";
      const std::size_t space = file.path.find(' ');
      file.signer = file.path.substr(0, space);
      file.path.erase(0, space + 1);
    } else if (word == "escaped") {
      auto unescaped = Unescaper(file.bytes).run();
      if (!unescaped) page_.faults.push_back("an escape cannot be read in " + file.path);
      file.bytes = unescaped.value_or("");
    } else if (word == "symlink" || word == "submodule") {
      file.kind = word == "symlink" ? PageFile::Kind::symlink : PageFile::Kind::submodule;
      while (file.bytes.ends_with('\n')) file.bytes.pop_back();
    }
    constexpr std::string_view base = "base:";
    const bool is_base = file.path.starts_with(base);
    if (is_base) file.path.erase(0, base.size());
    (is_base ? example().base_files : example().files).push_back(std::move(file));
  }

  void findings(const Markdown& node) {
    Example& of = example();
    if (of.has_findings) page_.faults.push_back("an example has two `findings` blocks");
    of.has_findings = true;
    of.findings = lines_of(node.literal);
    const auto lines = static_cast<std::size_t>(std::ranges::count(node.literal, '\n'));
    of.findings_first_line = report::position_at(markdown_, node.span.begin).line + 1;
    of.findings_last_line = of.findings_first_line + lines;
  }

  std::vector<Example>* examples() {
    if (section_ == Section::fires) return &page_.fires;
    return section_ == Section::quiet ? &page_.quiet : nullptr;
  }

  void begin_example(std::string title) {
    open_ = &examples()->emplace_back();
    open_->title = std::move(title);
    open_->as_of = parse_as_of(default_as_of).value();
  }

  // The example that is being read; a section without a `### title` holds one.
  Example& example() {
    if (open_ == nullptr) begin_example("");
    return *open_;
  }

  std::string_view markdown_;
  Page page_;
  Section section_ = Section::top;
  Example* open_ = nullptr;  // the last of its list
};

}  // namespace

Page parse_page(std::string_view markdown) { return PageReader(markdown).run(); }

std::vector<PageFile> with_defaults(const Example& example) {
  const std::string folder = example.trusted ? "tests/rule_pages/trusted/" : "tests/rule_pages/";
  const std::array<std::pair<std::string_view, std::string>, 2> defaults{
      {{"ensign.yaml", folder + "ensign.yaml"}, {"trust/people.yaml", folder + "people.yaml"}}};
  std::vector<PageFile> files = example.files;
  for (const auto& [path, from] : defaults) {
    if (std::ranges::find(example.files, path, &PageFile::path) != example.files.end()) continue;
    files.push_back({std::string(path), source_file(from)});
  }
  return files;
}

std::vector<PageFile> base_with_defaults(const Example& example) {
  std::vector<PageFile> files = with_defaults(example);
  std::erase_if(files, [&](const PageFile& file) {
    if (!file.signer.empty()) return true;  // a statement comes with the change
    return std::ranges::find(example.base_files, file.path, &PageFile::path) !=
           example.base_files.end();
  });
  files.insert(files.end(), example.base_files.begin(), example.base_files.end());
  return files;
}

std::string source_file(std::string_view path) {
  std::ifstream stream(std::filesystem::path(ENSIGN_SOURCE_DIR) / path, std::ios::binary);
  REQUIRE_MESSAGE(stream.good(), "no file ", path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> pages_below(std::string_view folder) {
  std::vector<std::string> pages;
  const std::filesystem::path root = std::filesystem::path(ENSIGN_SOURCE_DIR) / folder;
  if (!std::filesystem::is_directory(root)) return pages;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.path().extension() != ".md") continue;
    pages.push_back(std::string(folder) + "/" + entry.path().filename().string());
  }
  std::ranges::sort(pages);
  return pages;
}

}  // namespace ensign::rule_pages
