#include "driver/format.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>

#include "model/classify.h"
#include "model/field_order.h"
#include "model/model.h"
#include "publish/disk.h"
#include "publish/new_files.h"
#include "source/world.h"
#include "syntax/format.h"

namespace ensign::driver {
namespace {

namespace fs = std::filesystem;

// A governed folder, and the parts of it that are asked for: paths below it, `.` for all.
using Asked = std::map<fs::path, std::set<std::string>>;

Result<void> ask_for(const std::string& path, Asked& asked) {
  std::error_code error;
  const fs::path whole = fs::canonical(path, error);
  if (error) return failure(fmt::format("cannot open {}: {}", path, error.message()));
  const bool is_folder = fs::is_directory(whole, error);
  for (fs::path at = is_folder ? whole : whole.parent_path();; at = at.parent_path()) {
    if (fs::is_regular_file(at / "ensign.yaml", error)) {
      asked[at].insert(whole.lexically_relative(at).string());
      return {};
    }
    if (at == at.parent_path()) break;
  }
  return failure(fmt::format("no ensign.yaml governs {}", path),
                 "name a file or a folder of a governed repository");
}

bool covers(const std::string& part, const std::string& path) {
  return part == "." || path == part || path.starts_with(part + "/");
}

class Formatter {
 public:
  explicit Formatter(bool check_only) : check_only_(check_only) {}

  Result<void> format_repository(const fs::path& root, const std::set<std::string>& parts);
  FormattedFiles take() { return std::move(files_); }

 private:
  Result<void> format_one(const fs::path& path, std::span<const std::string_view> order);

  bool check_only_;
  FormattedFiles files_;
};

Result<void> Formatter::format_one(const fs::path& path, std::span<const std::string_view> order) {
  std::error_code ignored;
  const std::string shown = fs::proximate(path, ignored).string();
  const std::string bytes = TRY(publish::read_file(path.string()));
  const auto id = static_cast<FileId>(files_.unreadable.size());
  syntax::Formatted formatted =
      syntax::format_file({id, bytes, model::is_markdown(path.string()), order});
  files_.looked_at += 1;
  switch (formatted.outcome) {
    case syntax::Formatted::Outcome::unreadable:
      files_.unreadable.push_back({shown, std::move(formatted.text)});
      files_.report.merge(std::move(formatted.report));
      return {};
    case syntax::Formatted::Outcome::unsafe:
      files_.remarks.push_back(
          fmt::format("{} stays as it is: in its usual form it would read differently", shown));
      return {};
    case syntax::Formatted::Outcome::usual:
      break;
  }
  if (formatted.text == bytes) return {};
  files_.changed.push_back(shown);
  if (check_only_) return {};
  return publish::replace_file(path.string(), formatted.text);
}

Result<void> Formatter::format_repository(const fs::path& root,
                                          const std::set<std::string>& parts) {
  const auto world = TRY(source::World::open(root.string(), {}));
  const auto config = TRY(world->read("ensign.yaml"));
  const model::Layout layout = model::read_layout(config.value_or(""));
  const source::Frozen frozen = TRY(world->freeze(model::roots(layout), Instant{}));
  std::set<std::string> met;
  for (const source::File& file : frozen.snapshot.files()) {
    const auto order = model::field_order(model::classify(layout, file.path).kind);
    if (order.empty()) continue;
    bool wanted = false;
    for (const std::string& part : parts) {
      if (!covers(part, file.path)) continue;
      met.insert(part);
      wanted = true;
    }
    if (wanted) TRY(format_one(root / file.path, order));
  }
  for (const std::string& part : parts) {
    if (part == "." || met.contains(part)) continue;
    files_.remarks.push_back(fmt::format("{} holds nothing that is governed", part));
  }
  return {};
}

}  // namespace

Result<FormattedFiles> format_files(const Formatting& formatting) {
  Asked asked;
  if (formatting.paths.empty()) TRY(ask_for(".", asked));
  for (const std::string& path : formatting.paths) TRY(ask_for(path, asked));
  Formatter formatter(formatting.check_only);
  for (const auto& [root, parts] : asked) TRY(formatter.format_repository(root, parts));
  FormattedFiles files = formatter.take();
  files.report.sort();
  return files;
}

}  // namespace ensign::driver
