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

using Ids = std::vector<std::string_view>;  // sorted

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

// Each file is looked at on its own; what is kept of it has its index.
class LinkCheck {
 public:
  LinkCheck(const OutFiles& files, unsigned threads) : files_(files), ids_(files.size()) {
    for (std::size_t i = 0; i < files.size(); ++i) places_[files[i].path] = i;
    parallel_for(files.size(), threads, [&](std::size_t i) { ids_[i] = ids_of(files[i]); });
  }

  std::set<std::string> broken(unsigned threads) const {
    std::vector<std::set<std::string>> by_file(files_.size());
    parallel_for(files_.size(), threads, [&](std::size_t i) { by_file[i] = broken_in(files_[i]); });
    std::set<std::string> all;
    for (std::set<std::string>& one : by_file) all.merge(one);
    return all;
  }

 private:
  static Ids ids_of(const OutFile& file) {
    Ids ids;
    if (file.path.ends_with(".html")) {
      each_attribute(file.bytes, " id=\"", [&](std::string_view id) { ids.push_back(id); });
    }
    std::ranges::sort(ids);
    return ids;
  }

  std::set<std::string> broken_in(const OutFile& file) const {
    std::set<std::string> broken;
    if (!file.path.ends_with(".html")) return broken;
    std::unordered_set<std::string_view> seen;
    for (const std::string_view attribute : {" href=\"", " src=\""}) {
      each_attribute(file.bytes, attribute, [&](std::string_view value) {
        if (!seen.insert(value).second) return;
        if (auto fault = fault_of(file, value); !fault.empty()) broken.insert(std::move(fault));
      });
    }
    return broken;
  }

  // Empty for an address that leads somewhere.
  std::string fault_of(const OutFile& file, std::string_view value) const {
    const std::string address = replaced(std::string(value), "&amp;", "&");
    if (is_web_address(address) || address.starts_with("mailto:")) return {};
    const std::size_t hash = std::min(address.find('#'), address.size());
    const std::string path = percent_decoded(address.substr(0, hash));
    const std::string target = path.empty() ? file.path : resolved_path(file.path, path);
    const auto known = places_.find(target);
    if (known == places_.end()) {
      return fmt::format("{}: `{}` leads nowhere", file.path, address);
    }
    if (hash + 1 >= address.size()) return {};
    const std::string id = percent_decoded(address.substr(hash + 1));
    if (std::ranges::binary_search(ids_[known->second], std::string_view(id))) return {};
    return fmt::format("{}: `{}` names no place in `{}`", file.path, address, target);
  }

  const OutFiles& files_;
  std::vector<Ids> ids_;
  std::unordered_map<std::string_view, std::size_t> places_;
};

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

}  // namespace

Result<void> check_links(const OutFiles& files, unsigned threads) {
  const auto broken = LinkCheck(files, threads).broken(threads);
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
