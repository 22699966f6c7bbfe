#include "source/validate.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "source/attributes.h"
#include "source/path_rules.h"
#include "source/remark.h"
#include "source/rules.h"

namespace ensign::source {
namespace {

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Builds the list of files in which every name is there once, and what is to be said of them.
class Draft {
 public:
  explicit Draft(Listing listing)
      : prefix_(std::move(listing.prefix)), attributes_(listing.attributes) {
    std::ranges::sort(listing.entries, [](const Entry& a, const Entry& b) {
      return std::tie(a.path, a.kind) < std::tie(b.path, b.kind);
    });
    for (const Entry& entry : listing.entries) reserve_name(entry);
    for (Entry& entry : listing.entries) take(std::move(entry));
    std::ranges::sort(files_, {}, &File::path);
    find_collisions();
  }

  Frozen finish(Origin origin, Instant as_of) && {
    Frozen frozen{Snapshot(std::move(files_), std::move(origin), as_of), {}};
    for (Placed& placed : remarks_) add_finding(frozen, placed);
    frozen.report.sort();
    return frozen;
  }

 private:
  struct Placed {
    std::string path;  // as in `files_`
    Remark remark;
  };
  // The first file at or below a path.
  struct Seen {
    std::string path;
    std::string file;
  };
  using Namesakes = std::unordered_map<std::string, Seen>;

  // A good path keeps its name, so that no refused one can take it.
  void reserve_name(const Entry& entry) {
    const bool named_by_others = entry.kind == Entry::Kind::slashed_name;
    if (!named_by_others && !first_path_fault(entry.path)) names_.insert(entry.path);
  }

  void take(Entry entry) {
    if (auto fault = first_path_fault(entry.path)) {
      return refuse_folder_once(entry.path.substr(0, fault->end), std::move(fault->text));
    }
    auto remark = remark_on(entry);
    if (entry.kind == Entry::Kind::slashed_name) {
      return refuse(unused_name(entry.path), std::move(*remark));
    }
    if (!files_.empty() && files_.back().path == entry.path) return take_again(entry.path);
    if (remark) return refuse(std::move(entry.path), std::move(*remark));
    remark_on_conversions(entry.path);
    files_.push_back({std::move(entry.path), std::move(entry.bytes)});
  }

  void refuse(std::string path, Remark remark) {
    remarks_.push_back({path, std::move(remark)});
    files_.push_back({std::move(path), {}, true});
  }

  // Entries are sorted, so all that lies below a faulty folder comes in one run.
  void refuse_folder_once(std::string path, std::string fault) {
    if (last_refused_ == path) return;
    std::string name = unused_name(path);
    last_refused_ = std::move(path);
    refuse(std::move(name), {&refused_path, std::move(fault),
                             "rename it: every system must be able to hold the same files"});
  }

  // The same path a second time: nobody can say which of the two is meant.
  void take_again(const std::string& path) {
    files_.back().bytes.clear();
    files_.back().refused = true;
    remarks_.push_back(
        {path,
         {&refused_path, fmt::format("`{}` stands in its folder more than once", shown_path(path)),
          "git writes no such tree: find out who made it, and commit the files again"}});
  }

  // Shown paths of different hostile names may be equal.
  std::string unused_name(std::string_view path) {
    const std::string shown = shown_path(path);
    std::string name = shown;
    for (int copy = 2; !names_.insert(name).second; ++copy) {
      name = fmt::format("{} ({})", shown, copy);
    }
    return name;
  }

  void remark_on_conversions(const std::string& path) {
    for (const Conversion& conversion : attributes_.conversions(prefix_ + path)) {
      remarks_.push_back(
          {path,
           {&text_conversion,
            fmt::format("`{}` in line {} of `{}` has git rewrite `{}`", conversion.attribute,
                        conversion.line, shown_path(conversion.path), shown_path(path)),
            "take governed files out of this attribute: what people read must be what they "
            "commit"}});
    }
  }

  // Every folder and every file is compared with its namesakes under case folding.
  void find_collisions() {
    Namesakes seen;
    std::string_view last_folder;
    for (const File& file : files_) {
      const std::string_view path = file.path;
      for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', end + 1)) {
        const bool known = last_folder.starts_with(path.substr(0, end)) &&
                           (last_folder.size() == end || last_folder[end] == '/');
        if (!known) compare(seen, path.substr(0, end), file);
      }
      last_folder = path.substr(0, std::min(path.rfind('/'), path.size()));
      compare(seen, path, file);
    }
  }

  // `path` is that of `file`, or of a folder around it.
  void compare(Namesakes& seen, std::string_view path, const File& file) {
    const auto [at, fresh] = seen.try_emplace(case_folded(path), std::string(path), file.path);
    if (fresh) return;
    const Seen& other = at->second;
    if (other.path != path) {
      // Where only a folder above differs, that folder has been told already.
      if (name_of(other.path) == name_of(path)) return;
      remarks_.push_back(
          {file.path,
           {&case_collision,
            fmt::format("`{}` differs from `{}` in upper and lower case alone", shown_path(path),
                        shown_path(other.path)),
            "rename one of them: on macOS and Windows they are one name", other.file}});
    } else if (file.path == path || other.file == path) {
      remarks_.push_back(
          {file.path,
           {&refused_path, fmt::format("`{}` is a file and a folder at once", shown_path(path)),
            "rename one of them", other.file}});
    }
  }

  static void add_finding(Frozen& frozen, Placed& placed) {
    const auto start_of = [&](std::string_view path) {
      return Span{frozen.snapshot.find(path).value(), 0, 0};
    };
    Remark& remark = placed.remark;
    report::Finding& finding = frozen.report.add(*remark.rule, start_of(placed.path),
                                                 std::move(remark.message), std::move(remark.help));
    if (remark.other) finding.labels.push_back({start_of(*remark.other), "the other one"});
  }

  std::string prefix_;
  Attributes attributes_;
  std::set<std::string, std::less<>> names_;
  std::vector<File> files_;
  std::vector<Placed> remarks_;
  std::optional<std::string> last_refused_;
};

}  // namespace

Frozen validate(Listing listing, Origin origin, Instant as_of) {
  return Draft(std::move(listing)).finish(std::move(origin), as_of);
}

}  // namespace ensign::source
