// A question to the person at the terminal, whatever standard input and output are.
#include <cstdio>
#include <fmt/format.h>

#include "cli/terminal.h"

namespace ensign::cli {

Result<bool> Terminal::confirm(std::string_view question) {
  std::FILE* terminal = std::fopen("/dev/tty", "r+");
  if (terminal == nullptr) {
    return failure("there is no terminal to ask on", "`--yes` signs without a question");
  }
  std::fputs(fmt::format("{} [y/N] ", question).c_str(), terminal);
  std::fflush(terminal);
  std::string answer;
  for (int c = std::fgetc(terminal); c != EOF && c != '\n'; c = std::fgetc(terminal)) {
    answer.push_back(static_cast<char>(c));
  }
  std::fclose(terminal);
  return answer == "y" || answer == "yes";
}

}  // namespace ensign::cli
