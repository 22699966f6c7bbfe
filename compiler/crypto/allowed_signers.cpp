#include "crypto/allowed_signers.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/utf8.h"
#include "crypto/base64.h"
#include "crypto/signer_options.h"

namespace ensign::crypto {
namespace {

constexpr std::string_view blanks = " \t";

bool is_key_type(std::string_view word) {
  return word.starts_with("ssh-") || word.starts_with("ecdsa-") || word.starts_with("sk-");
}

// The next word, and the blanks behind it taken away; a quoted part may hold blanks.
std::string_view take_word(std::string_view& rest) {
  bool within = false;
  std::size_t end = 0;
  while (end < rest.size() && (within || !blanks.contains(rest[end]))) {
    if (rest[end] == '"') within = !within;
    ++end;
  }
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  return word;
}

Result<void> check_principal(std::string_view principal) {
  if (principal.find_first_of("*?") != principal.npos) {
    return failure(fmt::format("`{}` stands for more than one person", principal),
                   "write a line for each person, with the person's own key");
  }
  if (principal.contains('!')) {
    return failure(fmt::format("`{}` says who it is not for", principal),
                   "write who it is for: one person");
  }
  if (principal.contains(',')) {
    return failure(fmt::format("`{}` are several people, or one with several names", principal),
                   "keep the one name by which the person is known");
  }
  if (principal.contains('"')) {
    return failure(fmt::format("`{}` is a name with quotes", visible(principal)),
                   "write the address of the person without them");
  }
  return {};
}

Result<AllowedSigner> read_line(std::string_view line, std::string_view name_space) {
  if (visible(line) != line || first_invalid_utf8(line)) {
    return failure("the line holds characters that are not shown",
                   "write it again as plain text; a Windows line end is such a character too");
  }
  AllowedSigner signer;
  std::string_view rest = line;
  std::string_view word = take_word(rest);
  if (!is_key_type(word)) {
    TRY(check_principal(word));
    signer.principal = word;
    word = take_word(rest);
    if (!is_key_type(word) && !rest.empty()) {
      const SignerOptions options = TRY(read_signer_options(word, name_space));
      signer.from = options.from;
      signer.until = options.until;
      word = take_word(rest);
    }
  }
  const std::string_view blob = take_word(rest);
  while (!rest.empty() && blanks.contains(rest.back())) rest.remove_suffix(1);
  std::string key = fmt::format("{} {}", word, blob);
  if (!rest.empty()) key += fmt::format(" {}", rest);
  signer.key = TRY(parse_ssh_public_key(key));
  return signer;
}

// Whose signature is it, when a key stands behind two names?
Failure shared(const AllowedSigner& earlier, const AllowedSigner& later) {
  if (earlier.principal == later.principal) {
    return {fmt::format("the key stands on line {} already", earlier.line),
            "keep one of the two lines"};
  }
  return {fmt::format("the key of `{}` on line {} is that of `{}` too", earlier.principal,
                      earlier.line, later.principal),
          "a key belongs to one person: let each make their own"};
}

}  // namespace

std::string public_key_line(const SshPublicKey& key) {
  std::string line = key.hardware ? "sk-ssh-ed25519@openssh.com " : "ssh-ed25519 ";
  const std::string blob = ssh_key_blob(key);
  append_base64(line, {reinterpret_cast<const std::uint8_t*>(blob.data()), blob.size()});
  if (!key.comment.empty()) line += " " + key.comment;
  return line;
}

AllowedSigners read_allowed_signers(std::string_view text, std::string_view name_space) {
  AllowedSigners read;
  if (text.size() > largest_signers_file) {
    read.faults.push_back({0, {"the file is larger than a megabyte", "give it in parts"}});
    return read;
  }
  std::map<std::string, AllowedSigner> first;  // by blob
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    if (line.empty() || line.starts_with('#')) continue;
    auto signer = read_line(line, name_space);
    if (!signer) {
      read.faults.push_back({number, std::move(signer.error())});
      continue;
    }
    signer->line = number;
    const auto [earlier, fresh] = first.try_emplace(ssh_key_blob(signer->key), *signer);
    if (!fresh) {
      read.faults.push_back({number, shared(earlier->second, *signer)});
      continue;
    }
    read.signers.push_back(std::move(*signer));
  }
  if (read.signers.empty() && read.faults.empty()) {
    read.faults.push_back({0, {"the file holds no key", "give a `.pub` file or allowed signers"}});
  }
  return read;
}

}  // namespace ensign::crypto
