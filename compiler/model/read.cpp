// The way of this room: classify, read every file on its own, assemble by path, link.
#include "base/parallel.h"
#include "model/assemble.h"
#include "model/model.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

// The configuration comes first: it says where everything else lies.
FileResult read_config(const source::Snapshot& snapshot, std::optional<FileId> file) {
  FileResult result;
  if (!file) {
    result.report.add(missing_file, Span{}, "there is no `ensign.yaml`",
                      "`ensign init` writes one");
    return result;
  }
  return read_file(snapshot.file(*file), {*file, "ensign.yaml", classify({}, "ensign.yaml")});
}

// Only who has a root asks whether the bytes of a file are those that people signed.
void take_digests(const source::Snapshot& snapshot, Model& model) {
  if (model.roots.empty()) return;
  const auto take = [&](std::string_view path) {
    const auto file = snapshot.find(path);
    if (!file || model.digests.contains(path)) return;
    model.digests.emplace(path, crypto::sha256(snapshot.file(*file).bytes));
  };
  take("ensign.yaml");
  take(model.config.layout.trust + "/people.yaml");
  take(model.config.layout.trust + "/policy.yaml");
  for (const Honoured& list : model.honoured) take(model.path(list.file));
  for (const Statement& statement : model.statements) {
    if (statement.subject.kind == SubjectKind::file) take(statement.subject.name);
  }
  for (const RecordSet& set : model.record_sets) {
    for (const SetRecord& record : set.records) {
      if (record.subject.kind == SubjectKind::file) take(record.subject.name);
    }
  }
}

}  // namespace

ReadResult read(const source::Snapshot& snapshot, unsigned threads, const OnStep& on_step) {
  on_step("parse");
  ReadResult result;
  Model& model = result.model;
  model.as_of = snapshot.as_of();
  model.origin = snapshot.origin();
  for (const source::File& file : snapshot.files()) model.paths.push_back(file.path);

  Assembly assembly(model, result.report);
  const auto config_file = snapshot.find("ensign.yaml");
  FileResult config = read_config(snapshot, config_file);
  if (auto* decoded = std::get_if<Config>(&config.decoded)) model.config = *decoded;
  assembly.add(std::move(config),
               {config_file.value_or(FileId{}), "ensign.yaml", classify({}, "ensign.yaml")});

  std::vector<Place> places;
  for (std::size_t i = 0; i < model.paths.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    places.push_back({file, model.paths[i], classify(model.config.layout, model.paths[i])});
  }
  std::vector<FileResult> results(places.size());
  parallel_for(places.size(), threads, [&](std::size_t i) {
    if (places[i].classified.kind == FileKind::config) return;
    results[i] = read_file(snapshot.files()[i], places[i]);
  });
  on_step("link");
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].classified.kind != FileKind::config)
      assembly.add(std::move(results[i]), places[i]);
  }
  assembly.finish();
  Linker(model, assembly.unread(), result.report).run();
  take_digests(snapshot, model);
  result.report.sort();
  return result;
}

}  // namespace ensign::model
