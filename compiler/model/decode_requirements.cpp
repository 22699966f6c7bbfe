// `requirements:` of ensign.yaml.
#include "model/decode_parts.h"

namespace ensign::model {

DeclaredRequirement decode_requirement(const syntax::Entry& entry, Report& report) {
  DeclaredRequirement requirement;
  requirement.id = {entry.key, entry.key_span};
  Fields fields(entry.value, "requirement", report);
  fields.required("title", read_text, requirement.title);
  fields.optional("document", read_text, requirement.document);
  fields.finish();
  return requirement;
}

}  // namespace ensign::model
