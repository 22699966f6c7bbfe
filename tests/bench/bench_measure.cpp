// Measures `ensign check` and `ensign build` on repositories of growing size and prints the tables
// of docs/performance.md.
//
//   bench_measure ENSIGN SCRATCH RUNS [--root] N…
//
// With `--root` the repositories are under a root of trust (bench_root): then the build that
// follows another is held against its proof, whose size is told, and the floor is left out.
//
// SCRATCH/N is the repository of N flags; SCRATCH/N.out* and SCRATCH/N.copy* are written. Figures
// are medians of RUNS runs, after one that is not counted. The program is the same in every row, so
// the ratios hold on other machines too.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <functional>

#include "floor.h"
#include "run.h"

namespace ensign::bench {
namespace {

namespace fs = std::filesystem;

// A command on each size.
struct Column {
  std::string flags;
  Run run;
};
using Columns = std::vector<Column>;

// `before` is not measured.
std::optional<Run> measured(int runs, const std::vector<std::string>& command,
                            const std::function<void()>& before) {
  std::vector<Run> counted;
  for (int i = 0; i <= runs; ++i) {
    before();
    const auto one = run(command);
    if (!one) return std::nullopt;
    if (i > 0) counted.push_back(*one);
  }
  return median(counted);
}

std::string figures(const Cost& cost) {
  return fmt::format("{:.0f} / {:.0f}", cost.wall * 1000, cost.cpu * 1000);
}

void print_row(const std::string& name, const std::vector<Cost>& costs) {
  std::string row = fmt::format("| {} ", name);
  for (const Cost& cost : costs) row += fmt::format("| {} ", figures(cost));
  const bool comparable = costs.size() > 1 && costs[costs.size() - 2].cpu >= 0.001;
  row += comparable ? fmt::format("| {:.1f} |", costs.back().cpu / costs[costs.size() - 2].cpu)
                    : std::string("| – |");
  fmt::print("{}\n", row);
}

void print_heading(const std::string& title, const Columns& columns) {
  std::string names, line;
  for (const Column& column : columns) {
    names += fmt::format(" {} flags |", column.flags);
    line += "--:|";
  }
  fmt::print("\n{}: wall / CPU in ms\n\n| |{} ratio of CPU, last two |\n|---|{}--:|\n", title,
             names, line);
}

void print_table(const std::string& title, const Columns& columns) {
  print_heading(title, columns);
  const auto row = [&](const std::string& name, auto cost_of) {
    std::vector<Cost> costs;
    for (const Column& column : columns) costs.push_back(cost_of(column.run));
    print_row(name, costs);
  };
  for (std::size_t i = 0; i < columns.front().run.steps.size(); ++i) {
    row(columns.front().run.steps[i].name, [i](const Run& run) { return run.steps[i].cost; });
  }
  row("**whole**", [](const Run& run) { return run.whole; });
  std::string memory = "| peak memory, MB ";
  for (const Column& column : columns) memory += fmt::format("| {:.0f} ", column.run.whole.memory);
  fmt::print("{}| – |\n", memory);
}

struct Bench {
  std::string ensign, scratch;
  int runs = 3;
  bool under_root = false;
  Columns check, build, again, parse, write;
  std::string proofs;  // sizes, as cells

  bool measure(const std::string& flags) {
    const std::string repository = scratch + "/" + flags;
    const std::string out = repository + ".out", copy = repository + ".copy";
    const auto nothing = [] {};
    // Moved and not removed: ext4 looks for a new file's inode past all that were deleted in the
    // last half minute, which would be the greater part of what is measured.
    int set_aside = 0;
    const auto without = [&set_aside](const std::string& folder) {
      return [&set_aside, folder] {
        std::error_code absent;
        fs::rename(folder, fmt::format("{}.{}", folder, ++set_aside), absent);
      };
    };
    const auto keep = [&](Columns& into, const std::optional<Run>& run) {
      if (run) into.push_back({flags, *run});
      return run.has_value();
    };
    std::vector<std::string> checking{ensign, "check", repository, "--as-of", as_of, "-v"};
    std::vector<std::string> building{ensign,  "build", repository, "--as-of", as_of,
                                      "--out", out,     "--first",  "-v"};
    if (!keep(check, measured(runs, checking, nothing))) return false;
    if (!keep(build, measured(runs, building, without(out)))) return false;
    if (under_root) std::erase(building, "--first");
    if (!keep(again, measured(runs, building, nothing))) return false;
    if (under_root) {
      std::error_code absent;
      const auto size = fs::file_size(fs::path(out) / "bundles/production/proof.json", absent);
      proofs += fmt::format("| {:.1f} ", static_cast<double>(size) / 1e6);
      return !absent;
    }
    std::vector<Run> parsed, written;
    for (int i = 0; i < runs; ++i) {
      without(copy)();
      parsed.push_back({read_and_parse(repository), {}});
      written.push_back({write_again(out, copy), {}});
    }
    return keep(parse, median(parsed)) && keep(write, median(written));
  }

  void print() const {
    const std::string where = under_root ? " under a root of trust" : "";
    print_table("`ensign check`" + where, check);
    print_table("`ensign build`" + where + ", nothing there before", build);
    print_table("`ensign build`" + where + " again, nothing changed", again);
    if (under_root) return fmt::print("| proof.json, MB {}| – |\n", proofs);
    print_heading("The floor, on one thread", parse);
    print_floor("yaml-cpp and cmark-gfm over the same files", parse, check, "check");
    print_floor("writing the same output", write, build, "build");
  }

 private:
  static constexpr const char* as_of = "2026-09-01";

  static void print_floor(const std::string& name, const Columns& floor, const Columns& whole,
                          const std::string& command) {
    std::vector<Cost> costs;
    for (const Column& column : floor) costs.push_back(column.run.whole);
    print_row(name, costs);
    std::string row = fmt::format("| CPU of `{}`, times that ", command);
    for (std::size_t i = 0; i < floor.size(); ++i) {
      row += fmt::format("| {:.1f} ", whole[i].run.whole.cpu / floor[i].run.whole.cpu);
    }
    fmt::print("{}| – |\n", row);
  }
};

}  // namespace
}  // namespace ensign::bench

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: bench_measure ENSIGN SCRATCH RUNS [--root] N...\n", stderr);
    return 2;
  }
  ensign::bench::Bench bench;
  bench.ensign = argv[1];
  bench.scratch = argv[2];
  bench.runs = std::max(1, std::atoi(argv[3]));
  bench.under_root = std::string_view(argv[4]) == "--root";
  for (int i = bench.under_root ? 5 : 4; i < argc; ++i) {
    if (!bench.measure(argv[i])) return 1;
  }
  bench.print();
  return 0;
}
