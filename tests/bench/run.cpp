#include "run.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ensign::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// `judge   12.3 ms   20.1 ms CPU   105 MB`; other lines are for people.
std::vector<Step> steps_in(const std::string& text) {
  std::vector<Step> steps;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    Step step;
    std::string unit, cpu_unit, cpu, memory_unit;
    words >> step.name >> step.cost.wall >> unit >> step.cost.cpu >> cpu_unit >> cpu >>
        step.cost.memory >> memory_unit;
    if (!words || unit != "ms" || cpu != "CPU" || memory_unit != "MB") continue;
    step.cost.wall /= 1000;
    step.cost.cpu /= 1000;
    steps.push_back(step);
  }
  return steps;
}

[[noreturn]] void become(const std::vector<std::string>& command, int error) {
  ::dup2(error, STDERR_FILENO);
  ::dup2(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = ::read(descriptor, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return text;
}

template <typename Runs, typename Figure>
double middle(const Runs& runs, Figure figure) {
  std::vector<double> values;
  for (const Run& one : runs) values.push_back(figure(one));
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

std::optional<Run> run(const std::vector<std::string>& command) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return std::nullopt;
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) become(command, pipe[1]);
  ::close(pipe[1]);
  const std::string said = read_all(pipe[0]);
  ::close(pipe[0]);
  int status = 0;
  rusage usage{};
  const bool reaped = child > 0 && ::wait4(child, &status, 0, &usage) == child;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  if (!reaped || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::fprintf(stderr, "%s failed:\n%s", command.front().c_str(), said.c_str());
    return std::nullopt;
  }
  return Run{{wall.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
              static_cast<double>(usage.ru_maxrss) * 1024 / 1e6},
             steps_in(said)};
}

Run median(const std::vector<Run>& runs) {
  Run result = runs.front();
  const auto settle = [&](Cost& into, auto cost_of) {
    into.wall = middle(runs, [&](const Run& one) { return cost_of(one).wall; });
    into.cpu = middle(runs, [&](const Run& one) { return cost_of(one).cpu; });
    into.memory = middle(runs, [&](const Run& one) { return cost_of(one).memory; });
  };
  settle(result.whole, [](const Run& one) { return one.whole; });
  for (std::size_t i = 0; i < result.steps.size(); ++i) {
    settle(result.steps[i].cost, [i](const Run& one) { return one.steps[i].cost; });
  }
  return result;
}

}  // namespace ensign::bench
