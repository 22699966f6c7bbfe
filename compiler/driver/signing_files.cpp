// What is signed beside the entries of environments: the files that roles of the root answer for,
// and what policy names by its kind.

#include <algorithm>
#include <fmt/format.h>

#include "driver/signing_parts.h"
#include "driver/trust_parts.h"
#include "trust/anchors.h"
#include "trust/tally.h"

namespace ensign::driver::signing {
namespace {

using model::SubjectKind;

bool stands_outside(SubjectKind kind) {
  return kind == SubjectKind::file || kind == SubjectKind::release || kind == SubjectKind::drill;
}

bool asks_outside(const model::Policy& policy) {
  return std::ranges::any_of(policy.approvals, [](const model::ApprovalRule& rule) {
    return std::ranges::any_of(rule.match.kinds,
                               [](const auto& kind) { return stands_outside(*kind); });
  });
}

void add(std::vector<model::Subject>& subjects, const std::string& text) {
  const bool is_known =
      std::ranges::any_of(subjects, [&](const model::Subject& one) { return *one.text == text; });
  if (is_known) return;
  if (auto subject = model::parse_subject(text)) subjects.push_back(std::move(*subject));
}

// A signature of somebody who has not the role would be nothing.
void add_anchored(const model::Model& model, const Request& request, Unsigned& found) {
  for (const trust::Anchor& anchor : trust::anchored_files(model, model.roots.back().root)) {
    if (!anchor.file || anchor.holds()) continue;
    if (std::ranges::find(anchor.others, request.person) != anchor.others.end()) {
      add(found.subjects, "file/" + anchor.path);
      continue;
    }
    const auto more = static_cast<std::size_t>(anchor.threshold) - anchor.people.size();
    found.remarks.push_back(fmt::format("{} must be signed by {} of {} (role {})", anchor.path,
                                        count_of(more, "person", "people"), names_of(anchor.others),
                                        anchor.role));
  }
}

}  // namespace

void add_unsigned_files(const Sides& sides, const Request& request, const Signed& done,
                        Unsigned& found) {
  const model::Model& model = sides.head.model;
  if (model.roots.empty()) return;
  add_anchored(model, request, found);
  if (!asks_outside(model.policy) && !(sides.base && asks_outside(sides.base->model.policy))) {
    return;
  }
  trust::Question question;
  question.head = {&model, &sides.head.snapshot};
  if (sides.base) question.base = {&sides.base->model, &sides.base->snapshot};
  const trust::Tally tally(question);
  for (const trust::Entry& entry : tally.entries()) {
    if (!stands_outside(entry.change.kind)) continue;
    if (done.contains({entry.change.subject, entry.change.content})) continue;
    add(found.subjects, entry.change.subject);
  }
}

}  // namespace ensign::driver::signing
