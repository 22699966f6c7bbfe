// A governed repository of N flags with its history, as the stream that `git fast-import` reads
// (git-fast-import(1)). The same N gives the same bytes, so the same commit, on any machine.
//
//   bench_repository N | git fast-import
//
// History: the common files; every block, its flags ten at a time; one commit that touches every
// flag; then one small edit for every hundred flags. Dates are the commits' numbers in steps of ten
// minutes.
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>

#include "plan.h"

namespace ensign::bench {
namespace {

class Stream {
 public:
  void begin_commit(std::string_view message) {
    ++commits_;
    const std::string who =
        fmt::format("Bench <bench@example.com> {} +0000", first_second + commits_ * 600);
    fmt::print("commit refs/heads/main\nauthor {}\ncommitter {}\n", who, who);
    data(message);
  }

  void file(const File& file) {
    fmt::print("M 100644 inline {}\n", file.path);
    data(file.text);
  }

 private:
  static constexpr std::uint64_t first_second = 1'767'600'000;  // 2026-01-05T08:00:00Z

  static void data(std::string_view bytes) { fmt::print("data {}\n{}\n", bytes.size(), bytes); }

  std::uint64_t commits_ = 0;
};

void write(const Plan& plan) {
  Stream stream;
  stream.begin_commit("The common files");
  for (const File& file : common_files(plan)) stream.file(file);
  for (std::size_t flag = 0; flag < plan.flags; ++flag) {
    const std::size_t block = flag / block_size;
    if (flag % block_size == 0) {
      stream.begin_commit("The area " + area_name(block));
      for (const File& file : block_files(plan, block)) stream.file(file);
    }
    if (flag % 10 == 0) stream.begin_commit(fmt::format("Flags from {}", flag));
    stream.file(flag_file(plan, flag, 0));
  }
  stream.begin_commit("Every team reviewed its flags");
  for (std::size_t flag = 0; flag < plan.flags; ++flag) stream.file(flag_file(plan, flag, 1));
  for (std::size_t flag = 0; flag < plan.flags; flag += 100) {
    stream.begin_commit("Not yet reviewed: " + flag_key(flag));
    stream.file(flag_file(plan, flag, 0));
  }
}

}  // namespace
}  // namespace ensign::bench

int main(int argc, char** argv) {
  const unsigned long flags = argc == 2 ? std::strtoul(argv[1], nullptr, 10) : 0;
  if (flags == 0 || flags > 1'000'000) {
    std::fputs("usage: bench_repository FLAGS | git fast-import\n", stderr);
    return 2;
  }
  ensign::bench::write({flags});
  return 0;
}
