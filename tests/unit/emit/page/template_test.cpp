// The template engine: what it fills in, how it escapes by place, and what it refuses with its
// place.
#include "emit/page/template.h"

#include <doctest/doctest.h>

using namespace ensign;
using namespace ensign::emit;

namespace {

std::string filled(const std::string& text, const Value& data,
                   std::vector<TemplateSource> partials = {}) {
  partials.push_back({"page.html", "page.html", text});
  const auto set = TemplateSet::compile(partials);
  if (!set) return "FAILURE " + set.error().message;
  const auto html = set->render("page.html", data);
  return html ? html->markup() : "FAILURE " + html.error().message;
}

std::string refused(const std::string& text) {
  const TemplateSource source{"page.html", "site-templates/page.html", text};
  const auto set = TemplateSet::compile(std::span(&source, 1));
  return set ? "compiled" : set.error().message;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// A value that breaks out of every place that forgets to escape.
constexpr const char* hostile = "\"><script>alert('x')</script><a href=\"";

}  // namespace

TEST_CASE("fields, each, if and else") {
  Value data = Value::map({{"title", "Query engine"}, {"on", true}, {"none", ""}});
  data.set("flags", Value::List{Value::map({{"key", "a"}}), Value::map({{"key", "b"}})});
  CHECK(filled("<p>{{title}}</p>", data) == "<p>Query engine</p>");
  CHECK(filled("<ul>{{#each flags}}<li>{{key}} {{title}}</li>{{/each}}</ul>", data) ==
        "<ul><li>a Query engine</li><li>b Query engine</li></ul>");
  CHECK(filled("{{#if on}}yes{{else}}no{{/if}}{{#if none}}yes{{else}}no{{/if}}", data) == "yesno");
  CHECK(filled("{{! nothing }}x", data) == "x");
  CHECK(filled("<i>{{#each words}}{{.}},{{/each}}</i>",
               Value::map({{"words", Value::List{"a", "b"}}})) == "<i>a,b,</i>");
}

TEST_CASE("an if inside of an if, with and without else") {
  const Value data = Value::map({{"a", true}, {"b", false}, {"c", true}});
  CHECK(filled("{{#if a}}1{{#if b}}2{{else}}3{{#if c}}4{{/if}}{{/if}}5{{/if}}6", data) == "13456");
  CHECK(filled("{{#if b}}1{{#if a}}2{{else}}3{{/if}}{{else}}4{{/if}}5", data) == "45");
}

TEST_CASE("dotted names, partials and partials about a field") {
  Value data = Value::map({{"owner", Value::map({{"name", "Ada"}})}, {"name", "outside"}});
  CHECK(filled("{{owner.name}}", data) == "Ada");
  const TemplateSource who{"_who.html", "_who.html", "<b>{{name}}</b>\n"};
  CHECK(filled("{{> who}},{{> who owner}}.", data, {who}) == "<b>outside</b>,<b>Ada</b>.");
}

TEST_CASE("a line with nothing but a block tag leaves no line") {
  const Value data = Value::map({{"list", Value::List{"a", "b"}}});
  CHECK(filled("<ul>\n  {{#each list}}\n  <li>{{.}}</li>\n  {{/each}}\n</ul>\n", data) ==
        "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n");
}

TEST_CASE("escaping by place, with a value made to break out") {
  const Value data = Value::map({{"x", hostile}});
  CHECK(filled("<p>{{x}}</p>", data) ==
        "<p>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;a href=&quot;</p>");
  CHECK(
      filled("<title>{{x}}</title>", data) ==
      "<title>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;a href=&quot;</title>");
  CHECK(
      filled("<p title='{{x}}'></p>", data) ==
      "<p title='&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;a href=&quot;'></p>");
  CHECK(filled("<p id=\"{{x}}\"></p>", data) ==
        "<p id=\"---script-alert--x----script--a-href--\"></p>");
  CHECK(filled("<p class=\"a {{x}}\"></p>", data) ==
        "<p class=\"a ---script-alert--x----script--a href--\"></p>");
  CHECK(filled("<a href=\"flags/{{x}}.html\">k</a>", data) ==
        "<a href=\"flags/%22%3E%3Cscript%3Ealert%28%27x%27%29%3C%2Fscript%3E%3Ca%20href%3D%22.html"
        "\">k</a>");
}

TEST_CASE("addresses: only http, https, mailto and relative ones") {
  const auto href = [](const char* url) {
    return filled("<a href=\"{{u}}\">k</a>", Value::map({{"u", url}}));
  };
  CHECK(href("https://example.com/a?b=1&c=2") ==
        "<a href=\"https://example.com/a?b=1&amp;c=2\">k</a>");
  CHECK(href("mailto:ada@example.com") == "<a href=\"mailto:ada@example.com\">k</a>");
  CHECK(href("../flags/a b.html#x") == "<a href=\"../flags/a%20b.html#x\">k</a>");
  for (const char* bad :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "java\tscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x", "data:text/html,x",
        "file:///etc/passwd", "//evil.example", "/\\evil.example", "\\\\evil.example", "/rooted",
        "http:evil", "ftp://x"}) {
    CAPTURE(bad);
    CHECK(href(bad) == "<a href=\"#\">k</a>");
  }
  CHECK(filled("<img src=\"{{u}}\" alt=\"\">", Value::map({{"u", "https://tracker.example/x"}})) ==
        "<img src=\"#\" alt=\"\">");
}

TEST_CASE("places where nothing can be escaped safely are refused, with file, line and column") {
  CHECK(has(refused("<p>\n<script>{{x}}</script></p>"), "site-templates/page.html:2:9: "));
  CHECK(has(refused("<style>{{x}}</style>"), "inside `<style>`"));
  CHECK(has(refused("<p onclick=\"{{x}}\"></p>"), "attribute `onclick`"));
  CHECK(has(refused("<p ONCLICK='{{x}}'></p>"), "attribute `onclick`"));
  CHECK(has(refused("<p style=\"{{x}}\"></p>"), "attribute `style`"));
  CHECK(has(refused("<p title={{x}}></p>"), "must be quoted"));
  CHECK(has(refused("<p title=a{{x}}></p>"), "must be quoted"));
  CHECK(has(refused("<{{x}}>"), "name of a tag"));
  CHECK(has(refused("<h{{x}}></h1>"), "name of a tag"));
  CHECK(has(refused("<p {{x}}></p>"), "name of an attribute"));
  CHECK(has(refused("<p a{{x}}=\"1\"></p>"), "name of an attribute"));
  CHECK(has(refused("<!-- {{x}} -->"), "inside a comment"));
  CHECK(has(refused("<iframe srcdoc=\"{{x}}\"></iframe>"), "`<iframe>`"));
  CHECK(has(refused("<script src=\"{{x}}\"></script>"), "`<script>`"));
  CHECK(has(refused("<base href=\"{{x}}\">"), "`<base>`"));
  CHECK(has(refused("<img srcset=\"{{x}}\" alt=\"\">"), "attribute `srcset`"));
  CHECK(has(refused("<meta http-equiv=\"refresh\" content=\"{{x}}\">"), "http-equiv"));
  CHECK(has(refused("<meta content=\"{{x}}\" http-equiv=\"refresh\">"), "http-equiv"));
  CHECK(has(refused("<a href=\"javascript:{{x}}\">k</a>"), "`javascript:`"));
  CHECK(has(refused("<a href=\"javascript&colon;{{x}}\">k</a>"), "entity"));
  CHECK(has(refused("<a href=\"{{x}}:alert(1)\">k</a>"), "scheme"));
  CHECK(has(refused("<animate to=\"{{x}}\"></animate>"), "`<animate>`"));
}

TEST_CASE("markup goes only between tags") {
  const Value data = Value::map({{"x", Html::literal("<b>bold</b>")}});
  CHECK(filled("<p>{{x}}</p>", data) == "<p><b>bold</b></p>");
  CHECK(has(filled("<p title=\"{{x}}\"></p>", data), "page.html:1:11: `x` is markup"));
  CHECK(has(filled("<title>{{x}}</title>", data), "is markup"));
}

TEST_CASE("tags stay balanced, whichever way is taken") {
  CHECK(has(refused("{{#if a}}<p>{{else}}<div>{{/if}}</p>"), "page.html:1:1: one way ends"));
  CHECK(has(refused("{{#if a}}<p>{{/if}}x</p>"), "one way ends"));
  CHECK(has(refused("<ul>{{#each a}}<li>{{/each}}</ul>"), "one way ends"));
  CHECK(has(refused("<a href=\"{{#if a}}x\">{{else}}y{{/if}}\">"), "one way ends"));
  CHECK(has(refused("<p></div>"), "`</div>` where `</p>` is due"));
  CHECK(has(refused("</p>"), "closes nothing"));
  CHECK(has(refused("<p>"), "the template ends inside `<p>`"));
  CHECK(has(refused("<p/>"), "closes nothing in HTML"));
  CHECK(has(refused("a < b"), "write `&lt;`"));
  const Value on = Value::map({{"a", true}});
  CHECK(filled("<p{{#if a}} class=\"b\"{{/if}}>x</p>", on) == "<p class=\"b\">x</p>");
  CHECK(filled("<p class=\"c{{#if a}} b{{/if}}\">x</p>", on) == "<p class=\"c b\">x</p>");
  CHECK(filled("<p {{#if a}}class=\"b\"{{/if}}>x</p>", on) == "<p class=\"b\">x</p>");
}

TEST_CASE("mistakes of blocks and names") {
  CHECK(has(refused("{{#if a}}"), "never closed"));
  CHECK(has(refused("{{/if}}"), "closes no `#if`"));
  CHECK(has(refused("{{#each a}}{{else}}{{/each}}"), "`else` without"));
  CHECK(has(refused("{{#if a}}{{else}}{{else}}{{/if}}"), "`else` without"));
  CHECK(has(refused("{{#unless a}}{{/unless}}"), "is no block"));
  CHECK(has(refused("{{a"), "never closed"));
  CHECK(has(refused("{{a b}}"), "no name"));
  CHECK(has(refused("{{> crumbz}}"), "there is no partial"));
  const Value data = Value::map({{"title", "x"}, {"owner", Value::map({{"name", "y"}})}});
  CHECK(has(filled("<p>\n {{titel}}</p>", data),
            "page.html:2:2: there is no field `titel` here; did "
            "you mean `title`?"));
  CHECK(has(filled("{{owner.nam}}", data), "did you mean `name`?"));
  CHECK(has(filled("{{#each title}}{{/each}}", data), "is no list"));
  CHECK(has(filled("{{owner}}", data), "neither text nor markup"));
}

TEST_CASE("names are held against the data also on the way that is not taken") {
  const Value data = Value::map({{"on", true}, {"title", "x"}});
  CHECK(has(filled("{{#if on}}a{{else}}{{titel}}{{/if}}", data), "did you mean `title`?"));
}

TEST_CASE("a partial that uses itself is refused, and all mistakes are listed at once") {
  const TemplateSource sources[] = {{"_a.html", "_a.html", "{{> a}}"},
                                    {"b.html", "b.html", "{{> a}}"},
                                    {"c.html", "c.html", "<p>"}};
  const auto set = TemplateSet::compile(sources);
  REQUIRE_FALSE(set.has_value());
  CHECK(has(set.error().message, "uses itself"));
  CHECK(has(set.error().message, "c.html:1:4: the template ends inside `<p>`"));
}

TEST_CASE("what could hide or reorder text is shown") {
  const Value data = Value::map({{"x", "a\u202Eb\x1b[31m"}});
  CHECK(filled("<p>{{x}}</p>", data) == "<p>a\\u{202E}b\\u{1B}[31m</p>");
}
