#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {

std::vector<KillLevel> decode_kill_levels(const Node& root, Report& report) {
  std::vector<KillLevel> levels;
  Fields file(root, "ladder", report);
  const Node* all = file.find_required("levels");
  file.finish();
  if (all == nullptr || !expect_mapping(*all, report)) return levels;
  for (const syntax::Entry& entry : all->entries) {
    KillLevel level;
    level.id = {entry.key, entry.key_span};
    level.span = entry.value.span;
    if (!is_id(entry.key)) {
      report.add(invalid_key, entry.key_span, fmt::format("`{}` cannot be a name", entry.key),
                 "name levels `KS1`, `KS2` and so on");
    }
    Fields fields(entry.value, "kill switch", report);
    fields.optional("title", read_text, level.title);
    fields.optional("when", read_text, level.when);
    fields.list("flags", read_ref<Flag>, level.flags);
    fields.optional("playbook", read_ref<Playbook>, level.playbook);
    fields.finish();
    levels.push_back(std::move(level));
  }
  return levels;
}

}  // namespace ensign::model
