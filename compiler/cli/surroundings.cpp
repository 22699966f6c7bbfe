// What commands that sign hand to an agent, or to the program that signs.
#include <cstdlib>
#include <unistd.h>

#include "cli/terminal.h"

namespace ensign::cli {

std::string Terminal::agent_socket() {
  const char* path = std::getenv("SSH_AUTH_SOCK");
  return path != nullptr ? path : "";
}

std::vector<std::string> Terminal::environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  return variables;
}

}  // namespace ensign::cli
