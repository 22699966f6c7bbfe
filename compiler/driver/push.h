// What a push brings, judged ref by ref: by the one who pushes (pre-push), or where it arrives
// (pre-receive), before anything is taken over.
//
// The usual branch and every branch that is a channel of ensign.yaml are asked whether the change
// is allowed; what may be published leaves from there. Other branches are asked whether they are
// well made, with missing approvals as notes, for people can only approve what has been pushed.
// Every folder that holds ensign.yaml is judged by itself; where input names one, that one alone.
// A folder that was governed stays so: a push that takes ensign.yaml away is refused.
//
// Branches `ensign-kill/…` carry signed overlays out of an emergency and are never held up.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "driver/pipeline.h"

namespace ensign::driver {

struct PushedRef {
  std::string name;           // on the receiving side: `refs/heads/main`
  std::string before, after;  // object ids; empty: there is none
};

struct Push {
  std::vector<PushedRef> refs;
  std::string remote;   // where it goes, as the pushing side calls it; empty: it arrives here
  std::string objects;  // where Git keeps what is pushed meanwhile; empty: with everything else
};

// Lines of a hook's standard input: `<before> <after> <ref>` of pre-receive, and
// `<local ref> <after> <ref> <before>` of pre-push. Fails at a line of any other form.
Result<std::vector<PushedRef>> read_pushed(std::string_view lines, bool arrives);

struct JudgedRef {
  std::string name;
  std::string folder;              // that is governed, "" or ending in `/`
  std::string commit;              // empty: there is none to judge
  std::string base;                // that it was compared with; empty: everything was judged
  bool gated = false;              // asked whether it is allowed
  std::string why_not;             // it was not judged, in words
  std::optional<Failure> refusal;  // it must not go on, whatever the findings
  std::optional<Checked> checked;

  bool passes() const { return !refusal && !(checked && checked->verdict.report.has_errors()); }
};

// One or more for each ref, in order. Of `input.selection` the folder alone is used, and the base
// is set for each ref.
Result<std::vector<JudgedRef>> judge_push(const Input& input, const Push& push);

}  // namespace ensign::driver
