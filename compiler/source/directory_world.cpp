#include "source/directory_world.h"

#include <utility>

#include "source/disk_walk.h"
#include "source/entry_world.h"

namespace ensign::source {
namespace {

class DirectoryWorld final : public EntryWorld {
 public:
  explicit DirectoryWorld(std::string folder) : EntryWorld(""), folder_(std::move(folder)) {}

 protected:
  Result<Listing> list(const Roots& roots) override {
    return walk_disk(folder_, roots, [](const std::string&, bool) { return Advice::take; });
  }

  Result<Origin> origin(const std::vector<Entry>&, const Roots&) override {
    Origin origin;
    origin.kind = Origin::Kind::directory;
    return origin;
  }

 private:
  std::string folder_;
};

}  // namespace

std::unique_ptr<World> make_directory_world(std::string folder) {
  return std::make_unique<DirectoryWorld>(std::move(folder));
}

}  // namespace ensign::source
