#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "crypto/ssh_verify.h"
#include "crypto/ssh_wire.h"
#include "signer/agent_protocol.h"
#include "signer/descriptor.h"
#include "signer/signer.h"

namespace ensign::signer {
namespace {

constexpr int seconds_to_list = 10, seconds_to_sign = 120;

constexpr std::string_view how_to_start =
    "start one with `eval $(ssh-agent)` and add the key with `ssh-add`, or sign with `ssh-keygen`";

Failure silent() {
  return {"ssh-agent does not answer", "sign with `ssh-keygen`, or start the agent anew"};
}

Failure broke_off() {
  return {"ssh-agent broke the connection off",
          "check that SSH_AUTH_SOCK is the socket of an ssh-agent, or sign with `ssh-keygen`"};
}

Result<Descriptor> connect_to(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty()) {
    return failure("no ssh-agent is known: SSH_AUTH_SOCK is not set", std::string(how_to_start));
  }
  if (path.size() >= sizeof address.sun_path || path.find('\0') != path.npos) {
    return failure("the path of the socket of ssh-agent is too long", std::string(how_to_start));
  }
  std::ranges::copy(path, address.sun_path);
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const auto* plain = reinterpret_cast<const sockaddr*>(&address);
  // Not blocking, so a queue that is full answers at once too.
  if (!socket.is_open() || ::connect(socket.number(), plain, sizeof address) != 0) {
    return failure(fmt::format("cannot reach ssh-agent at {}: {}", path, std::strerror(errno)),
                   std::string(how_to_start));
  }
  return socket;
}

Result<void> send_all(const Descriptor& socket, const Deadline& deadline, std::string_view bytes) {
  while (!bytes.empty()) {
    if (!deadline.wait_for(socket, POLLOUT)) return std::unexpected(silent());
    const ssize_t count = ::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      return std::unexpected(broke_off());
    }
  }
  return {};
}

Result<std::string> receive(const Descriptor& socket, const Deadline& deadline, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size;) {
    if (!deadline.wait_for(socket, POLLIN)) return std::unexpected(silent());
    const ssize_t count = ::recv(socket.number(), bytes.data() + at, size - at, 0);
    if (count > 0) {
      at += static_cast<std::size_t>(count);
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
      return std::unexpected(broke_off());
    }
  }
  return bytes;
}

Result<std::string> answer_to(std::string_view request, const std::string& path, int seconds) {
  const Deadline deadline(seconds);
  const Descriptor socket = TRY(connect_to(path));
  std::string framed;
  crypto::append_string(framed, request);
  TRY(send_all(socket, deadline, framed));
  const std::string length = TRY(receive(socket, deadline, 4));
  const auto size = crypto::WireReader(length).number();
  if (!size || *size == 0 || *size > largest_reply) return std::unexpected(broke_off());
  return receive(socket, deadline, *size);
}

}  // namespace

Result<std::vector<crypto::SshPublicKey>> agent_keys(const std::string& socket) {
  return read_identities(TRY(answer_to(request_for_identities(), socket, seconds_to_list)));
}

Result<std::string> sign_with_agent(const std::string& socket, const crypto::SshPublicKey& key,
                                    std::string_view message, std::string_view name_space) {
  crypto::SshSignature signature;
  signature.key = key;
  signature.name_space = name_space;
  const std::string data = crypto::ssh_signed_data(message, name_space, signature.hash);
  const std::string reply = TRY(answer_to(request_to_sign(key, data), socket, seconds_to_sign));
  TRY(read_signature(reply, signature));
  if (const auto fits = crypto::verify_ssh_signature(signature, message, name_space); !fits) {
    return failure("ssh-agent gave a signature that does not verify",
                   "sign with `ssh-keygen -Y sign`, and have a look at the agent");
  }
  return crypto::to_armour(signature);
}

}  // namespace ensign::signer
