#include "crypto/digest.h"
#include "crypto/ssh_key.h"
#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json key_json(const model::PersonKey& key) {
  return Fields()
      .add("fingerprint", crypto::fingerprint(key.key))
      .add("hardware", key.key.hardware)
      .add("state", key.state)
      .add("from", key.from)
      .add("until", key.until)
      .add("reason", key.reason)
      .take();
}

// A subject that is to be absent, or a content: the words of the statement itself.
std::string content_word(const std::optional<crypto::Sha256>& content, std::string_view without) {
  return content ? "sha256:" + crypto::hex(*content) : std::string(without);
}

Json record_json(const model::SetRecord& record) {
  return Fields()
      .add("subject", record.subject.text)
      .add("content", content_word(*record.content, "absent"))
      .add("revision", record.revision)
      .add("previous", content_word(record.previous, "none"))
      .take();
}

}  // namespace

Json entity(const Scribe& scribe, const model::Person& person) {
  return Fields()
      .add("at", scribe.place(person.id.span))
      .add("id", person.id)
      .add("name", person.name)
      .add("contact", person.contact)
      .add("machine", person.machine)
      .add("keys", person.keys, key_json)
      .add("left", person.left)
      .take();
}

Json entity(const Scribe& scribe, const model::Team& team) {
  return Fields()
      .add("at", scribe.place(team.id.span))
      .add("id", team.id)
      .add("title", team.title)
      .add("contact", team.contact)
      .add("members", team.members)
      .take();
}

Json entity(const Scribe& scribe, const model::Role& role) {
  return Fields()
      .add("at", scribe.place(role.id.span))
      .add("id", role.id)
      .add("title", role.title)
      .add("holders", role.holders)
      .add("duties", role.duties)
      .add("escalation", role.escalation)
      .take();
}

Json entity(const Scribe& scribe, const model::Waiver& waiver) {
  return Fields()
      .add("at", scribe.place(waiver.id.span))
      .add("id", waiver.id)
      .add("rule", waiver.rule)
      .add("subject", waiver.subject)
      .add("reason", waiver.reason)
      .add("owner", waiver.owner)
      .add("created", waiver.created)
      .add("expires", waiver.expires)
      .add("renews", waiver.renews)
      .add("approved", waiver.approved)
      .take();
}

Json entity(const Scribe& scribe, const model::Statement& statement) {
  return Fields()
      .add("at", scribe.place(statement.subject.text.span))
      .add("action", statement.action)
      .add("subject", statement.subject.text)
      .add("content", content_word(*statement.content, "absent"))
      .add("revision", statement.revision)
      .add("previous", content_word(statement.previous, "none"))
      .add("signer", statement.signer)
      .add("issued", statement.issued)
      .take();
}

Json entity(const Scribe& scribe, const model::RecordSet& set) {
  return Fields()
      .add("at", scribe.place(Span{set.file, 0, 0}))
      .add("digest", crypto::hex(set.digest))
      .add("records", set.records, record_json)
      .take();
}

}  // namespace ensign::emit
