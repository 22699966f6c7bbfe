#include "preview/state.h"

#include <fmt/format.h>
#include <utility>

#include "base/json.h"
#include "report/render.h"

namespace ensign::preview {
namespace {

std::string text_of(const Failure& failure) {
  return failure.help.empty() ? failure.message + "\n"
                              : fmt::format("{}\n  = help: {}\n", failure.message, failure.help);
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

std::string summary_of(const report::Report& report) {
  return fmt::format("{}, {}", counted(report.count(report::Severity::error), "error"),
                     counted(report.count(report::Severity::warning), "warning"));
}

}  // namespace

History::History(std::string run) : run_(std::move(run)) {
  State first;
  first.site_id = first.state_id = run_ + "-0";
  first.stale = true;
  first.summary = "the first build is running";
  last_ = std::make_shared<const State>(std::move(first));
}

std::shared_ptr<const State> History::after(Result<driver::SiteBuilt> built) {
  State next;
  next.site = last_->site;
  const Failure* failure = nullptr;
  if (!built) {
    failure = &built.error();
  } else if (built->failure) {
    failure = &*built->failure;
  }
  if (built) {
    next.summary = summary_of(built->report);
    next.text = report::render_text(built->report, built->snapshot.views(), {});
    for (const std::string& remark : built->remarks) next.text += "note: " + remark + "\n";
  }
  if (failure != nullptr) {
    next.summary = failure->message;
    next.text += text_of(*failure);
  }
  next.stale = !built || !built->site;
  if (!next.stale) {
    auto site = std::make_shared<const SiteFiles>(std::move(*built->site));
    const bool is_new = !next.site || !(*next.site == *site);
    if (is_new) {
      next.site = std::move(site);
      ++sites_;
    }
  }
  next.site_id = fmt::format("{}-{}", run_, sites_);
  const bool same = last_->site_id == next.site_id && last_->stale == next.stale &&
                    last_->summary == next.summary && last_->text == next.text;
  if (!same) ++states_;
  next.state_id = fmt::format("{}-{}", run_, states_);
  last_ = std::make_shared<const State>(std::move(next));
  return last_;
}

std::string event_json(const State& state) {
  return fmt::format(R"({{"site":{},"state":{},"stale":{},"errors":{}}})", quoted(state.site_id),
                     quoted(state.state_id), state.stale, quoted(state.summary));
}

}  // namespace ensign::preview
