// The form for people. Per finding: the place and the message, the line with the span underlined,
// the labels, the help; a blank line between findings; the counts at the end.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "report/places.h"
#include "report/source_line.h"
#include "report/words.h"

namespace ensign::report {
namespace {

constexpr std::size_t page_width = 100;  // columns

namespace colour {
constexpr std::string_view error = "\x1b[1;31m", warning = "\x1b[33m", note = "\x1b[36m",
                           gutter = "\x1b[34m", dim = "\x1b[2m", reset = "\x1b[0m";
}

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return colour::error;
    case Severity::warning:
      return colour::warning;
    case Severity::note:
      return colour::note;
  }
  return colour::error;
}

// What is underlined, by what, and the words beside it.
struct Mark {
  Span span;
  char first;
  char rest;
  std::string_view ink;
  std::string text;
};

class TextRenderer {
 public:
  TextRenderer(std::span<const FileView> files, RenderOptions options)
      : places_(files), options_(options) {}

  void finding(const Finding& finding);
  void summary(const Report& report);
  std::string take() { return std::move(out_); }

 private:
  std::string painted(std::string_view ink, std::string_view text) const {
    return options_.colour ? fmt::format("{}{}{}", ink, text, colour::reset) : std::string(text);
  }

  void headline(const Finding& finding);
  void labels(const Finding& finding);
  void help(std::string_view text);
  void snippet(const Mark& mark);
  void marker(const SourceLine& line, const Mark& mark);
  void gutter(std::string_view number);
  std::size_t gutter_width(const Finding& finding);
  bool shares_line(const Finding& finding, Span span);
  std::string more_lines(Span span);
  std::string place(Span span);
  // The span's bytes within its first line.
  std::pair<std::size_t, std::size_t> within_line(Span span);

  Places places_;
  RenderOptions options_;
  std::string out_;
  std::size_t gutter_width_ = 1;
};

std::string TextRenderer::place(Span span) {
  const Position begin = places_.range(span).begin;
  return fmt::format("{}:{}:{}", one_line(places_.file(span).path), begin.line, begin.column);
}

void TextRenderer::headline(const Finding& finding) {
  const std::string severity = fmt::format("{}:", severity_name(finding.severity));
  const std::string rule = fmt::format("[{} {}]", finding.rule->id, finding.rule->name);
  out_ += fmt::format("{}: {} {} {}\n", place(finding.span),
                      painted(colour_of(finding.severity), severity), one_line(finding.message),
                      painted(colour::dim, rule));
}

void TextRenderer::gutter(std::string_view number) {
  out_ += painted(colour::gutter, fmt::format(" {:>{}} |", number, gutter_width_));
}

std::pair<std::size_t, std::size_t> TextRenderer::within_line(Span span) {
  const Lines& lines = places_.lines(span);
  const std::size_t number = places_.range(span).begin.line;
  const std::size_t start = lines.start(number), size = lines.text(number).size();
  const std::size_t begin = std::min(span.begin - start, size);
  const std::size_t end = std::clamp(std::max(span.begin, span.end) - start, begin, size);
  return {begin, end};
}

// A span that ends right behind a line feed does not reach into the next line.
std::string TextRenderer::more_lines(Span span) {
  const Range range = places_.range(span);
  const std::size_t last = range.end.column == 1 && range.end.line > range.begin.line
                               ? range.end.line - 1
                               : range.end.line;
  if (last == range.begin.line) return {};
  return fmt::format(" … {}", counted(last - range.begin.line, "more line"));
}

void TextRenderer::marker(const SourceLine& line, const Mark& mark) {
  const auto [begin, end] = within_line(mark.span);
  const std::string drawn = line.marker(begin, end, mark.first, mark.rest);
  const std::size_t indent = drawn.find_first_not_of(' ');
  gutter("");
  out_ +=
      fmt::format(" {}{}{}{}\n", drawn.substr(0, indent), painted(mark.ink, drawn.substr(indent)),
                  more_lines(mark.span), mark.text.empty() ? "" : " " + mark.text);
}

void TextRenderer::snippet(const Mark& mark) {
  const std::size_t number = places_.range(mark.span).begin.line;
  const auto [begin, end] = within_line(mark.span);
  SourceLine line(places_.lines(mark.span).text(number));
  line.fit(page_width - gutter_width_ - 4, begin, end);
  const std::string text = line.text();
  gutter(std::to_string(number));
  out_ += text.empty() ? "\n" : fmt::format(" {}\n", text);
  marker(line, mark);
}

// A short line that holds both the finding and the label is shown once, with two marker lines.
bool TextRenderer::shares_line(const Finding& finding, Span span) {
  if (span.file != finding.span.file) return false;
  const std::size_t number = places_.range(span).begin.line;
  if (number != places_.range(finding.span).begin.line) return false;
  SourceLine line(places_.lines(span).text(number));
  const auto [begin, end] = within_line(finding.span);
  line.fit(page_width - gutter_width_ - 4, begin, end);
  return !line.is_cut();
}

void TextRenderer::labels(const Finding& finding) {
  for (const Label& label : finding.labels) {
    const Mark mark{label.span, '-', '-', colour::gutter, one_line(label.text)};
    const bool has_source = !places_.file(label.span).bytes.empty();
    if (has_source && shares_line(finding, label.span)) {
      marker(SourceLine(places_.lines(label.span).text(places_.range(label.span).begin.line)),
             mark);
      continue;
    }
    if (!has_source || label.span.file != finding.span.file) {
      const std::string where = fmt::format("  ::: {}", place(label.span));
      out_ += painted(colour::gutter, where);
      out_ += has_source ? "\n" : fmt::format(": {}\n", mark.text);
    }
    if (has_source) snippet(mark);
  }
}

// Only help may run over several lines: it is ours, and an example reads best as it is written.
void TextRenderer::help(std::string_view text) {
  if (text.empty()) return;
  std::string_view lead = "  = help: ";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = one_line(text.substr(0, end));
    out_ += line.empty() ? "\n" : fmt::format("{}{}\n", lead, line);
    lead = "          ";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// One width for all lines of a finding, so that its snippets stand under each other.
std::size_t TextRenderer::gutter_width(const Finding& finding) {
  std::size_t highest = places_.range(finding.span).begin.line;
  for (const Label& label : finding.labels) {
    highest = std::max(highest, places_.range(label.span).begin.line);
  }
  return std::to_string(highest).size();
}

void TextRenderer::finding(const Finding& finding) {
  gutter_width_ = gutter_width(finding);
  headline(finding);
  if (!places_.file(finding.span).bytes.empty()) {
    snippet({finding.span, '^', '~', colour_of(finding.severity), {}});
  }
  labels(finding);
  help(finding.help);
  out_ += '\n';
}

void TextRenderer::summary(const Report& report) {
  std::string counts;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    const std::size_t count = report.count(severity);
    if (count == 0) continue;
    if (!counts.empty()) counts += ", ";
    counts += counted(count, severity_name(severity));
  }
  std::set<FileId> files;
  for (const Finding& finding : report.findings()) files.insert(finding.span.file);
  out_ += fmt::format("{} in {}\n", counts, counted(files.size(), "file"));
}

}  // namespace

std::string render_text(const Report& report, std::span<const FileView> files,
                        RenderOptions options) {
  if (report.findings().empty()) return {};
  TextRenderer renderer(files, options);
  for (const Finding& finding : report.findings()) renderer.finding(finding);
  renderer.summary(report);
  return renderer.take();
}

}  // namespace ensign::report
