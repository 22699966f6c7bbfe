#include "model/decode_parts.h"

namespace ensign::model {

Evidence decode_evidence(const Place& place, const Node& root, Report& report) {
  Evidence evidence;
  evidence.file = place.file;
  Fields fields(root, "evidence", report);
  evidence.id = decode_identity(fields, "evidence", place);
  evidence.plan.name = {std::string(place.classified.folder), place.start()};
  evidence.stage = {std::string(place.classified.stage), place.start()};
  fields.required("gate", read_text, evidence.gate);
  fields.required("result", read_word<EvidenceResult>, evidence.result);
  fields.required("at", read_instant, evidence.at);
  fields.required("by", read_ref<Person>, evidence.by);
  fields.optional("value", read_number, evidence.value);
  fields.optional("link", read_text, evidence.link);
  fields.optional("note", read_text, evidence.note);
  fields.finish();
  return evidence;
}

}  // namespace ensign::model
