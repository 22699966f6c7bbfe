// verify.html and 404.html.
#include <fmt/format.h>

#include "emit/site/pages.h"

namespace ensign::emit::pages {

Page verify_page(const Facts& facts) {
  const Desk desk(facts, "verify.html");
  Value::List bundles;
  for (const auto& environment : facts.model.config.environments) {
    const std::string folder = fmt::format("bundles/{}", *environment.name);
    bundles.push_back(Value::map(
        {{"name", environment.title.empty() ? *environment.name : environment.title},
         {"path", folder + "/bundle.json"},
         {"command", fmt::format("minisign -VHm {0}/bundle.json -x {0}/bundle.json.KEYID.minisig "
                                 "-p project.pub",
                                 folder)},
         {"comment", fmt::format("ensign-bundle/1 project={} env={} seq=… issued=… expires=…",
                                 *facts.model.config.project, *environment.name)}}));
  }
  Page page{.path = desk.path(),
            .kind = "verify",
            .form = "verify.html",
            .section = "policy.html",
            .title = "Verify",
            .description = "How to check a published bundle with nothing but stock minisign."};
  page.data.set("bundles", std::move(bundles));
  page.data.set("project_id", *facts.model.config.project);
  page.data.set("lifetime", duration_words(facts.model.config.bundle_lifetime_seconds));
  const auto& propagation = facts.model.config.propagation_seconds;
  page.data.set("propagation", propagation ? duration_words(**propagation) : std::string());
  return page;
}

Page missing_page(const Facts& facts) {
  Page page{.path = "404.html",
            .kind = "not-found",
            .form = "404.html",
            .section = "",
            .title = "There is no such page",
            .description = "The address leads to no page of this site."};
  page.data.set("name", facts.model.config.title.empty() ? *facts.model.config.name
                                                         : facts.model.config.title);
  return page;
}

}  // namespace ensign::emit::pages
