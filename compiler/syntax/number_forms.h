// Numbers as people write them in YAML, and the forms on which its readers do not agree. Sources:
// YAML 1.2.2 section 10.3.2 (core schema); the YAML 1.1 types yaml.org/type/int.html and
// float.html, which many readers still follow.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ensign::syntax {

struct NumberDoubt {
  std::string message;  // what readers make of it
  std::string help;     // how to write what was meant
};

// What is doubtful about a plain scalar; nothing for a clear number and for what nobody reads as
// one.
std::optional<NumberDoubt> number_doubt(std::string_view plain);

}  // namespace ensign::syntax
