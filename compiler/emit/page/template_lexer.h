// Cuts a template into literal text and tags `{{…}}`.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::emit {

struct TemplatePiece {
  enum class Kind : std::uint8_t { literal, field, if_, else_, each, end_if, end_each, partial };
  Kind kind = Kind::literal;
  std::size_t offset = 0;  // where it begins in the template
  std::string text;        // the literal, or the name
  std::string field;       // of a partial: what it is about; empty for what surrounds it
};

struct TemplateMistake {
  std::size_t offset = 0;
  std::string message;
};

std::expected<std::vector<TemplatePiece>, TemplateMistake> cut_template(std::string_view text);

}  // namespace ensign::emit
