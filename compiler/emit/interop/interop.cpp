#include "emit/interop/interop.h"

#include <algorithm>
#include <iterator>

#include "emit/interop/allowed_signers.h"
#include "emit/interop/atom.h"
#include "emit/interop/codeowners.h"
#include "emit/interop/dates.h"
#include "emit/interop/flag_manifest.h"
#include "emit/interop/kubernetes.h"
#include "emit/interop/prometheus.h"

namespace ensign::emit {
namespace {

using model::Output;

bool lists(const model::Config& config, Output output) {
  return std::ranges::any_of(config.outputs, [&](const auto& own) { return *own == output; });
}

void append(OutFiles& all, OutFiles more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// `site` leads from feeds/ to the site. Who may read the site may read these, and nobody else has
// to be thought of when the folder of the output is copied somewhere.
OutFiles subscriptions(const model::Model& model, std::string_view site) {
  const bool open = *model.config.site == model::SiteKind::open;
  const Readers readers = open ? Readers::everybody : Readers::inside;
  OutFiles files;
  if (lists(model.config, Output::atom)) append(files, feeds(model, readers, site));
  if (lists(model.config, Output::icalendar)) append(files, calendars(model, readers));
  return files;
}

}  // namespace

OutFiles subscriptions(const seal::GovernedModel& governed) {
  return subscriptions(governed.model(), "../");
}

OutFiles interop(const seal::GovernedModel& governed) {
  const model::Model& model = governed.model();
  const model::Config& config = model.config;
  OutFiles files;
  if (lists(config, Output::allowed_signers)) files.push_back(allowed_signers(model));
  if (lists(config, Output::codeowners)) files.push_back(codeowners(model));
  if (lists(config, Output::openfeature_cli)) files.push_back(flag_manifest(model));
  if (lists(config, Output::kubernetes)) append(files, kubernetes(model));
  if (lists(config, Output::prometheus)) append(files, prometheus(model));
  for (OutFile& file : subscriptions(model, "../../site/")) {
    file.path = "interop/" + file.path;
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace ensign::emit
