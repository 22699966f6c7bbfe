// Findings for a reader: a terminal, a program, a code host. All renderers take the sorted report
// and the files it speaks of (indexed by FileId), are pure, and escape whatever came from a file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "report/report.h"

namespace ensign::report {

enum class Format : std::uint8_t { text, json, sarif, github, gitlab };
std::optional<Format> format_named(std::string_view name);

// Line and column, both from 1; columns count code points.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};
Position position_at(std::string_view bytes, std::size_t offset);

struct RenderOptions {
  bool colour = false;  // text only
};

// One line `path:line:col: error: message [EN201 flag-expired]`, the snippet with the span
// underlined, labels, help; ends with a summary line when there are findings.
std::string render_text(const Report& report, std::span<const FileView> files,
                        RenderOptions options);

// {"version":1,"findings":[…],"summary":{"errors","warnings"}}; lines and columns from 1, ends
// exclusive.
std::string render_json(const Report& report, std::span<const FileView> files);

// SARIF 2.1.0 (OASIS), one run; paths are relative URIs.
std::string render_sarif(const Report& report, std::span<const FileView> files);

// Workflow commands `::error file=…,line=…::message` with their escaping.
std::string render_github(const Report& report, std::span<const FileView> files);

// GitLab Code Quality report (a JSON array with stable fingerprints).
std::string render_gitlab(const Report& report, std::span<const FileView> files);

std::string render(Format format, const Report& report, std::span<const FileView> files,
                   RenderOptions options);

}  // namespace ensign::report
