#include "model/decode_parts.h"

namespace ensign::model {

Segment decode_segment(const Place& place, const Node& root, Report& report) {
  Segment segment;
  segment.file = place.file;
  Fields fields(root, "segment", report);
  segment.name = decode_identity(fields, "name", place);
  fields.required("title", read_text, segment.title);
  fields.required("owner", read_owner, segment.owner);
  fields.required("if", read_condition, segment.condition);
  fields.finish();
  return segment;
}

}  // namespace ensign::model
