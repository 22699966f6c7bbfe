// Small reports for the tests of the renderers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/render.h"

namespace sample {

inline constexpr ensign::report::RuleInfo expired{
    "EN201", "flag-expired", ensign::report::Severity::error, ensign::report::RuleClass::late};
inline constexpr ensign::report::RuleInfo unowned{
    "EN301", "owner-missing", ensign::report::Severity::warning, ensign::report::RuleClass::advice};
inline constexpr ensign::report::RuleInfo remark{"EN901", "remark", ensign::report::Severity::note,
                                                 ensign::report::RuleClass::advice};

// A report over files whose spans are found by the text they cover.
class Files {
 public:
  ensign::FileId add(std::string path, std::string bytes) {
    texts_.emplace_back(std::move(path), std::move(bytes));
    return static_cast<ensign::FileId>(texts_.size() - 1);
  }

  ensign::Span span(ensign::FileId file, std::string_view covered) const {
    const std::size_t begin = texts_[static_cast<std::size_t>(file)].second.find(covered);
    return {file, static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(begin + covered.size())};
  }

  std::vector<ensign::report::FileView> views() const {
    std::vector<ensign::report::FileView> views;
    for (const auto& [path, bytes] : texts_) views.push_back({path, bytes});
    return views;
  }

  std::string text() { return render_text(report, views(), {}); }

  ensign::report::Report report;

 private:
  std::vector<std::pair<std::string, std::string>> texts_;
};

// Everything a hostile file may hold: an escape sequence, a bidirectional override, a line feed, a
// command of a code host, bytes that are no UTF-8.
inline const std::string hostile = "a\x1b[31m\u202e\n::error::x ##[error]y %0A,:\xFF";

}  // namespace sample
