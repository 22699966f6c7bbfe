#pragma once
// What is known about the caller of a flag: a JSON object. `targetingKey` is an ordinary member;
// `$flagd` is supplied by the evaluator and never read from here.

#include <expected>
#include <string_view>

#include "eval/value.h"

namespace ensign::eval {

class Context {
 public:
  Context() : root_(View::object(nullptr, 0), nullptr) {}

  // `text` is a JSON object, read as strictly as `parse_json` does.
  static std::expected<Context, Error> from_json(std::string_view text);
  static std::expected<Context, Error> from_value(Value value);

  View root() const { return root_; }

 private:
  explicit Context(Value root) : root_(std::move(root)) {}

  Value root_;
};

}  // namespace ensign::eval
