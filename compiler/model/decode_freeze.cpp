#include "model/decode_parts.h"

namespace ensign::model {

Freeze decode_freeze(const Place& place, const Node& root, Report& report) {
  Freeze freeze;
  freeze.file = place.file;
  Fields fields(root, "freeze", report);
  freeze.id = decode_identity(fields, "freeze", place);
  fields.required("title", read_text, freeze.title);
  fields.required("reason", read_text, freeze.reason);
  fields.required("owner", read_owner, freeze.owner);
  fields.optional("requested_by", read_ref<Role>, freeze.requested_by);
  fields.required("from", read_beginning, freeze.from);
  fields.required("until", read_end, freeze.until);
  fields.list("environments", read_text, freeze.environments);
  fields.list("flags", read_ref<Flag>, freeze.flags);
  fields.list("areas", read_text, freeze.areas);
  fields.list("except", read_word<ReleaseType>, freeze.except);
  fields.finish();
  check_order(freeze.from, freeze.until, "the freeze ends before it begins", report);
  return freeze;
}

}  // namespace ensign::model
