#include "emit/site/link_check.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/parallel.h"
#include "emit/page/escape.h"
#include "emit/page/links.h"

namespace ensign::emit {
namespace {

using Ids = std::unordered_set<std::string_view>;

// Calls `found` with the value of every `name="…"`. The markup is our own, so all values are in
// double quotes, and text holds none.
template <typename Found>
void each_attribute(std::string_view markup, std::string_view name, Found&& found) {
  for (std::size_t at = markup.find(name); at != std::string_view::npos;
       at = markup.find(name, at)) {
    at += name.size();
    const std::size_t end = markup.find('"', at);
    if (end == std::string_view::npos) return;
    found(markup.substr(at, end - at));
    at = end;
  }
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
        digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
    text.replace(at, from.size(), to);
  }
  return text;
}

class LinkCheck {
 public:
  LinkCheck(const OutFiles& files, unsigned threads) {
    std::vector<Ids> ids(files.size());
    parallel_for(files.size(), threads, [&](std::size_t i) { ids[i] = ids_of(files[i]); });
    for (std::size_t i = 0; i < files.size(); ++i) files_[files[i].path] = std::move(ids[i]);
  }

  // What is broken in one file.
  std::set<std::string> check(const OutFile& file) const {
    std::set<std::string> broken;
    for (const std::string_view attribute : {" href=\"", " src=\""}) {
      each_attribute(file.bytes, attribute,
                     [&](std::string_view value) { check(file, value, broken); });
    }
    return broken;
  }

 private:
  static Ids ids_of(const OutFile& file) {
    Ids ids;
    if (file.path.ends_with(".html")) {
      each_attribute(file.bytes, " id=\"", [&](std::string_view id) { ids.insert(id); });
    }
    return ids;
  }

  void check(const OutFile& file, std::string_view value, std::set<std::string>& broken) const {
    const std::string address = replaced(std::string(value), "&amp;", "&");
    if (is_web_address(address) || address.starts_with("mailto:")) return;
    const std::size_t hash = std::min(address.find('#'), address.size());
    const std::string path = percent_decoded(address.substr(0, hash));
    const std::string target = path.empty() ? file.path : resolved_path(file.path, path);
    const auto known = files_.find(target);
    if (known == files_.end()) {
      broken.insert(fmt::format("{}: `{}` leads nowhere", file.path, address));
    } else if (hash + 1 < address.size() &&
               !known->second.contains(percent_decoded(address.substr(hash + 1)))) {
      broken.insert(fmt::format("{}: `{}` names no place in `{}`", file.path, address, target));
    }
  }

  std::unordered_map<std::string_view, Ids> files_;
};

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

}  // namespace

Result<void> check_links(const OutFiles& files, unsigned threads) {
  const LinkCheck check(files, threads);
  std::vector<std::set<std::string>> found(files.size());
  parallel_for(files.size(), threads, [&](std::size_t i) {
    if (files[i].path.ends_with(".html")) found[i] = check.check(files[i]);
  });
  std::set<std::string> broken;
  for (auto& of_file : found) broken.merge(of_file);
  if (broken.empty()) return {};
  std::string message = "links of the site are broken";
  for (const std::string& line : broken) message += "\n  " + line;
  return failure(std::move(message), "correct the links in the Markdown of the named things");
}

Result<void> check_paths(const OutFiles& files) {
  std::map<std::string, std::string> seen;
  for (const OutFile& file : files) {
    if (file.path.empty() || resolved_path("x", file.path) != file.path) {
      return failure(fmt::format("`{}` is no path inside of the output", file.path));
    }
    const auto [other, is_new] = seen.emplace(lower_case(file.path), file.path);
    if (!is_new) {
      return failure(fmt::format("two pages would be `{}` and `{}`", other->second, file.path),
                     "rename one of the two things they are about");
    }
  }
  return {};
}

}  // namespace ensign::emit
