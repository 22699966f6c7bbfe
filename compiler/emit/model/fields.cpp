#include "emit/model/fields.h"

namespace ensign::emit {

Json Scribe::place(Span span) const {
  const auto index = static_cast<std::size_t>(span.file);
  return Json::object({{"path", model_.path(span.file)},
                       {"line", static_cast<std::int64_t>(lines_[index].at(span.begin).line)}});
}

Json unresolved(const std::string& name) { return Json::object({{"unresolved", name}}); }

Json json_of(const model::Owner& owner) {
  if (owner.team) return Json::object({{"team", *owner.name}});
  if (owner.person) return Json::object({{"person", *owner.name}});
  return unresolved(*owner.name);
}

Json json_of(const model::LinkedDocument& document) {
  return Fields().add("title", document.title).add("link", document.link).take();
}

Json json_of(const model::DurationRange& range) {
  return Json::object({{"min_seconds", range.min_seconds}, {"max_seconds", range.max_seconds}});
}

}  // namespace ensign::emit
