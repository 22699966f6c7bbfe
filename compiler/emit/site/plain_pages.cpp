// verify.html and 404.html.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/site/pages.h"
#include "trust/protection.h"

namespace ensign::emit::pages {
namespace {

// "2 of A1… and B2…": the minisign keys that the newest root names for a role; empty without one.
std::string signers_of(const model::Model& model, const std::string& role) {
  if (model.roots.empty()) return {};
  const model::RootRole* of = model.roots.back().root.role(role);
  return of == nullptr ? std::string()
                       : fmt::format("{} of {}", of->threshold, fmt::join(of->keys, ", "));
}

Value bundle_value(const model::Model& model, std::uint32_t index) {
  const model::Environment& environment = model.config.environments[index];
  const std::string folder = fmt::format("bundles/{}", *environment.name);
  const bool approved = trust::is_protected(model, index);
  return Value::map(
      {{"name", environment.title.empty() ? *environment.name : environment.title},
       {"path", folder + "/bundle.json"},
       {"signers", signers_of(model, "bundle/" + *environment.name)},
       {"command", fmt::format("minisign -VHm {0}/bundle.json -x {0}/bundle.json.KEYID.minisig "
                               "-p project.pub",
                               folder)},
       {"comment", fmt::format("ensign-bundle/1 project={} env={} seq=… issued=… expires=…",
                               *model.config.project, *environment.name)},
       {"proof", approved ? fmt::format("ensign verify {}/bundle.json --root DIGEST", folder)
                          : std::string()}});
}

}  // namespace

Page verify_page(const Facts& facts) {
  const Desk desk(facts, "verify.html");
  Value::List bundles;
  for (std::uint32_t i = 0; i < facts.model.config.environments.size(); ++i) {
    bundles.push_back(bundle_value(facts.model, i));
  }
  Page page{
      .path = desk.path(),
      .kind = "verify",
      .form = "verify.html",
      .section = "policy.html",
      .title = "Verify",
      .description =
          "How to check a published bundle with stock minisign, and who approved what is in it."};
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
