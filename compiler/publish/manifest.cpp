#include "publish/manifest.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "base/json.h"
#include "base/parallel.h"
#include "crypto/digest.h"
#include "report/render.h"

namespace ensign::publish {
namespace {

std::string_view word(source::History history) {
  switch (history) {
    case source::History::full:
      return "full";
    case source::History::shallow:
      return "shallow";
    case source::History::none:
      break;
  }
  return "none";
}

Json debts(const seal::GovernedModel& governed, const source::Snapshot& snapshot) {
  Json list = Json::array();
  for (const report::Finding& debt : governed.debts()) {
    const source::File& file = snapshot.file(debt.span.file);
    const auto line = report::position_at(file.bytes, debt.span.begin).line;
    list.push(Json::object({{"rule", debt.rule->id},
                            {"path", file.path},
                            {"line", static_cast<std::int64_t>(line)},
                            {"message", debt.message}}));
  }
  return list;
}

Json rewritten(const HistoryNote& history) {
  Json environments = Json::array();
  for (const std::string& environment : history.environments) environments.push(environment);
  return Json::object({{"environments", std::move(environments)}, {"reason", history.reason}});
}

Json carried(const seal::GovernedModel& governed) {
  Json list = Json::array();
  for (const seal::Carried& one : governed.carried()) {
    list.push(Json::object({{"subject", one.subject}, {"why", one.why}}));
  }
  return list;
}

Json listed(const emit::OutFiles& files, unsigned threads) {
  std::vector<const emit::OutFile*> sorted;
  for (const emit::OutFile& file : files) sorted.push_back(&file);
  std::ranges::sort(sorted, {}, &emit::OutFile::path);
  Json::Array list(sorted.size());
  parallel_for(sorted.size(), threads, [&](std::size_t i) {
    const emit::OutFile& file = *sorted[i];
    list[i] = Json::object({{"path", file.path},
                            {"size", static_cast<std::int64_t>(file.bytes.size())},
                            {"sha256", crypto::hex(crypto::sha256(file.bytes))}});
  });
  return list;
}

std::string comment_of(const std::string& project, const std::string& commit,
                       const std::string& as_of) {
  return fmt::format("ensign-manifest/1 project={} commit={} as-of={}", project,
                     commit.empty() ? "none" : commit, as_of);
}

Result<std::string> text_at(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (value == nullptr || value->string() == nullptr) {
    return failure(fmt::format("`{}` is no string", name));
  }
  return *value->string();
}

}  // namespace

emit::OutFile manifest(const seal::GovernedModel& governed, const source::Snapshot& snapshot,
                       const emit::OutFiles& files, const HistoryNote& history, unsigned threads) {
  const model::Model& model = governed.model();
  Json json = Json::object({
      {"format", "ensign-manifest/1"},
      {"project", *model.config.project},
      {"name", *model.config.name},
      {"as_of", to_string(model.as_of)},
      {"source", Json::object({{"commit", model.origin.commit},
                               {"tree", model.origin.tree},
                               {"clean", model.origin.clean}})},
      {"history", word(model.origin.history)},
  });
  if (!history.environments.empty()) json.set("rewritten", rewritten(history));
  json.set("debts", debts(governed, snapshot));
  if (!governed.carried().empty()) json.set("carried", carried(governed));
  json.set("files", listed(files, threads));
  return {"manifest.json", pretty(json)};
}

std::string manifest_comment(const seal::GovernedModel& governed) {
  const model::Model& model = governed.model();
  return comment_of(*model.config.project, model.origin.commit, to_string(model.as_of));
}

Result<std::string> manifest_comment(const Json& manifest) {
  const Json* source = manifest.find("source");
  if (source == nullptr) return failure("there is no object `source`");
  return comment_of(TRY(text_at(manifest, "project")), TRY(text_at(*source, "commit")),
                    TRY(text_at(manifest, "as_of")));
}

}  // namespace ensign::publish
