#include "crypto/signature_file.h"

#include <algorithm>
#include <fmt/format.h>

#include "crypto/base64.h"
#include "crypto/text_file.h"

namespace ensign::crypto {
namespace {

constexpr std::string_view what = "the signature file";
constexpr std::size_t largest_file = 10'240, longest_untrusted_comment = 1024;
constexpr std::string_view sign_again = "sign the file again with `minisign -S` or `ensign build`";

// Line 2: algorithm, key id, signature.
constexpr std::size_t id_at = 2, signature_at = 10, blob_size = 74;

Result<std::vector<std::string_view>> four_lines(std::string_view text) {
  if (text.size() > largest_file) {
    return failure(fmt::format("the signature file is larger than {} bytes", largest_file),
                   "a `.minisig` file has four short lines; check that the right file was given");
  }
  if (auto fault = malformed(text, what)) return std::unexpected(std::move(*fault));
  auto lines = lines_of(text);
  if (lines.size() == 8 && lines[4].starts_with(untrusted_prefix)) {
    return failure("the signature file holds two signatures",
                   "keep one signature per file; several signers have several files");
  }
  if (lines.size() != 4) {
    return failure(fmt::format("the signature file has {} line{} instead of four", lines.size(),
                               lines.size() == 1 ? "" : "s"),
                   std::string(sign_again));
  }
  if (!text.ends_with('\n')) {
    return failure("the signature file does not end with a line feed",
                   "it was cut or edited; restore it or sign again");
  }
  return lines;
}

Result<std::string_view> comment(std::string_view line, int number, std::string_view prefix,
                                 std::size_t longest) {
  if (!line.starts_with(prefix)) {
    return failure(fmt::format("line {} of the signature file does not start with `{}`", number,
                               prefix.substr(0, prefix.size() - 1)),
                   std::string(sign_again));
  }
  const std::string_view text = line.substr(prefix.size());
  if (!is_printable_ascii(text)) {
    return failure(
        fmt::format("the comment in line {} of the signature file is not printable ASCII", number),
        "sign again and give a comment (`minisign -t`); the stock default has tabs in it");
  }
  if (text.size() > longest) {
    return failure(fmt::format("the comment in line {} of the signature file is longer than {} "
                               "bytes",
                               number, longest),
                   "sign again with a shorter comment (`minisign -t`)");
  }
  return text;
}

Result<void> decode(std::string_view line, int number, std::span<std::uint8_t> out) {
  if (decode_base64(line, out)) return {};
  return failure(fmt::format("line {} of the signature file is not canonical base64 of {} bytes",
                             number, out.size()),
                 "it was cut or edited; restore it or sign again");
}

Result<void> check_algorithm(std::uint8_t first, std::uint8_t second) {
  if (first == 'E' && second == 'D') return {};
  if (first == 'E' && second == 'd') {
    return failure("the signature is of the legacy kind (`Ed`, not prehashed)",
                   "sign again with `minisign -S` without `-l` (before version 0.10: with `-H`)");
  }
  return failure("the signature is of an unknown kind; only prehashed Ed25519 (`ED`) is accepted",
                 std::string(sign_again));
}

}  // namespace

std::string SignatureFile::globally_signed() const {
  return std::string(signature.begin(), signature.end()) + trusted_comment;
}

Result<SignatureFile> parse_signature_file(std::string_view text) {
  const auto lines = TRY(four_lines(text));
  TRY(comment(lines[0], 1, untrusted_prefix, longest_untrusted_comment));
  std::array<std::uint8_t, blob_size> blob{};
  TRY(decode(lines[1], 2, blob));
  TRY(check_algorithm(blob[0], blob[1]));
  SignatureFile file;
  std::copy_n(blob.begin() + id_at, file.key_id.size(), file.key_id.begin());
  std::copy_n(blob.begin() + signature_at, file.signature.size(), file.signature.begin());
  file.trusted_comment = TRY(comment(lines[2], 3, trusted_prefix, longest_trusted_comment));
  TRY(decode(lines[3], 4, file.global_signature));
  return file;
}

std::string to_text(const SignatureFile& file) {
  std::array<std::uint8_t, blob_size> blob{'E', 'D'};
  std::copy(file.key_id.begin(), file.key_id.end(), blob.begin() + id_at);
  std::copy(file.signature.begin(), file.signature.end(), blob.begin() + signature_at);
  std::string text = fmt::format("{}signature from ensign\n", untrusted_prefix);
  append_base64(text, blob);
  text += fmt::format("\n{}{}\n", trusted_prefix, file.trusted_comment);
  append_base64(text, file.global_signature);
  return text + "\n";
}

}  // namespace ensign::crypto
