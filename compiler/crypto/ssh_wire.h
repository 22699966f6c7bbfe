// The wire format of SSH (RFC 4251 section 5): strings with a length of four bytes before them,
// most significant first. Private to this room and to the signer, which speaks with ssh-agent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ensign::crypto {

class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  // Each takes what it returns; nothing when there are too few bytes.
  std::optional<std::string_view> bytes(std::size_t count);
  std::optional<std::uint32_t> number();
  std::optional<std::string_view> string();
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

void append_number(std::string& to, std::uint32_t value);
void append_string(std::string& to, std::string_view value);

// Canonical base64 with padding to bytes; nothing for any other spelling.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace ensign::crypto
