#include "floor.h"

#include <chrono>
#include <cmark-gfm.h>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <utility>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace ensign::bench {
namespace {

namespace fs = std::filesystem;

class Deaf : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

double cpu_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

template <typename Work>
Cost timed(Work&& work) {
  const auto begin = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {wall.count(), cpu_seconds() - cpu, 0};
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void parse_yaml(const std::string& text) {
  std::istringstream stream(text);
  Deaf deaf;
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(deaf)) {
    }
  } catch (const YAML::Exception&) {  // the repository of the benchmark has no such file
  }
}

void parse_markdown(const std::string& text) {
  const std::size_t end = text.find("\n---\n");
  if (text.starts_with("---\n") && end != std::string::npos) {
    parse_yaml(text.substr(4, end - 3));
    cmark_node_free(
        cmark_parse_document(text.data() + end + 5, text.size() - end - 5, CMARK_OPT_DEFAULT));
  }
}

void flush(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::syncfs(descriptor);
  ::close(descriptor);
}

}  // namespace

Cost read_and_parse(const std::string& repository) {
  return timed([&] {
    for (auto at = fs::recursive_directory_iterator(repository); at != fs::end(at); ++at) {
      if (at->path().filename() == ".git") at.disable_recursion_pending();
      if (!at->is_regular_file()) continue;
      const std::string text = contents(at->path());
      at->path().extension() == ".md" ? parse_markdown(text) : parse_yaml(text);
    }
  });
}

Cost write_again(const std::string& output, const std::string& to) {
  std::vector<std::pair<fs::path, std::string>> files;
  for (const auto& entry : fs::recursive_directory_iterator(output)) {
    const fs::path target = fs::path(to) / fs::relative(entry.path(), output);
    if (entry.is_regular_file()) files.emplace_back(target, contents(entry.path()));
  }
  for (const auto& [path, bytes] : files) fs::create_directories(path.parent_path());
  return timed([&] {
    for (const auto& [path, bytes] : files) {
      std::ofstream(path, std::ios::binary).write(bytes.data(), std::ssize(bytes));
    }
    flush(to);
  });
}

}  // namespace ensign::bench
