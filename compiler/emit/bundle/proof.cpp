#include "emit/bundle/proof.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <utility>

#include "base/json.h"
#include "emit/bundle/content.h"
#include "emit/bundle/facts.h"
#include "syntax/strict_json.h"

namespace ensign::emit {
namespace {

constexpr const char* proof_format = "ensign-proof/1";
constexpr std::string_view absent = "absent";

using Texts = std::vector<std::string>;
using NamedTexts = std::map<std::string, std::string>;

Json list_of(const Texts& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

Json object_of(const NamedTexts& texts) {
  Json object = Json::object();
  for (const auto& [name, text] : texts) object.set(name, text);
  return object;
}

Json roots_of(const std::vector<ProofRoot>& roots) {
  Json list = Json::array();
  for (const ProofRoot& root : roots) {
    list.push(Json::object({{"root", root.root}, {"signatures", list_of(root.signatures)}}));
  }
  return list;
}

Json entries_of(const std::vector<ProofEntry>& entries) {
  Json list = Json::array();
  for (const ProofEntry& entry : entries) {
    list.push(Json::object(
        {{"subject", entry.subject},
         {"content", entry.content ? "sha256:" + crypto::hex(*entry.content) : std::string(absent)},
         {"revision", entry.revision},
         {"area", entry.area},
         {"covered_by", entry.covered_by}}));
  }
  return list;
}

void sort_once(Texts& texts) {
  std::ranges::sort(texts);
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
}

// Exactly these members, so that nothing can be slipped in that nobody reads.
Result<void> expect_members(const Json& object, std::span<const std::string_view> names,
                            std::string_view what) {
  if (object.members() == nullptr) return failure(fmt::format("{} is no object", what));
  for (const std::string_view name : names) {
    if (object.find(name) == nullptr) return failure(fmt::format("{} has no `{}`", what, name));
  }
  if (object.members()->size() == names.size()) return {};
  return failure(fmt::format("{} has a member that is unknown", what));
}

Result<const Json::Array*> items_at(const Json& object, std::string_view name) {
  const Json* list = object.find(name);
  if (list == nullptr || list->array_items() == nullptr) {
    return failure(fmt::format("`{}` is no list", name));
  }
  return list->array_items();
}

Result<Texts> texts_at(const Json& object, std::string_view name) {
  Texts texts;
  for (const Json& item : *TRY(items_at(object, name))) {
    if (item.string() == nullptr) return failure(fmt::format("`{}` is no list of texts", name));
    texts.push_back(*item.string());
  }
  return texts;
}

Result<Texts> sorted_texts_at(const Json& object, std::string_view name) {
  Texts texts = TRY(texts_at(object, name));
  if (std::ranges::adjacent_find(texts, std::ranges::greater_equal()) == texts.end()) return texts;
  return failure(fmt::format("`{}` is not sorted, each once", name));
}

Result<NamedTexts> named_texts_at(const Json& object, std::string_view name) {
  const Json* texts = object.find(name);
  if (texts == nullptr || texts->members() == nullptr) {
    return failure(fmt::format("`{}` is no object", name));
  }
  NamedTexts result;
  for (const auto& [key, text] : *texts->members()) {
    if (text.string() == nullptr) return failure(fmt::format("`{}.{}` is no text", name, key));
    result.emplace(key, *text.string());
  }
  return result;
}

Result<std::vector<ProofRoot>> read_roots(const Json& document) {
  constexpr std::array<std::string_view, 2> names{"root", "signatures"};
  std::vector<ProofRoot> roots;
  for (const Json& item : *TRY(items_at(document, "roots"))) {
    TRY(expect_members(item, names, "an item of `roots`"));
    roots.push_back({TRY(text_at(item, "root")), TRY(texts_at(item, "signatures"))});
  }
  if (roots.empty()) return failure("`roots` is empty");
  return roots;
}

Result<ProofEntry> read_entry(const Json& item) {
  constexpr std::array<std::string_view, 5> names{"subject", "content", "revision", "area",
                                                  "covered_by"};
  constexpr std::string_view prefix = "sha256:";
  TRY(expect_members(item, names, "an item of `entries`"));
  ProofEntry entry;
  entry.subject = TRY(text_at(item, "subject"));
  entry.area = TRY(text_at(item, "area"));
  entry.covered_by = TRY(text_at(item, "covered_by"));
  const std::string content = TRY(text_at(item, "content"));
  if (content != absent) {
    if (content.starts_with(prefix)) {
      entry.content = crypto::sha256_from_hex(std::string_view(content).substr(prefix.size()));
    }
    if (!entry.content) return failure(fmt::format("`content` of {} is no digest", entry.subject));
  }
  const std::int64_t* revision = item.find("revision")->integer();
  if (revision == nullptr || *revision < 0) {
    return failure(fmt::format("`revision` of {} is no whole number", entry.subject));
  }
  entry.revision = *revision;
  return entry;
}

Result<std::vector<ProofEntry>> read_entries(const Json& document) {
  std::vector<ProofEntry> entries;
  for (const Json& item : *TRY(items_at(document, "entries"))) {
    ProofEntry entry = TRY(read_entry(item));
    if (!entries.empty() && entries.back().subject >= entry.subject) {
      return failure("`entries` is not sorted by `subject`, each once");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

const ProofEntry* Proof::entry(std::string_view subject) const {
  const auto found = std::ranges::lower_bound(entries, subject, {}, &ProofEntry::subject);
  return found == entries.end() || found->subject != subject ? nullptr : &*found;
}

std::string proof_path(const std::string& environment) {
  return "bundles/" + environment + "/proof.json";
}

std::string proof_bytes(Proof proof) {
  sort_once(proof.statements);
  sort_once(proof.sets);
  sort_once(proof.yields);
  sort_once(proof.carried);
  std::ranges::sort(proof.entries, {}, &ProofEntry::subject);
  return document_bytes(Json::object({{"format", proof_format},
                                      {"project", proof.project},
                                      {"env", proof.environment},
                                      {"seq", proof.seq},
                                      {"sha256", proof.sha256},
                                      {"roots", roots_of(proof.roots)},
                                      {"files", object_of(proof.files)},
                                      {"statements", list_of(proof.statements)},
                                      {"sets", list_of(proof.sets)},
                                      {"records", object_of(proof.records)},
                                      {"yields", list_of(proof.yields)},
                                      {"before", object_of(proof.before)},
                                      {"evaluators", object_of(proof.evaluators)},
                                      {"entries", entries_of(proof.entries)},
                                      {"carried", list_of(proof.carried)}}));
}

Result<Proof> read_proof(std::string_view bytes) {
  constexpr std::array<std::string_view, 15> names{
      "format", "project", "env",    "seq",    "sha256",     "roots",   "files",  "statements",
      "sets",   "records", "yields", "before", "evaluators", "entries", "carried"};
  if (bytes.size() > largest_proof) return failure("it is larger than 64 MiB");
  const Json document = TRY(syntax::parse_strict(bytes));
  if (document_bytes(document) != bytes) {
    return failure("it is not canonical JSON (RFC 8785) with one final line feed");
  }
  TRY(expect_members(document, names, "it"));
  const std::string format = TRY(text_at(document, "format"));
  if (format != proof_format) {
    return failure(fmt::format("its format is `{}`, not `{}`", format, proof_format));
  }
  Proof proof;
  proof.project = TRY(text_at(document, "project"));
  proof.environment = TRY(text_at(document, "env"));
  proof.seq = TRY(seq_at(document));
  proof.sha256 = TRY(digest_at(document, "sha256"));
  if (proof.sha256.empty()) return failure("`sha256` is missing");
  proof.roots = TRY(read_roots(document));
  proof.files = TRY(named_texts_at(document, "files"));
  proof.statements = TRY(sorted_texts_at(document, "statements"));
  proof.sets = TRY(sorted_texts_at(document, "sets"));
  proof.records = TRY(named_texts_at(document, "records"));
  proof.yields = TRY(sorted_texts_at(document, "yields"));
  proof.before = TRY(named_texts_at(document, "before"));
  proof.evaluators = TRY(named_texts_at(document, "evaluators"));
  proof.entries = TRY(read_entries(document));
  proof.carried = TRY(sorted_texts_at(document, "carried"));
  return proof;
}

}  // namespace ensign::emit
