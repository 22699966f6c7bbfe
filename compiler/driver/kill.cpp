#include "driver/kill.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "client/who_may_kill.h"
#include "emit/bundle/bundle.h"
#include "emit/bundle/ladder.h"
#include "emit/bundle/plain.h"
#include "publish/overlay_judge.h"
#include "syntax/strict_json.h"

namespace ensign::driver {
namespace {

std::string did_you_mean(const std::string& word, const emit::Ladder& ladder) {
  std::vector<std::string_view> names;
  for (const std::string& key : ladder.flags) names.push_back(key);
  for (const emit::Rung& rung : ladder.rungs) names.push_back(rung.level);
  const std::string_view close = nearest(word, names);
  return close.empty() ? "the bundle names its flags and levels"
                       : fmt::format("did you mean `{}`?", close);
}

// What was asked for, as far as the bundle knows it.
Result<void> read_what(const KillWanted& wanted, const emit::Ladder& ladder,
                       emit::Overlay& overlay) {
  overlay.all = wanted.all;
  if (wanted.all) return {};
  const emit::Rung* rung = wanted.what.size() == 1 ? ladder.rung(wanted.what.front()) : nullptr;
  std::set<std::string> keys(wanted.what.begin(), wanted.what.end());
  if (rung != nullptr) {
    overlay.level = rung->level;
    keys = rung->flags;
    if (keys.empty()) {
      return failure(fmt::format("{} forces no flag of `{}` off", rung->level, wanted.environment),
                     "name a higher level, or flags");
    }
  }
  for (const std::string& key : keys) {
    if (!ladder.flags.contains(key)) {
      return failure(fmt::format("the bundle has no flag `{}`{}", visible(key),
                                 wanted.what.size() == 1 ? ", and no level of that name" : ""),
                     did_you_mean(key, ladder));
    }
  }
  overlay.flags.assign(keys.begin(), keys.end());
  return {};
}

std::string served_now(const Json& flag) {
  const Json* variant = flag.find("defaultVariant");
  const std::string rest =
      variant != nullptr && variant->string() != nullptr ? *variant->string() : "its code default";
  return flag.find("targeting") == nullptr ? rest + " to everybody" : "by its rules, else " + rest;
}

void say_flags(const KillPlan& plan, const emit::Ladder& ladder, std::vector<std::string>& words) {
  const Json& flags = *plan.document.find("flags");
  for (const std::string& key : plan.kills) {
    words.push_back(fmt::format("  {} -> {} for everybody (now: {})", visible(key),
                                visible(ladder.fallback.at(key)), served_now(*flags.find(key))));
  }
}

// Which level would have covered it, and what that would take along.
void say_level(const KillPlan& plan, const emit::Ladder& ladder, std::vector<std::string>& words) {
  if (plan.overlay.all || plan.overlay.level) return;
  const std::set<std::string> named(plan.overlay.flags.begin(), plan.overlay.flags.end());
  const emit::Rung* rung = ladder.smallest(named);
  if (rung == nullptr) {
    words.emplace_back("no level of the ladder covers all of them");
    return;
  }
  std::vector<std::string> more;
  std::ranges::set_difference(rung->flags, named, std::back_inserter(more));
  words.push_back(
      more.empty()
          ? fmt::format("the smallest level that covers them is {}, which is the same", rung->level)
          : fmt::format("the smallest level that covers them is {}; it would also force "
                        "{}",
                        rung->level, fmt::join(more, ", ")));
}

std::vector<std::string> without_fallback(const emit::Overlay& overlay,
                                          const emit::Ladder& ladder) {
  std::vector<std::string> keys;
  for (const std::string& key : ladder.flags) {
    const bool named = overlay.all || std::ranges::binary_search(overlay.flags, key);
    if (named && !ladder.fallback.contains(key)) keys.push_back(key);
  }
  return keys;
}

void say_all(KillPlan& plan, const emit::Ladder& ladder, Instant expires) {
  std::vector<std::string>& words = plan.words;
  const emit::Overlay& overlay = plan.overlay;
  words.push_back(fmt::format("kill in {}, made from bundle seq {} ({}):", overlay.environment,
                              overlay.seq,
                              overlay.all ? "every flag" : overlay.level.value_or("named flags")));
  say_flags(plan, ladder, words);
  say_level(plan, ladder, words);
  for (const std::string& key : without_fallback(overlay, ladder)) {
    words.push_back(fmt::format("  {} stays as it is: it has no fallback to go to", visible(key)));
  }
  if (expires < overlay.issued) {
    words.push_back(fmt::format("the bundle expired at {}: is it the newest?", to_string(expires)));
  }
  words.emplace_back("it ends only when a later bundle lifts it");
}

}  // namespace

Result<KillPlan> plan_kill(const std::string& bytes, const KillWanted& wanted) {
  const auto bundle = emit::read_bundle(bytes);
  if (!bundle) return failure("the bundle: " + bundle.error().message, "name a bundle.json");
  if (bundle->environment != wanted.environment) {
    return failure(fmt::format("it is the bundle of `{}`, not of `{}`",
                               visible(bundle->environment), visible(wanted.environment)),
                   "name the bundle of the environment that you mean");
  }
  if (wanted.reason.find_first_not_of(" \t\n") == std::string::npos) {
    return failure("a kill needs a reason: the incident begins with it",
                   "say what is wrong: --reason \"Orders are lost\"");
  }
  KillPlan plan;
  plan.document = TRY(syntax::parse_strict(bytes));
  const auto ladder = TRY(emit::ladder_of(plan.document));
  plan.overlay = {.project = bundle->project,
                  .environment = bundle->environment,
                  .seq = bundle->seq,
                  .bundle = bundle->sha256,
                  .all = false,
                  .flags = {},
                  .level = {},
                  .reason = wanted.reason,
                  .by = wanted.person,
                  .issued = wanted.now};
  TRY(read_what(wanted, ladder, plan.overlay));
  plan.kills = emit::killed_by(ladder, plan.overlay);
  if (plan.kills.empty()) {
    return failure(
        "nothing would change: none of these flags has a fallback in the bundle",
        "go back to a profile, or to the bundle before: `ensign revert`, `ensign build`");
  }
  plan.bytes = emit::overlay_bytes(plan.overlay);
  plan.digest = emit::overlay_digest(plan.bytes);
  say_all(plan, ladder, bundle->expires);
  return plan;
}

namespace {

// Overlays that lie in `published` and that a build would carry.
Result<void> add_others(const KillPlan& plan, const std::string& published,
                        std::vector<emit::Overlay>& overlays, std::vector<std::string>& remarks) {
  const emit::Overlay& own = plan.overlay;
  const auto ladder = TRY(emit::ladder_of(plan.document));
  const auto there = TRY(publish::read_overlays(published, own.project, own.environment));
  if (there.found.empty()) return {};
  const auto who = client::who_may_kill(published, {}, own.issued).known;
  const publish::OverlayJudge judge(who, published, own.environment);
  for (const publish::FoundOverlay& one : there.found) {
    if (ladder.lifted.contains(one.digest) || one.digest == plan.digest) continue;
    if (const auto counts = judge.verify(one); !counts) {
      remarks.push_back(publish::ignored_words(published, one, counts.error()));
    } else {
      overlays.push_back(one.overlay);
    }
  }
  return {};
}

}  // namespace

Result<KillFiles> kill_files(const KillPlan& plan, const std::string& armour,
                             const std::string& published) {
  KillFiles made;
  std::vector<emit::Overlay> overlays{plan.overlay};
  if (!published.empty()) TRY(add_others(plan, published, overlays, made.remarks));
  const emit::OutFile flagd =
      TRY(emit::flagd_document(plan.overlay.environment, plan.document, overlays));
  const std::string path = emit::overlay_path(plan.overlay.environment, plan.digest);
  made.files = {{path, plan.bytes}, {path + ".sshsig", armour}, {flagd.path, flagd.bytes}};
  return made;
}

}  // namespace ensign::driver
