#include "emit/model/entities.h"

namespace ensign::emit {
namespace {

Json member_json(const model::GroupMember& member) {
  return Fields().add("flag", member.flag).add("weight", member.weight).take();
}

Json served_json(const std::pair<model::Ref<model::Flag>, Spanned<std::string>>& served) {
  return Fields().add("flag", served.first).add("variant", served.second).take();
}

Json verified_json(const model::Verified& verified) {
  return Fields().add("on", verified.on).add("evidence", verified.evidence).take();
}

Json successor_json(const model::Successor& successor) {
  if (successor.flag) return Json::object({{"flag", *successor.name}});
  if (successor.tombstone) return Json::object({{"retired", *successor.name}});
  return unresolved(*successor.name);
}

}  // namespace

Json entity(const Scribe& scribe, const model::Segment& segment) {
  return Fields()
      .add("at", scribe.place(segment.name.span))
      .add("name", segment.name)
      .add("title", segment.title)
      .add("owner", segment.owner)
      .add("if", condition_json(segment.condition))
      .take();
}

Json entity(const Scribe& scribe, const model::Group& group) {
  return Fields()
      .add("at", scribe.place(group.name.span))
      .add("name", group.name)
      .add("title", group.title)
      .add("owner", group.owner)
      .add("by", group.by)
      .add("salt", group.salt)
      .add("members", group.members, member_json)
      .take();
}

Json entity(const Scribe& scribe, const model::Profile& profile) {
  return Fields()
      .add("at", scribe.place(profile.name.span))
      .add("name", profile.name)
      .add("title", profile.title)
      .add("owner", profile.owner)
      .add("environment", profile.environment)
      .add("serves", profile.serves, served_json)
      .add("verified", profile.verified, verified_json)
      .take();
}

Json entity(const Scribe& scribe, const model::Tombstone& tombstone) {
  return Fields()
      .add("at", scribe.place(tombstone.key.span))
      .add("key", tombstone.key)
      .add("on", tombstone.on)
      .add("type", tombstone.type)
      .add("reason", tombstone.reason)
      .add("successor", tombstone.successor, successor_json)
      .take();
}

Json entity(const Scribe& scribe, const model::KillLevel& level) {
  return Fields()
      .add("at", scribe.place(level.id.span))
      .add("id", level.id)
      .add("title", level.title)
      .add("when", level.when)
      .add("preserves", level.preserves)
      .add("flags", level.flags)
      .add("playbook", level.playbook)
      .take();
}

Json entity(const Scribe& scribe, const model::KillTrigger& trigger) {
  return Fields()
      .add("at", scribe.place(trigger.id.span))
      .add("id", trigger.id)
      .add("title", trigger.title)
      .add("class", trigger.trigger_class)
      .add("levels", trigger.levels)
      .take();
}

Json kill_procedure_json(const model::KillProcedure& procedure) {
  return Fields()
      .add("workflow", procedure.workflow)
      .add("activate", procedure.activate)
      .add("resume", procedure.resume)
      .take();
}

}  // namespace ensign::emit
