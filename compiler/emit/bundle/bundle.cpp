#include "emit/bundle/bundle.h"

#include <fmt/format.h>
#include <utility>

#include "base/assert.h"
#include "crypto/digest.h"
#include "emit/bundle/changed.h"
#include "emit/bundle/content.h"
#include "emit/bundle/mixture.h"
#include "syntax/strict_json.h"

namespace ensign::emit {
namespace {

// Bytes that are exactly those of a commit can name it; other bytes have no source to name.
Json source_of(const source::Origin& origin) {
  if (!origin.clean || origin.commit.empty()) {
    return Json::object({{"commit", nullptr}, {"tree", nullptr}});
  }
  return Json::object({{"commit", origin.commit}, {"tree", origin.tree}});
}

Json document_of(const PreviousBundle& previous) {
  Result<Json> document = syntax::parse_strict(previous.bytes);
  ENSIGN_ASSERT(document.has_value());  // read_bundle has read the same bytes
  return std::move(*document);
}

bool half_lifetime_left(const PreviousBundle& previous, Instant now) {
  const std::int64_t lifetime = previous.expires.seconds - previous.issued.seconds;
  return (previous.expires.seconds - now.seconds) * 2 >= lifetime;
}

Issue issue_after(const model::Model& model, const PreviousBundle* previous, Json source) {
  return {.seq = previous == nullptr ? 1 : previous->seq + 1,
          .issued = model.as_of,
          .expires = {model.as_of.seconds + model.config.bundle_lifetime_seconds},
          .prev = previous == nullptr ? Json() : Json(previous->sha256),
          .source = std::move(source)};
}

Bundle finished(const model::Model& model, const std::string& environment, Json document,
                std::string bytes, std::int64_t seq, Instant issued, Instant expires) {
  Bundle bundle;
  bundle.environment = environment;
  bundle.seq = seq;
  bundle.issued = issued;
  bundle.expires = expires;
  bundle.document = std::move(document);
  bundle.sha256 = crypto::hex(crypto::sha256(bytes));
  bundle.file = {"bundles/" + environment + "/bundle.json", std::move(bytes)};
  bundle.trusted_comment =
      trusted_comment(*model.config.project, environment, seq, issued, expires);
  return bundle;
}

Bundle issued_anew(const model::Model& model, const std::string& environment, Json content,
                   const Issue& issue, const Json* before) {
  Json document = issued_document(std::move(content), issue);
  std::string bytes = document_bytes(document);
  Bundle bundle = finished(model, environment, std::move(document), std::move(bytes), issue.seq,
                           issue.issued, issue.expires);
  bundle.changed = changed_subjects(before, bundle.document, environment);
  return bundle;
}

Bundle issued_again(const model::Model& model, const std::string& environment,
                    const PreviousBundle& previous, Json document) {
  Bundle bundle = finished(model, environment, std::move(document), previous.bytes, previous.seq,
                           previous.issued, previous.expires);
  bundle.reused = true;
  return bundle;
}

Bundle bundle_of(const seal::GovernedModel& governed, std::uint32_t index,
                 const PreviousBundle* previous, const std::set<std::string>& lifted) {
  const model::Model& model = governed.model();
  const std::string& environment = *model.config.environments[index].name;
  Json content =
      with_carried(bundle_content(model, index, lifted), environment, governed.carried());
  Json source = source_of(model.origin);
  if (previous == nullptr) {
    return issued_anew(model, environment, std::move(content),
                       issue_after(model, nullptr, std::move(source)), nullptr);
  }
  Json document = document_of(*previous);
  Issued before = without_issue(document);
  if (before.content == content) {
    if (half_lifetime_left(*previous, model.as_of)) {
      return issued_again(model, environment, *previous, std::move(document));
    }
    source = std::move(before.source);
  }
  return issued_anew(model, environment, std::move(content),
                     issue_after(model, previous, std::move(source)), &document);
}

}  // namespace

std::vector<Bundle> bundles(const seal::GovernedModel& governed,
                            const std::map<std::string, PreviousBundle>& previous,
                            const Lifted& lifted) {
  const model::Model& model = governed.model();
  std::vector<Bundle> result;
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    const std::string& name = *model.config.environments[i].name;
    const auto before = previous.find(name);
    const auto ends = lifted.find(name);
    result.push_back(bundle_of(governed, i, before == previous.end() ? nullptr : &before->second,
                               ends == lifted.end() ? std::set<std::string>() : ends->second));
  }
  return result;
}

std::string trusted_comment(const std::string& project, const std::string& environment,
                            std::int64_t seq, Instant issued, Instant expires) {
  return fmt::format("ensign-bundle/1 project={} env={} seq={} issued={} expires={}", project,
                     environment, seq, to_string(issued), to_string(expires));
}

}  // namespace ensign::emit
