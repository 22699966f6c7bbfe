#include "source/watch.h"

#include <utility>

#include "source/git_open.h"

namespace ensign::source {
namespace {

// A repository that cannot be opened (it belongs to somebody else, it is damaged) has its findings
// elsewhere; here its own files are then not looked at.
WatchedPlace place_of(std::string folder) {
  WatchedPlace watched{std::move(folder), {}, {}};
  const auto place = find_git_place(watched.folder);
  if (!place || !*place) return watched;
  const auto opened = open_repository(**place);
  if (!opened) return watched;
  watched.git_folder = git_repository_path(opened->repository.get());
  watched.common_folder = git_repository_commondir(opened->repository.get());
  return watched;
}

// Asks the kernel as long as it answers, and looks for itself from then on.
class DiskWatch : public Watch {
 public:
  explicit DiskWatch(WatchedPlace place)
      : place_(std::move(place)), notify_(make_notify_watch(place_)) {}

  void follow(const std::vector<std::string>& roots) override {
    if (notify_) {
      notify_->follow(roots);
      if (!notify_->is_blind()) return;
      notify_.reset();
      polling_ = make_polling_watch(place_);
    }
    polling_->follow(roots);
  }

  bool wait(int interrupt) override {
    return notify_ ? notify_->wait(interrupt) : polling_->wait(interrupt);
  }

 private:
  WatchedPlace place_;
  std::unique_ptr<NotifyWatch> notify_;
  std::unique_ptr<Watch> polling_;
};

}  // namespace

Result<std::unique_ptr<Watch>> Watch::open(const std::string& repository) {
  std::string folder = TRY(real_folder(repository));
  return std::make_unique<DiskWatch>(place_of(std::move(folder)));
}

}  // namespace ensign::source
