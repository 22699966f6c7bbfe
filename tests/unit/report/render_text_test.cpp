#include <doctest/doctest.h>

#include "report/width.h"
#include "sample.h"

using namespace ensign::report;
using sample::Files;

TEST_CASE("no findings, no text") { CHECK(Files().text().empty()); }

TEST_CASE("the place, the line with the span underlined, the help, the counts") {
  Files files;
  const auto flag =
      files.add("flags/checkout.yaml", "key: checkout\nexpires: 2026-01-01\nowner: web\n");
  files.report.add(sample::expired, files.span(flag, "2026-01-01"),
                   "`checkout` expired 323 days ago",
                   "remove the flag, or move `expires` with a reason");
  CHECK(files.text() ==
        "flags/checkout.yaml:2:10: error: `checkout` expired 323 days ago [EN201 flag-expired]\n"
        " 2 | expires: 2026-01-01\n"
        "   |          ^~~~~~~~~~\n"
        "  = help: remove the flag, or move `expires` with a reason\n"
        "\n"
        "1 error in 1 file\n");
}

TEST_CASE("labels: on the same line, on another line, in another file, in a file without bytes") {
  Files files;
  const auto a = files.add("a.yaml", "key: one\nx: y\nkey: two\n");
  const auto b = files.add("b.yaml", "\n\n\n\n\n\n\n\n\nkey: one\n");
  const auto c = files.add("c.yaml", "");
  Finding& finding = files.report.add(sample::unowned, files.span(a, "two"), "twice");
  finding.labels = {{{a, 14, 17}, "this key"},
                    {files.span(a, "key: one"), "first given here"},
                    {files.span(b, "one"), "also here"},
                    {{c, 0, 0}, "refused: a symbolic link"}};
  files.report.add(sample::expired, {c, 0, 0}, "is a symbolic link");
  files.report.add(sample::expired, {c, 0, 0}, "is hostile");
  CHECK(files.text() ==
        "a.yaml:3:6: warning: twice [EN301 owner-missing]\n"
        "  3 | key: two\n"
        "    |      ^~~\n"
        "    | --- this key\n"
        "  1 | key: one\n"
        "    | -------- first given here\n"
        "  ::: b.yaml:10:6\n"
        " 10 | key: one\n"
        "    |      --- also here\n"
        "  ::: c.yaml:1:1: refused: a symbolic link\n"
        "\n"
        "c.yaml:1:1: error: is a symbolic link [EN201 flag-expired]\n"
        "\n"
        "c.yaml:1:1: error: is hostile [EN201 flag-expired]\n"
        "\n"
        "2 errors, 1 warning in 2 files\n");
}

TEST_CASE("the underline stands under tabs, wide characters, marks and emoji") {
  Files files;
  const auto a = files.add("a.yaml", "\tk:\t東京\u0301é 👩 end\n");
  files.report.add(sample::remark, files.span(a, "京\u0301é"), "m");
  files.report.add(sample::remark, files.span(a, "end"), "n");
  CHECK(files.text() ==
        "a.yaml:1:6: note: m [EN901 remark]\n"
        " 1 |     k:  東京\u0301é 👩 end\n"
        "   |           ^~~\n"
        "\n"
        "a.yaml:1:12: note: n [EN901 remark]\n"
        " 1 |     k:  東京\u0301é 👩 end\n"
        "   |                  ^~~\n"
        "\n"
        "2 notes in 1 file\n");
}

TEST_CASE("a span over several lines shows the first and counts the rest") {
  Files files;
  const auto a = files.add("a.yaml", "rules:\n  - a\n  - b\nend\n");
  files.report.add(sample::expired, files.span(a, "rules:\n  - a\n  - b\n"), "m");
  files.report.add(sample::expired, files.span(a, "- b\nend"), "n");
  files.report.add(sample::expired, files.span(a, "end\n"), "o");
  CHECK(files.text() ==
        "a.yaml:1:1: error: m [EN201 flag-expired]\n"
        " 1 | rules:\n"
        "   | ^~~~~~ … 2 more lines\n"
        "\n"
        "a.yaml:3:3: error: n [EN201 flag-expired]\n"
        " 3 |   - b\n"
        "   |   ^~~ … 1 more line\n"
        "\n"
        "a.yaml:4:1: error: o [EN201 flag-expired]\n"
        " 4 | end\n"
        "   | ^~~\n"
        "\n"
        "3 errors in 1 file\n");
}

TEST_CASE(
    "empty spans: in a line, at its end, at the end of files with and without a last line feed") {
  Files files;
  const auto a = files.add("a.yaml", "ab: c\n");
  const auto b = files.add("b.yaml", "ab");
  files.report.add(sample::expired, {a, 1, 1}, "m");
  files.report.add(sample::expired, {a, 5, 5}, "n");
  files.report.add(sample::expired, {a, 6, 6}, "o");
  files.report.add(sample::expired, {b, 2, 2}, "p");
  files.report.add(sample::expired, {b, 90, 99}, "q");
  CHECK(files.text() ==
        "a.yaml:1:2: error: m [EN201 flag-expired]\n"
        " 1 | ab: c\n"
        "   |  ^\n"
        "\n"
        "a.yaml:1:6: error: n [EN201 flag-expired]\n"
        " 1 | ab: c\n"
        "   |      ^\n"
        "\n"
        "a.yaml:2:1: error: o [EN201 flag-expired]\n"
        " 2 |\n"
        "   | ^\n"
        "\n"
        "b.yaml:1:3: error: p [EN201 flag-expired]\n"
        " 1 | ab\n"
        "   |   ^\n"
        "\n"
        "b.yaml:1:3: error: q [EN201 flag-expired]\n"
        " 1 | ab\n"
        "   |   ^\n"
        "\n"
        "5 errors in 2 files\n");
}

TEST_CASE("long lines are cut around the span to fit one hundred columns") {
  Files files;
  const auto a = files.add("a.yaml", std::string(300, 'a') + "HERE" + std::string(300, 'b'));
  const auto b = files.add("b.yaml", "HERE" + std::string(300, 'b'));
  const auto c = files.add("c.yaml", std::string(300, 'a') + "HERE");
  const auto d = files.add("d.yaml", std::string(20, 'a') + std::string(300, 'b') + "c");
  for (const auto file : {a, b, c})
    files.report.add(sample::expired, files.span(file, "HERE"), "m");
  files.report.add(sample::expired, files.span(d, std::string(300, 'b')), "m");
  // 100 columns less the gutter ` 1 | ` are 95; two of them are kept for the ellipses.
  const std::string first = " 1 | ", below = "   | ";
  CHECK(files.text() ==
        "a.yaml:1:301: error: m [EN201 flag-expired]\n" + first + "…" + std::string(44, 'a') +
            "HERE" + std::string(45, 'b') + "…\n" + below + std::string(45, ' ') + "^~~~\n" +
            "\nb.yaml:1:1: error: m [EN201 flag-expired]\n" + first + "HERE" +
            std::string(89, 'b') + "…\n" + below + "^~~~\n" +
            "\nc.yaml:1:301: error: m [EN201 flag-expired]\n" + first + "…" + std::string(89, 'a') +
            "HERE\n" + below + std::string(90, ' ') + "^~~~\n" +
            "\nd.yaml:1:21: error: m [EN201 flag-expired]\n" + first + "…" + std::string(10, 'a') +
            std::string(83, 'b') + "…\n" + below + std::string(11, ' ') + "^" +
            std::string(82, '~') + "\n\n4 errors in 4 files\n");
}

TEST_CASE("a line of exactly the page's width is not cut") {
  Files files;
  const auto a = files.add("a.yaml", std::string(95, 'a'));
  files.report.add(sample::expired, {a, 0, 1}, "m");
  CHECK(files.text().find(" 1 | " + std::string(95, 'a') + "\n") != std::string::npos);
}

TEST_CASE("hostile text can neither steer a terminal nor forge a line or a command") {
  Files files;
  const auto a = files.add("::error::p\x1b\nq.yaml", "k: ##[error]\x1b[2J\u202e\r\xFF end\n");
  files.report.add(sample::expired, files.span(a, "end"), sample::hostile, sample::hostile)
      .labels.push_back({files.span(a, "\x1b"), sample::hostile});
  CHECK(files.text() ==
        "\\u{3A}:error::p\\u{1B}\\u{A}q.yaml:1:21: error: "
        "a\\u{1B}[31m\\u{202E}\\u{A}::error::x \\u{23}#[error]y %0A,:\\xFF [EN201 flag-expired]\n"
        " 1 | k: \\u{23}#[error]\\u{1B}[2J\\u{202E}\\u{D}\\xFF end\n"
        "   |                                             ^~~\n"
        "   |                  ------ a\\u{1B}[31m\\u{202E}\\u{A}::error::x \\u{23}#[error]y "
        "%0A,:\\xFF\n"
        "  = help: a\\u{1B}[31m\\u{202E}\n"
        "          \\u{3A}:error::x \\u{23}#[error]y %0A,:\\xFF\n"
        "\n"
        "1 error in 1 file\n");
}

TEST_CASE("help may run over several lines, which stay indented") {
  Files files;
  const auto a = files.add("a.yaml", "");
  files.report.add(sample::expired, {a, 0, 0}, "m", "write:\n  owner: web\n\nand commit");
  CHECK(files.text() ==
        "a.yaml:1:1: error: m [EN201 flag-expired]\n"
        "  = help: write:\n"
        "            owner: web\n"
        "\n"
        "          and commit\n"
        "\n"
        "1 error in 1 file\n");
}

TEST_CASE("colour only when asked, and the same text under it") {
  Files files;
  const auto a = files.add("a.yaml", "key: one\n");
  files.report.add(sample::expired, files.span(a, "one"), "m", "h").labels = {
      {files.span(a, "key"), "l"}};
  files.report.add(sample::unowned, files.span(a, "one"), "m");
  files.report.add(sample::remark, files.span(a, "one"), "m");
  const std::string coloured = render_text(files.report, files.views(), {.colour = true});
  CHECK(coloured.starts_with(
      "a.yaml:1:6: \x1b[1;31merror:\x1b[0m m \x1b[2m[EN201 flag-expired]\x1b[0m\n"
      "\x1b[34m 1 |\x1b[0m key: one\n"
      "\x1b[34m   |\x1b[0m      \x1b[1;31m^~~\x1b[0m\n"
      "\x1b[34m   |\x1b[0m \x1b[34m---\x1b[0m l\n"));
  CHECK(coloured.find("\x1b[33mwarning:\x1b[0m") != std::string::npos);
  CHECK(coloured.find("\x1b[36mnote:\x1b[0m") != std::string::npos);
  std::string plain;
  for (std::size_t at = 0; at < coloured.size(); ++at) {
    if (coloured[at] == '\x1b') {
      at = coloured.find('m', at);
    } else {
      plain += coloured[at];
    }
  }
  CHECK(plain == files.text());
  CHECK(files.text().find('\x1b') == std::string::npos);
}

TEST_CASE("widths of code points: Unicode's East Asian width and joining marks") {
  CHECK(display_width(U'a') == 1);
  CHECK(display_width(U'é') == 1);
  CHECK(display_width(U'東') == 2);
  CHECK(display_width(U'한') == 2);
  CHECK(display_width(U'Ａ') == 2);
  CHECK(display_width(U'ｱ') == 1);  // half-width
  CHECK(display_width(U'✅') == 2);
  CHECK(display_width(U'😀') == 2);
  CHECK(display_width(U'\u0301') == 0);
  CHECK(display_width(U'\u200D') == 0);
  CHECK(display_width(U'\uFE0F') == 0);
  CHECK(display_width(U'\U0010FFFD') == 1);
}
