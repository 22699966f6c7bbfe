// The first byte chooses a language, the rest is code. Nothing may crash or hang; spans are in
// order, not empty, and lie in the code; the same code gives the same spans again.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "syntax/code.h"

using namespace ensign::syntax;

namespace {

void require(bool condition) {
  if (!condition) __builtin_trap();
}

constexpr std::string_view languages[] = {"bash",   "console", "go",         "java", "json",
                                          "python", "tsx",     "typescript", "yaml"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view language = languages[data[0] % std::size(languages)];
  const std::string_view code(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto spans = code_spans(language, code);
  std::uint32_t reached = 0;
  for (const CodeSpan& span : spans) {
    require(reached <= span.begin && span.begin < span.end && span.end <= code.size());
    reached = span.end;
  }
  require(spans == code_spans(language, code));
  return 0;
}
