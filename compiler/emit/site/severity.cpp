#include "emit/site/severity.h"

namespace ensign::emit::pages {

State severity_level(model::SeverityLevel severity) {
  switch (severity) {
    case model::SeverityLevel::critical:
      return {"bad", "▲", "critical"};
    case model::SeverityLevel::high:
      return {"bad", "△", "high"};
    case model::SeverityLevel::medium:
      return {"part", "◇", "medium"};
    case model::SeverityLevel::low:
      return {"none", "▽", "low"};
  }
  return {};
}

std::string trigger_words(const model::Model& model, const std::string& id) {
  for (const model::KillTrigger& trigger : model.kill_triggers) {
    if (*trigger.id == id) return trigger.title.empty() ? id : trigger.title;
  }
  return id;
}

}  // namespace ensign::emit::pages
