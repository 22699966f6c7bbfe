#include <algorithm>

#include "model/decode_parts.h"

namespace ensign::model {
namespace {

std::optional<Successor> read_successor(const Node& node, Report& report) {
  auto name = read_text(node, report);
  if (!name) return std::nullopt;
  return Successor{std::move(*name), std::nullopt, std::nullopt};
}

Tombstone decode_tombstone(const syntax::Entry& entry, Report& report) {
  Tombstone tombstone;
  tombstone.key = {entry.key, entry.key_span};
  tombstone.span = entry.value.span;
  Fields fields(entry.value, "retired flag", report);
  fields.required("on", read_date, tombstone.on);
  fields.required("type", read_word<FlagType>, tombstone.type);
  fields.required("reason", read_text, tombstone.reason);
  fields.optional("successor", read_successor, tombstone.successor);
  fields.finish();
  return tombstone;
}

}  // namespace

std::vector<Tombstone> decode_tombstones(const Node& root, Report& report) {
  std::vector<Tombstone> tombstones;
  Fields file(root, "list of retired flags", report);
  decode_named(file.find_required("retired"), tombstones, report, decode_tombstone);
  file.finish();
  std::ranges::sort(tombstones, {}, [](const Tombstone& one) { return *one.key; });
  return tombstones;
}

}  // namespace ensign::model
