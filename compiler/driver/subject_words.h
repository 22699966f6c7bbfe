// What is signed, in words: what the record of a subject says, line by line, and how that differs
// from an earlier one. The words are made of the same model as the record. Names and texts stand in
// them as they were written: whoever shows them makes them visible.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/model.h"
#include "record/record.h"

namespace ensign::driver::signing {

// One side of a comparison.
struct Side {
  source::Snapshot snapshot;
  model::Model model;
};

// `everybody else` and "5 % of workspaces `on`, 95 % `off`".
struct SubjectLine {
  std::string label;
  std::string value;
};
using SubjectLines = std::vector<SubjectLine>;

// What the record says; no lines for a subject that is not there.
SubjectLines subject_lines(const Side& side, const model::Subject& subject);

// "everybody else: 5 % of workspaces `on`, 95 % `off`; was `off`" for each line that differs.
std::vector<std::string> differences(const SubjectLines& before, const SubjectLines& after);

// "exposes less" where that is proven; "exposes more" otherwise. Nothing for what is no flag, and
// where both sides are the same.
std::optional<model::Direction> direction_of(const Side& before, const Side& after,
                                             const model::Subject& subject);

}  // namespace ensign::driver::signing
