#include "preview/answer.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "preview/embedded_assets.h"
#include "preview/findings_page.h"

namespace ensign::preview {
namespace {

Answer make(int status, std::string_view type, std::string body) {
  Answer made{status, {}, std::move(body), false};
  made.headers = {{"Content-Type", std::string(type)},
                  {"Cache-Control", "no-store"},
                  {"X-Content-Type-Options", "nosniff"},
                  {"Cross-Origin-Resource-Policy", "same-origin"}};
  return made;
}

Answer in_words(int status, std::string words) {
  return make(status, "text/plain; charset=utf-8", std::move(words) + "\n");
}

bool is_this_machine(const std::vector<std::string>& hosts, unsigned port) {
  if (hosts.size() != 1) return false;
  std::string host = hosts.front();
  std::ranges::transform(host, host.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  constexpr std::array<std::string_view, 3> names{"localhost", "127.0.0.1", "[::1]"};
  return std::ranges::any_of(names, [&](std::string_view name) {
    return host == fmt::format("{}:{}", name, port) || (port == 80 && host == name);
  });
}

Answer findings(int status, const State& state) {
  return make(status, content_type(".html"), findings_page(state));
}

// What the preview adds to the site, below /_ensign/.
Answer own_file(std::string_view name, const State& state) {
  if (name == "findings.html") return findings(200, state);
  if (name == "events") {
    Answer stream = make(200, "text/event-stream", {});
    stream.events = true;
    return stream;
  }
  for (const EmbeddedFile& asset : embedded_assets()) {
    if (asset.name != name) continue;
    Answer found = make(200, content_type(name), std::string(asset.bytes));
    // The worker is not bound by the policy of the page that starts it.
    if (name == "worker.js") {
      found.headers.emplace_back("Content-Security-Policy",
                                 "default-src 'none'; connect-src 'self'");
    }
    return found;
  }
  return in_words(404, "there is no such file");
}

Answer not_found(const SiteFiles& site) {
  const auto page = site.locate("/404.html");
  if (page.file == nullptr) return in_words(404, "there is no such page");
  Answer missing = make(404, content_type(".html"), page.file->bytes);
  // Its policy allows no script, and a file that is renamed back should bring its page back.
  missing.headers.emplace_back("Refresh", "2");
  return missing;
}

Answer site_file(const Request& request, const State& state) {
  const SiteFiles::Located located = state.site->locate(request.path);
  if (located.is_folder) {
    Answer moved = in_words(307, "this is a folder");
    const std::string query = request.query.empty() ? "" : "?" + request.query;
    moved.headers.emplace_back("Location", request.path + "/" + query);
    return moved;
  }
  if (located.file == nullptr) return not_found(*state.site);
  const emit::OutFile& file = *located.file;
  const bool tagged = file.path.ends_with(".html") && file.path != "404.html";
  return make(200, content_type(file.path),
              tagged ? with_reload_tag(file.bytes, "site", state.site_id) : file.bytes);
}

}  // namespace

Answer answer(const Request& request, const State& state, unsigned port) {
  if (!is_this_machine(request.hosts, port)) {
    return in_words(403, fmt::format("only http://127.0.0.1:{0}/ and http://localhost:{0}/ are "
                                     "answered",
                                     port));
  }
  if (request.method != "GET" && request.method != "HEAD") {
    Answer refused = in_words(405, "a preview can only be read");
    refused.headers.emplace_back("Allow", "GET, HEAD");
    return refused;
  }
  constexpr std::string_view own = "/_ensign/";
  if (request.path.starts_with(own)) return own_file(request.path.substr(own.size()), state);
  return state.site ? site_file(request, state) : findings(503, state);
}

}  // namespace ensign::preview
