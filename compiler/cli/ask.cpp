// What comes in: secrets, standard input, and what a program that we start may know.
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "cli/terminal.h"


namespace ensign::cli {
namespace {

constexpr const char* password_file = "ENSIGN_KEY_PASSWORD_FILE";
constexpr char interrupt = '\x03';

// Shows nothing while a secret is typed, and puts the terminal back whatever happens: Ctrl-C comes
// as a character meanwhile, so that it cannot end the program before.
class Silence {
 public:
  explicit Silence(int terminal) : terminal_(terminal) {
    active_ = ::tcgetattr(terminal, &before_) == 0;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    if (active_) ::tcsetattr(terminal, TCSAFLUSH, &quiet);
  }
  ~Silence() {
    if (active_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int terminal_;
  bool active_ = false;
  termios before_{};
};

class File {
 public:
  File(const char* path, int flags) : number_(::open(path, flags | O_CLOEXEC | O_NOCTTY)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (is_open()) ::close(number_);
  }
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

ssize_t read_some(int from, char* into, std::size_t size) {
  ssize_t count = 0;
  do count = ::read(from, into, size);
  while (count < 0 && errno == EINTR);
  return count;
}

// Byte by byte, so that no buffer keeps it.
Result<crypto::SecretText> read_line(int from) {
  crypto::SecretText line;
  for (char c = 0; read_some(from, &c, 1) == 1 && c != '\n' && c != '\r';) {
    if (c == interrupt) return failure("no password was given");
    if (!line.append(c)) return failure("a password has at most 1,024 bytes");
  }
  return line;
}

Result<crypto::SecretText> read_secret_file(const char* path) {
  const File file(path, O_RDONLY);
  struct stat status{};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
    return failure(fmt::format("cannot read {}: {}", path, std::strerror(errno)),
                   fmt::format("{} names it", password_file));
  }
  if (S_ISREG(status.st_mode) && (status.st_mode & 077) != 0) {
    return failure(fmt::format("{} can be read by others", path),
                   fmt::format("make it yours alone: chmod 600 {}", path));
  }
  return read_line(file.number());
}

}  // namespace

bool Terminal::secrets_come_from_file() { return std::getenv(password_file) != nullptr; }

Result<crypto::SecretText> Terminal::ask_secret(std::string_view prompt) {
  if (const char* path = std::getenv(password_file)) {
    // Once: a descriptor may have nothing more to say the next time.
    if (!secret_) {
      secret_ = std::make_unique<crypto::SecretText>(TRY(read_secret_file(path)));
    }
    return crypto::SecretText(std::string_view(*secret_));
  }
  const File terminal("/dev/tty", O_RDWR);
  if (!terminal.is_open()) {
    return failure("the key needs a password, and there is no terminal to ask on",
                   fmt::format("let {} name a file whose first line it is, yours alone, or a "
                               "descriptor such as /dev/fd/3",
                               password_file));
  }
  end_progress();
  const auto show = [&](std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(terminal.number(), text.data(), text.size());
      if (count <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
  };
  const Silence silence(terminal.number());
  show(fmt::format("{}: ", prompt));
  auto answer = read_line(terminal.number());
  show("\n");
  return answer;
}

Result<std::string> Terminal::input(std::size_t longest) {
  std::string bytes;
  std::array<char, 16384> buffer{};
  while (const ssize_t count = read_some(STDIN_FILENO, buffer.data(), buffer.size())) {
    if (count < 0) {
      return failure(fmt::format("cannot read standard input: {}", std::strerror(errno)));
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > longest) return failure("standard input goes on for too long");
  }
  return bytes;
}

std::string Terminal::agent_socket() {
  const char* path = std::getenv("SSH_AUTH_SOCK");
  return path != nullptr ? path : "";
}

std::vector<std::string> Terminal::environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    if (!text.starts_with(std::string(password_file) + "=")) variables.emplace_back(text);
  }
  return variables;
}

}  // namespace ensign::cli
