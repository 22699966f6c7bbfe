#include "model/procedure.h"

#include <doctest/doctest.h>

namespace ensign::model {
namespace {

std::string text_of(std::string_view markdown) {
  return procedure_text(syntax::parse_markdown(FileId{}, markdown, 0));
}

}  // namespace

TEST_CASE("a procedure is its ordered items and its code") {
  CHECK_EQ(text_of("Read this first.\n\n1. Stop the *canary*.\n2. Run\n   it:\n\n       kill it\n\n"
                   "   - on one host\n   - on [all](x)\n\n- not a step\n\n```sh\na\nb\n```\n"),
           "Stop the canary.\nRun it:\nkill it\non one host\non all\na\nb\n");
  CHECK_EQ(text_of("No steps here.\n\n- None\n"), "");
}

TEST_CASE("numbers, ticks and prose around the steps do not count") {
  const std::string steps = text_of("Before.\n\n1. One\n2. Two\n");
  CHECK_EQ(steps, text_of("Otherwise.\n\n7. **One**\n8. `Two`\n\nAfter.\n"));
  CHECK_EQ(steps, text_of("1. [x] One\n2. [ ] Two\n"));
  CHECK_NE(steps, text_of("1. Two\n2. One\n"));
  CHECK_NE(steps, text_of("1. One\n\n   Two, and more\n"));
}

// printf 'Stop.\n' | sha256sum
TEST_CASE("the digest is SHA-256 of that text") {
  CHECK_EQ(procedure_digest(syntax::parse_markdown(FileId{}, "# Title\n\n1. Stop.\n", 0)),
           "sha256:e995e786f39d82ff648a48e7b488c93c8565594443771211a60f0be2147dd7ae");
}

}  // namespace ensign::model
