// Reads governed files one by one, each alone, and says which rules of shape they break: what the
// schemas are held against. Standard input holds any number of files, each a line `PATH SIZE` and
// SIZE bytes; for each, one line of JSON: [{"rule":"EN022","help":"…"}, …].
#include <iostream>
#include <string>

#include "base/json.h"
#include "model/model.h"
#include "source/memory_world.h"

using namespace ensign;

namespace {

Json findings_of(const std::string& path, const std::string& bytes) {
  const source::Frozen frozen = source::freeze_memory({{path, bytes}}, {"."}, Instant{});
  const model::ReadResult read = model::read(frozen.snapshot, 1);
  Json all = Json::array();
  for (const report::Report* report : {&frozen.report, &read.report}) {
    for (const report::Finding& finding : report->findings()) {
      if (frozen.snapshot.file(finding.span.file).path != path) continue;
      all.push(Json::object({{"rule", std::string(finding.rule->id)},
                             {"message", finding.message},
                             {"help", finding.help}}));
    }
  }
  return all;
}

}  // namespace

int main() {
  std::string path, bytes;
  std::size_t size = 0;
  while (std::cin >> path >> size) {
    std::cin.get();  // the end of the line
    bytes.resize(size);
    if (!std::cin.read(bytes.data(), static_cast<std::streamsize>(size))) return 1;
    std::cout << canonical(findings_of(path, bytes)) << '\n';
  }
  return 0;
}
