#include <fmt/format.h>

#include "driver/pipeline.h"
#include "driver/site_templates.h"
#include "emit/interop/interop.h"
#include "emit/site/site.h"
#include "policy/catalogue.h"

namespace ensign::driver {

Result<SiteBuilt> build_site(const Input& input) {
  Checked checked = TRY(check(input, policy::Question::shippable));
  SiteBuilt built;
  built.snapshot = std::move(checked.snapshot);
  built.remarks = std::move(checked.remarks);
  built.roots = model::roots(checked.model.config.layout);

  input.on_step("seal");
  auto sealed = seal::seal(std::move(checked.model), std::move(checked.verdict));
  if (!sealed) {
    built.report = std::move(sealed.error().report);
    return built;
  }
  built.report = sealed->report();
  // No bundle before is known here: what clients get instead cannot be said.
  if (const std::size_t waiting = sealed->carried().size(); waiting > 0) {
    built.remarks.push_back(fmt::format(
        "{} not approved: pages show what the repository says; a build ships it as in the bundle "
        "before, and leaves out what is new",
        waiting == 1 ? "1 entry of a protected environment is"
                     : fmt::format("{} entries of protected environments are", waiting)));
  }
  input.on_step("site");
  const auto templates = site_templates(built.snapshot, sealed->model().config.layout);
  auto site = emit::site(*sealed, policy::embedded_pages(), templates, input.threads,
                         emit::subscriptions(*sealed));
  if (site) {
    built.site = std::move(*site);
  } else {
    built.failure = std::move(site).error();
  }
  return built;
}

}  // namespace ensign::driver
