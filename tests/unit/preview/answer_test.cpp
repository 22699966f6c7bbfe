// Whom the preview answers, and with what; without a network.
#include "preview/answer.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace ensign;
using namespace ensign::preview;

namespace {

const std::string page = "<html><head><title>x</title></head><body>x</body></html>";

State state_with_site() {
  State state;
  state.site = std::make_shared<const SiteFiles>(emit::OutFiles{
      {"site/style.css", "body{}"},
      {"site/index.html", page},
      {"site/flags/index.html", page},
      {"site/flags/a.html", page},
      {"site/404.html", page},
  });
  state.site_id = "7-1";
  state.state_id = "7-2";
  state.summary = "0 errors, 0 warnings";
  return state;
}

Request get(std::string path) { return {"GET", {"127.0.0.1:8000"}, std::move(path), {}}; }

Answer answered(const Request& request) { return answer(request, state_with_site(), 8000); }

std::string header(const Answer& given, std::string_view name) {
  const auto found = std::ranges::find(given.headers, name,
                                       [](const auto& one) { return std::string_view(one.first); });
  return found == given.headers.end() ? "" : found->second;
}

}  // namespace

TEST_CASE("preview: only this machine's own names are answered") {
  for (const char* host : {"127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"}) {
    CAPTURE(host);
    Request request = get("/");
    request.hosts = {host};
    CHECK(answered(request).status == 200);
  }
  const std::vector<std::vector<std::string>> refused{
      {},
      {""},
      {"localhost"},
      {"localhost:80"},
      {"localhost:8000."},
      {"evil.example:8000"},
      {"127.0.0.1:8000.evil.example"},
      {"localhost.evil.example:8000"},
      {"127.0.0.1:8000", "evil.example"},
      {"127.0.0.1:8000", "127.0.0.1:8000"},
  };
  for (const auto& hosts : refused) {
    CAPTURE(hosts.size());
    Request request = get("/");
    request.hosts = hosts;
    CHECK(answered(request).status == 403);
    request.path = "/_ensign/events";
    CHECK(answered(request).status == 403);
  }
}

TEST_CASE("preview: on port 80 browsers leave the port out") {
  Request request = get("/");
  request.hosts = {"localhost"};
  CHECK(answer(request, state_with_site(), 80).status == 200);
  request.hosts = {"evil.example"};
  CHECK(answer(request, state_with_site(), 80).status == 403);
}

TEST_CASE("preview: it can only be read") {
  Request request = get("/");
  request.method = "HEAD";
  CHECK(answered(request).status == 200);
  for (const char* method : {"POST", "another", "get", ""}) {
    request.method = method;
    CHECK(answered(request).status == 405);
    CHECK(header(answered(request), "Allow") == "GET, HEAD");
  }
}

TEST_CASE("preview: nothing is kept, guessed or loaded by others, whatever is answered") {
  Request foreign = get("/");
  foreign.hosts = {"evil.example"};
  for (const Request& request : {get("/"), get("/style.css"), get("/none"), get("/flags"),
                                 get("/_ensign/events"), get("/_ensign/reload.js"), foreign}) {
    CAPTURE(request.path);
    const Answer given = answered(request);
    CHECK(header(given, "Cache-Control") == "no-store");
    CHECK(header(given, "X-Content-Type-Options") == "nosniff");
    CHECK(header(given, "Cross-Origin-Resource-Policy") == "same-origin");
  }
}

TEST_CASE("preview: a page gets one tag before the end of its head, other files stay") {
  CHECK(answered(get("/flags/a.html")).body ==
        "<html><head><title>x</title><script src=\"/_ensign/reload.js\" data-site=\"7-1\" defer>"
        "</script>\n</head><body>x</body></html>");
  CHECK(answered(get("/style.css")).body == "body{}");
  const Answer missing = answered(get("/none"));
  CHECK(missing.status == 404);
  CHECK(missing.body == page);
  CHECK(answered(get("/404.html")).body == page);
}

TEST_CASE("preview: a folder is its index, behind a slash") {
  CHECK(answered(get("/flags/")).status == 200);
  Request request = get("/flags");
  request.query = "owner=a";
  CHECK(answered(request).status == 307);
  CHECK(header(answered(request), "Location") == "/flags/?owner=a");
}

TEST_CASE("preview: until there is a site, every page says what is wrong") {
  State state;
  state.stale = true;
  state.state_id = "7-1";
  state.summary = "1 error, 0 warnings";
  state.text = "flags/a.yaml:1:1: error: <script>alert(1)</script>\n";
  for (const char* path : {"/", "/flags/a.html", "/nothing"}) {
    const Answer given = answer(get(path), state, 8000);
    CHECK(given.status == 503);
    CHECK(given.body.contains("<h1>1 error, 0 warnings</h1>"));
    CHECK(given.body.contains("error: &lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(given.body.contains("data-state=\"7-1\""));
    CHECK(!given.body.contains("<script>"));
  }
  CHECK(answer(get("/_ensign/reload.js"), state, 8000).status == 200);
}

TEST_CASE("preview: its own files, and no others below their folder") {
  CHECK(answered(get("/_ensign/events")).events);
  CHECK(header(answered(get("/_ensign/worker.js")), "Content-Security-Policy") ==
        "default-src 'none'; connect-src 'self'");
  for (const char* path : {"/_ensign/", "/_ensign/../index.html", "/_ensign/x"}) {
    CHECK(answered(get(path)).status == 404);
  }
}
