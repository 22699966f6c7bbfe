#include "base/result.h"

namespace ensign {

std::unexpected<Failure> failure(std::string message, std::string help) {
  return std::unexpected(Failure{std::move(message), std::move(help)});
}

}  // namespace ensign
