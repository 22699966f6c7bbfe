#include "model/decode_parts.h"

namespace ensign::model {
namespace {

std::optional<Verified> read_verified(const Node& node, Report& report) {
  Verified verified;
  verified.span = node.span;
  Fields fields(node, "verification", report);
  fields.required("on", read_date, verified.on);
  fields.optional("evidence", read_ref<Evidence>, verified.evidence);
  fields.finish();
  return fields ? std::optional(std::move(verified)) : std::nullopt;
}

}  // namespace

Profile decode_profile(const Place& place, const Node& root, Report& report) {
  Profile profile;
  profile.file = place.file;
  Fields fields(root, "profile", report);
  profile.name = decode_identity(fields, "profile", place);
  fields.required("title", read_text, profile.title);
  fields.required("owner", read_owner, profile.owner);
  fields.required("environment", read_text, profile.environment);
  fields.required("serves", read_serves, profile.serves);
  fields.optional("verified", read_verified, profile.verified);
  fields.finish();
  return profile;
}

}  // namespace ensign::model
