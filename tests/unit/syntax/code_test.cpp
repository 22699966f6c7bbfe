// Classes of code, judged by hand against what each language's own reference calls a word. The
// notation: `‹k:if›` is the text `if` with the class of that letter; all else is plain.
#include "syntax/code.h"

#include <doctest/doctest.h>
#include <string>
#include <thread>

using namespace ensign::syntax;

namespace {

std::string marked(std::string_view language, std::string_view code) {
  constexpr std::string_view letters = "c!fknpst";  // in the order of CodeClass; ! is a constant
  std::string out;
  std::size_t reached = 0;
  for (const CodeSpan& span : code_spans(language, code)) {
    REQUIRE(reached <= span.begin);
    REQUIRE(span.begin < span.end);
    REQUIRE(span.end <= code.size());
    out += code.substr(reached, span.begin - reached);
    out += "‹";
    out += letters[static_cast<std::size_t>(span.kind)];
    out += ':';
    out += code.substr(span.begin, span.end - span.begin);
    out += "›";
    reached = span.end;
  }
  out += code.substr(reached);
  return out;
}

}  // namespace

TEST_CASE("bash: commands, options, strings with variables inside, comments") {
  CHECK(marked("bash", "ensign kill groups --level KS1 > a.txt  # now\n") ==
        "‹f:ensign› kill groups ‹!:--level› KS1 > a.txt  ‹c:# now›\n");
  CHECK(marked("sh", "if true; then echo \"x $USER\" 'y'; fi\n") ==
        "‹k:if› ‹f:true›; ‹k:then› ‹f:echo› ‹s:\"x ›$‹p:USER›‹s:\"› ‹s:'y'›; ‹k:fi›\n");
  CHECK(marked("Shell", "A=1 run | sort\n") == "‹p:A›=1 ‹f:run› | ‹f:sort›\n");
}

TEST_CASE("yaml: keys are not values, and values have types") {
  CHECK(marked("yaml", "key: a-b\n\"q\": [1, 1.5, true, ~]\n# c\n") ==
        "‹p:key›: ‹s:a-b›\n‹p:\"q\"›: [‹n:1›, ‹n:1.5›, ‹!:true›, ‹!:~›]\n‹c:# c›\n");
  CHECK(marked("yml", "a: { b: 'c' }\nd:\n  - &e f\n  - *e\n") ==
        "‹p:a›: { ‹p:b›: ‹s:'c'› }\n‹p:d›:\n  - &‹!:e› ‹s:f›\n  - *‹!:e›\n");
  // `off` and a date are strings to YAML 1.2.
  CHECK(marked("yaml", "serve: off\non: 2026-12-31\n") ==
        "‹p:serve›: ‹s:off›\n‹p:on›: ‹s:2026-12-31›\n");
}

TEST_CASE("json: keys, strings with escapes, numbers, the three words") {
  CHECK(marked("json", R"({"a": ["b\n", -1.5e3, true, false, null]})") ==
        R"({‹p:"a"›: [‹s:"b\n"›, ‹n:-1.5e3›, ‹!:true›, ‹!:false›, ‹!:null›]})");
}

TEST_CASE("python: definitions, calls, types, and code inside of strings") {
  CHECK(marked("python",
               "class Foo(Base):\n    def bar(self, a: int = 3) -> str:\n"
               "        return f\"x {a}\"  # c\n") ==
        "‹k:class› ‹t:Foo›(‹t:Base›):\n    ‹k:def› ‹f:bar›(self, a: ‹t:int› = ‹n:3›) -> ‹t:str›:\n"
        "        ‹k:return› ‹s:f\"x ›{a}‹s:\"›  ‹c:# c›\n");
  CHECK(marked("py", "if client.is_enabled('k', default=False):\n    LIMIT = None\n") ==
        "‹k:if› client.‹f:is_enabled›(‹s:'k'›, default=‹!:False›):\n    ‹!:LIMIT› = ‹!:None›\n");
}

TEST_CASE("typescript, tsx and javascript") {
  CHECK(marked("ts", "export async function f(x: Foo<string>) { return <any>x; } // c\n") ==
        "‹k:export› ‹k:async› ‹k:function› ‹f:f›(x: ‹t:Foo›<‹t:string›>) { ‹k:return› "
        "<‹t:any›>x; } ‹c:// c›\n");
  CHECK(marked("typescript", "interface A { readonly n?: number }\n") ==
        "‹k:interface› ‹t:A› { ‹k:readonly› ‹p:n›?: ‹t:number› }\n");
  CHECK(marked("tsx", "const a = <b c=\"d\">{e && f(1)} g</b>;\n") ==
        "‹k:const› a = <‹t:b› ‹p:c›=‹s:\"d\"›>{e && ‹f:f›(‹n:1›)} g</‹t:b›>;\n");
  CHECK(marked("js", "if (await c.get('k', false)) return `x ${y} z`;\n") ==
        "‹k:if› (‹k:await› c.‹f:get›(‹s:'k'›, ‹!:false›)) ‹k:return› ‹s:`x ›${y}‹s: z`›;\n");
}

TEST_CASE("go") {
  CHECK(marked("go",
               "package main\n\nfunc on() bool {\n\tv, _ := c.Get(\"k\", nil) // c\n"
               "\treturn v > 1.5\n}\n") ==
        "‹k:package› main\n\n‹k:func› ‹f:on›() ‹t:bool› {\n\tv, _ := c.‹f:Get›(‹s:\"k\"›, ‹!:nil›) "
        "‹c:// c›\n\t‹k:return› v > ‹n:1.5›\n}\n");
  CHECK(marked("golang", "package a\n\ntype T struct{ Name string }\n") ==
        "‹k:package› a\n\n‹k:type› ‹t:T› ‹k:struct›{ ‹p:Name› ‹t:string› }\n");
}

TEST_CASE("java") {
  CHECK(marked("java",
               "/** D. */\npublic class Foo extends Bar {\n  static final int MAX = 10;\n"
               "  boolean on(String k) { return this.c.get(\"k\", false); }\n}\n") ==
        "‹c:/** D. */›\n‹k:public› ‹k:class› ‹t:Foo› ‹k:extends› ‹t:Bar› {\n  ‹k:static› ‹k:final› "
        "‹t:int› ‹!:MAX› = ‹n:10›;\n  ‹t:boolean› ‹f:on›(‹t:String› k) { ‹k:return› "
        "‹k:this›.c.‹f:get›(‹s:\"k\"›, ‹!:false›); }\n}\n");
}

TEST_CASE("a transcript: only what stands behind the prompt is code") {
  CHECK(marked("console", "$ echo 'a'\nif then \"\n$ ls \\\n  -l\n# no comment\n") ==
        "$ ‹f:echo› ‹s:'a'›\nif then \"\n$ ‹f:ls› \\\n  ‹!:-l›\n# no comment\n");
  // A mistake in one command ends with it.
  CHECK(marked("shell-session", "$ echo \"a\n$ ls -l") ==
        marked("shell-session", "$ echo \"a\n$ ") + "‹f:ls› ‹!:-l›");
  CHECK(marked("console", "$ \n$ \\") == "$ \n$ \\");
}

TEST_CASE("an unknown language, no code and code that is too long are plain") {
  CHECK(code_spans("", "if true").empty());
  CHECK(code_spans("text", "if true").empty());
  CHECK(code_spans("findings", "a.yaml:1:1: error").empty());
  CHECK(code_spans("bash ", "if true").empty());
  CHECK(code_spans("yaml", "").empty());
  std::string code = "a: 1\n";
  while (code.size() + 5 <= longest_code) code += "a: 1\n";
  CHECK(code_spans("yaml", code).size() == 2 * (code.size() / 5));
  code += std::string(longest_code - code.size() + 1, '\n');
  CHECK(code_spans("yaml", code).empty());
}

TEST_CASE("mistakes leave the rest as it is") {
  CHECK(marked("json", "{\"a\": 1, }") == "{‹p:\"a\"›: ‹n:1›, }");
  CHECK(marked("yaml", "a: 1\nb: [\n").starts_with("‹p:a›: ‹n:1›\n"));
  CHECK(marked("python", "x = 1\nif (:\n").find("‹n:1›") != std::string::npos);
}

TEST_CASE("threads may ask at once, and get the same") {
  constexpr std::string_view code = "if a { return f(\"x\") }\n";
  const auto expected = code_spans("go", code);
  REQUIRE(!expected.empty());
  std::vector<std::vector<CodeSpan>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& one : found) threads.emplace_back([&] { one = code_spans("go", code); });
  }
  for (const auto& one : found) CHECK(one == expected);
}
