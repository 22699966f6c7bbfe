#include "emit/bundle/overlay.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

#include "crypto/digest.h"
#include "emit/bundle/content.h"
#include "emit/bundle/facts.h"

namespace ensign::emit {
namespace {

constexpr const char* overlay_format = "ensign-kill/1";
constexpr std::array<std::string_view, 11> members{
    "format", "project", "env", "seq", "bundle", "flags", "all", "level", "reason", "by", "issued"};

// Exactly one of `flags` and `all`, so that no list can be read as everything.
Result<void> read_reach(const Json& document, Overlay& overlay) {
  const Json* all = document.find("all");
  const Json* flags = document.find("flags");
  if ((all == nullptr) == (flags == nullptr)) {
    return failure("it has not exactly one of `flags` and `all`");
  }
  if (all != nullptr) {
    if (*all != Json(true)) return failure("`all` is something else than true");
    overlay.all = true;
    return {};
  }
  if (flags->array_items() == nullptr || flags->array_items()->empty()) {
    return failure("`flags` is no list of keys");
  }
  for (const Json& key : *flags->array_items()) {
    if (key.string() == nullptr || key.string()->empty()) {
      return failure("`flags` is no list of keys");
    }
    overlay.flags.push_back(*key.string());
  }
  const bool rising = std::ranges::adjacent_find(overlay.flags, std::ranges::greater_equal()) ==
                      overlay.flags.end();
  if (!rising) return failure("`flags` is not sorted, or names a flag twice");
  return {};
}

}  // namespace

std::string overlay_bytes(const Overlay& overlay) {
  Json document = Json::object({{"format", overlay_format},
                                {"project", overlay.project},
                                {"env", overlay.environment},
                                {"seq", overlay.seq},
                                {"bundle", overlay.bundle}});
  if (overlay.all) {
    document.set("all", true);
  } else {
    Json flags = Json::array();
    for (const std::string& key : overlay.flags) flags.push(key);
    document.set("flags", std::move(flags));
  }
  document.set("level", overlay.level ? Json(*overlay.level) : Json());
  document.set("reason", overlay.reason);
  document.set("by", overlay.by);
  document.set("issued", to_string(overlay.issued));
  return document_bytes(document);
}

std::string overlay_digest(std::string_view bytes) { return crypto::hex(crypto::sha256(bytes)); }

std::string overlay_path(const std::string& environment, const std::string& digest) {
  return fmt::format("bundles/{}/kill/{}.json", environment, digest);
}

Result<Overlay> read_overlay(std::string_view bytes) {
  const Json document = TRY(parse_small(bytes, members));
  TRY(expect_format(document, overlay_format));
  Overlay overlay;
  overlay.project = TRY(text_at(document, "project"));
  overlay.environment = TRY(text_at(document, "env"));
  overlay.seq = TRY(seq_at(document));
  overlay.bundle = TRY(digest_at(document, "bundle"));
  if (overlay.bundle.empty()) return failure("`bundle` is missing");
  TRY(read_reach(document, overlay));
  const Json* level = document.find("level");
  if (level == nullptr) return failure("`level` is missing");
  if (!level->is_null()) overlay.level = TRY(text_at(document, "level"));
  overlay.reason = TRY(text_at(document, "reason"));
  overlay.by = TRY(text_at(document, "by"));
  overlay.issued = TRY(instant_at(document, "issued"));
  return overlay;
}

}  // namespace ensign::emit
