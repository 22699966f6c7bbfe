#include "publish/verify.h"

#include <filesystem>
#include <fmt/format.h>
#include <utility>

#include "crypto/digest.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/log.h"
#include "emit/bundle/target.h"
#include "lower/lower.h"
#include "publish/disk.h"
#include "publish/manifest.h"
#include "publish/signature.h"
#include "publish/verify_manifest.h"
#include "syntax/strict_json.h"

namespace ensign::publish {
namespace {

constexpr const char* fetch_again = "fetch the file again from where it is published";

// What a file is, and the trusted comment that it must carry.
struct Read {
  std::string kind, comment;
  std::vector<std::pair<std::string, Json>> facts;
};

Result<Read> read_as_target(const std::string& bytes) {
  const auto target = TRY(emit::read_target(bytes));
  return Read{"target",
              emit::target_comment(target.project, target.environment, target.choice.name,
                                   target.seq, target.issued, target.expires),
              {{"project", target.project},
               {"env", target.environment},
               {"target", target.choice.name},
               {"seq", target.seq},
               {"issued", to_string(target.issued)},
               {"expires", to_string(target.expires)},
               {"derived_from", target.derived_from}}};
}

Result<Read> read_as_bundle(const std::string& bytes) {
  const auto bundle = TRY(emit::read_bundle(bytes));
  return Read{"bundle",
              emit::trusted_comment(bundle.project, bundle.environment, bundle.seq, bundle.issued,
                                    bundle.expires),
              {{"project", bundle.project},
               {"env", bundle.environment},
               {"seq", bundle.seq},
               {"issued", to_string(bundle.issued)},
               {"expires", to_string(bundle.expires)},
               {"sha256", bundle.sha256}}};
}

Result<Read> read_as_log_entry(const std::string& bytes) {
  const auto entry = TRY(emit::read_log_entry(bytes));
  return Read{"log-entry",
              emit::log_comment(entry),
              {{"project", entry.project},
               {"env", entry.environment},
               {"seq", entry.seq},
               {"issued", to_string(entry.issued)},
               {"sha256", entry.sha256}}};
}

Result<Read> read_as_manifest(const Json& document) {
  const std::string comment = TRY(manifest_comment(document));
  const Json* files = document.find("files");
  if (files == nullptr || files->array_items() == nullptr) return failure("it lists no files");
  return Read{"manifest",
              comment,
              {{"project", *document.find("project")},
               {"as_of", *document.find("as_of")},
               {"files", static_cast<std::int64_t>(files->array_items()->size())}}};
}

// By `format`, which a bundle and a target carry below `ensign`.
Result<Read> read_any(const std::string& bytes) {
  const Json document = TRY(syntax::parse_strict(bytes));
  const Json* format = document.find("format");
  if (format != nullptr && *format == Json("ensign-manifest/1")) return read_as_manifest(document);
  if (format != nullptr && *format == Json("ensign-log/1")) return read_as_log_entry(bytes);
  const Json* facts = document.find("ensign");
  if (facts == nullptr) return failure("it is no bundle, target, log entry or manifest of Ensign");
  return facts->find("target") != nullptr ? read_as_target(bytes) : read_as_bundle(bytes);
}

// Shared evaluators are named by their content, so a changed one no longer has its name.
void check_evaluators(const std::string& bytes, Verified& verified) {
  const auto document = syntax::parse_strict(bytes);
  const Json* evaluators = document ? document->find("$evaluators") : nullptr;
  if (evaluators == nullptr || evaluators->members() == nullptr) return;
  for (const auto& [name, rule] : *evaluators->members()) {
    if (lower::has_its_name(name, rule)) continue;
    verified.problems.push_back(
        {fmt::format("{}: the shared evaluator `{}` has other contents than its name says",
                     verified.path, name),
         fetch_again});
  }
}

void add_problem(Verified& verified, const std::string& message) {
  verified.problems.push_back({fmt::format("{}: {}", verified.path, message), fetch_again});
}

}  // namespace

Result<Verified> verify_file(const std::string& file_or_folder,
                             std::span<const crypto::PublicKey> keys) {
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(file_or_folder, ignored);
  const std::string path = is_folder ? file_or_folder + "/manifest.json" : file_or_folder;
  const std::string bytes = TRY(read_file(path));
  Verified verified;
  verified.path = path;
  const auto signature = verify_signature(path, bytes, keys);
  if (!signature) {
    verified.problems.push_back(signature.error());
    return verified;  // nothing of unsigned bytes is worth reading
  }
  auto read = read_any(bytes);
  if (!read) {
    add_problem(verified, read.error().message);
    return verified;
  }
  verified.kind = std::move(read->kind);
  verified.facts = std::move(read->facts);
  verified.facts.emplace_back("key", signature->key);
  if (signature->comment != read->comment) {
    add_problem(verified, fmt::format("its signature is that of something else: the trusted "
                                      "comment is `{}`, and should be `{}`",
                                      signature->comment, read->comment));
  }
  if (verified.kind == "bundle" || verified.kind == "target") check_evaluators(bytes, verified);
  if (verified.kind == "manifest") check_folder(path, bytes, verified.problems);
  return verified;
}

Result<Verified> verify_derivation(const std::string& path, const std::string& bundle_path) {
  const std::string bytes = TRY(read_file(path));
  const std::string bundle_bytes = TRY(read_file(bundle_path));
  Verified verified;
  verified.path = path;
  const auto read = read_as_target(bytes);
  if (!read) {
    add_problem(verified, read.error().message);
    return verified;
  }
  verified.kind = read->kind;
  verified.facts = read->facts;
  const auto bundle = emit::read_bundle(bundle_bytes);
  if (!bundle) {
    verified.problems.push_back(
        {fmt::format("{}: {}", bundle_path, bundle.error().message), "name a bundle.json"});
    return verified;
  }
  const auto target = emit::read_target(bytes);
  if (target->derived_from != bundle->sha256) {
    add_problem(verified, fmt::format("it was derived from the bundle with the sha256 {}, and {} "
                                      "has {}",
                                      target->derived_from, bundle_path, bundle->sha256));
    return verified;
  }
  const auto again =
      emit::derive_target(*syntax::parse_strict(bundle_bytes), bundle->sha256, target->choice);
  if (!again) {
    add_problem(verified, again.error().message);
  } else if (canonical(*again) + "\n" != bytes) {
    add_problem(verified, fmt::format("other bytes come of {}", bundle_path));
  }
  return verified;
}

}  // namespace ensign::publish
