#include "model/decode_parts.h"

namespace ensign::model {

Note decode_note(const Place& place, const Node& root, Report& report) {
  Note note;
  note.file = place.file;
  Fields fields(root, "note", report);
  note.id = decode_identity(fields, "note", place);
  fields.required("title", read_text, note.title);
  fields.required("kind", read_word<NoteKind>, note.kind);
  fields.required("risk", read_word<Risk>, note.risk);
  Spanned<std::string> milestone;
  fields.required("milestone", read_text, milestone);
  note.milestone = std::move(milestone.value);
  note.milestone_span = milestone.span;
  fields.required_list("audience", read_word<Audience>, note.audience);
  fields.list("flags", read_ref<Flag>, note.flags);
  fields.optional("migration", read_text, note.migration);
  fields.optional("rollback", read_text, note.rollback);
  fields.optional("notable", read_word<Notable>, note.notable);
  fields.optional("breaking", read_boolean, note.breaking);
  fields.list("satisfies", read_text, note.satisfies);
  fields.list("documents", read_document, note.documents);
  fields.finish();
  return note;
}

}  // namespace ensign::model
