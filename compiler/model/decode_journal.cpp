#include "model/decode_parts.h"

namespace ensign::model {

JournalEntry decode_journal(const Place& place, const Node& root, Report& report) {
  JournalEntry entry;
  entry.file = place.file;
  entry.date = parse_date(place.classified.name).value_or(Date{});  // classify saw that it is one
  Fields fields(root, "journal entry", report);
  entry.id = decode_identity(fields, "journal", place);
  fields.required("title", read_text, entry.title);
  fields.optional("by", read_ref<Person>, entry.by);
  fields.list("releases", read_ref<Release>, entry.releases);
  fields.list("incidents", read_ref<Incident>, entry.incidents);
  fields.finish();
  return entry;
}

}  // namespace ensign::model
