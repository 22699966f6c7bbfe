#include "source/git_handle.h"

#include <array>
#include <fmt/format.h>

namespace ensign::source {

std::string git_message() {
  const git_error* error = git_error_last();
  std::string text =
      error != nullptr && error->message != nullptr ? error->message : "no reason given";
  if (text.ends_with('.')) text.pop_back();
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

std::unexpected<Failure> git_failure(const std::string& doing, std::string help) {
  return failure(fmt::format("{}: {}", doing, git_message()), std::move(help));
}

std::string hex(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> text{};
  return git_oid_tostr(text.data(), text.size(), &id);
}

}  // namespace ensign::source
