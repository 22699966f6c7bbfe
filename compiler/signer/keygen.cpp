#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/ssh_verify.h"
#include "signer/descriptor.h"
#include "signer/signer.h"

namespace ensign::signer {
namespace {

constexpr std::size_t largest_signature = 16 * 1024;  // bytes; a real one has some 300

constexpr std::string_view program = "ssh-keygen";
constexpr std::string_view how_to_install =
    "install OpenSSH 8.2 or later (Debian package openssh-client), or sign through ssh-agent";

Failure of_system(std::string_view what) {
  return {fmt::format("cannot {}: {}", what, std::strerror(errno)), ""};
}

// The first in PATH. Parts that are not absolute are passed over: they would mean a file of the
// folder one happens to be in.
Result<std::string> find_program(const std::vector<std::string>& environment) {
  for (const std::string_view variable : environment) {
    if (!variable.starts_with("PATH=")) continue;
    for (std::string_view rest = variable.substr(5); !rest.empty();) {
      const std::string_view folder = rest.substr(0, rest.find(':'));
      rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
      if (!folder.starts_with('/')) continue;
      std::string path = fmt::format("{}/{}", folder, program);
      if (::access(path.c_str(), X_OK) == 0) return path;
    }
  }
  return failure("there is no `ssh-keygen` in PATH", std::string(how_to_install));
}

// The message is all there before the program starts, so neither waits for the other.
Result<Descriptor> holding(std::string_view message) {
  Descriptor memory(::memfd_create("message", MFD_CLOEXEC));
  if (!memory.is_open()) return std::unexpected(of_system("set memory aside"));
  while (!message.empty()) {
    const ssize_t count = ::write(memory.number(), message.data(), message.size());
    if (count <= 0) return std::unexpected(of_system("set memory aside"));
    message.remove_prefix(static_cast<std::size_t>(count));
  }
  ::lseek(memory.number(), 0, SEEK_SET);
  return memory;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

Result<pid_t> start(const std::string& path, std::vector<std::string> arguments,
                    std::vector<std::string> environment, const Descriptor& input,
                    const Descriptor& output) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output.number(), STDOUT_FILENO);
  pid_t child = 0;
  errno = ::posix_spawn(&child, path.c_str(), &actions, nullptr, pointers_to(arguments).data(),
                        pointers_to(environment).data());
  const int status = errno;
  ::posix_spawn_file_actions_destroy(&actions);
  if (status == 0) return child;
  return failure(fmt::format("cannot start {}: {}", path, std::strerror(status)),
                 std::string(how_to_install));
}

// All that comes until the end, or a byte more than `most`.
std::string read_to_end(const Descriptor& from, std::size_t most) {
  std::string bytes;
  std::array<char, 4096> buffer{};
  while (bytes.size() <= most) {
    const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return bytes;
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Result<std::string> sign_with_keygen(const std::string& key_file, std::string_view message,
                                     std::string_view name_space,
                                     const std::vector<std::string>& environment) {
  const std::string path = TRY(find_program(environment));
  const Descriptor input = TRY(holding(message));
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::unexpected(of_system("make a pipe"));
  const Descriptor output(ends[0]);
  Descriptor output_of_child(ends[1]);
  const pid_t child = TRY(start(
      path,
      {std::string(program), "-q", "-Y", "sign", "-n", std::string(name_space), "-f", key_file},
      environment, input, output_of_child));
  output_of_child.close();
  std::string armour = read_to_end(output, largest_signature);
  if (armour.size() > largest_signature) ::kill(child, SIGKILL);
  const int status = status_of(child);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return failure(fmt::format("`ssh-keygen -Y sign` did not sign with {}", key_file),
                   "what it said stands above; give a private key, or a public one whose private "
                   "half ssh-agent holds");
  }
  const auto signature = crypto::parse_ssh_signature(armour);
  if (!signature) {
    return failure(fmt::format("{} with {} gives no signature for here: {}", program, key_file,
                               signature.error().message),
                   "sign with an Ed25519 key: `ssh-keygen -t ed25519` makes one");
  }
  TRY(crypto::verify_ssh_signature(*signature, message, name_space));
  return armour;
}

}  // namespace ensign::signer
