// `requirements:` of ensign.yaml.
#include <fmt/format.h>

#include "model/decode_parts.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {

void decode_requirements(const Node& node, Config& config, Report& report) {
  if (!expect_mapping(node, report)) return;
  for (const syntax::Entry& entry : node.entries) {
    if (!is_id(entry.key)) {
      report.add(
          invalid_key, entry.key_span,
          fmt::format("`{}` cannot be the name of a requirement", entry.key),
          "letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 100");
    }
    DeclaredRequirement requirement;
    requirement.id = {entry.key, entry.key_span};
    Fields fields(entry.value, "requirement", report);
    fields.required("title", read_text, requirement.title);
    fields.optional("document", read_text, requirement.document);
    fields.finish();
    config.requirements.push_back(std::move(requirement));
  }
}

}  // namespace ensign::model
