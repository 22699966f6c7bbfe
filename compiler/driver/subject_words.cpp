#include "driver/subject_words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "change/direction.h"
#include "emit/page/wording.h"

namespace ensign::driver::signing {
namespace {

using emit::condition_words;
using emit::percent_words;
using emit::serve_words;

// A backtick inside is written as its code point, so that none ends the text early.
std::string in_backticks(std::string_view text) {
  std::string quoted_text = "`";
  for (const char c : text) {
    if (c == '`') {
      quoted_text += "\\u{60}";
    } else {
      quoted_text += c;
    }
  }
  return quoted_text + "`";
}

// Values stand in backticks, so that a text with an "or" in it is seen to be one.
std::string ticked(const emit::Words& words) {
  std::string text;
  for (const syntax::Markdown& node : words.nodes()) {
    const bool is_code = node.kind == syntax::Markdown::Kind::code;
    text += is_code ? in_backticks(node.literal) : syntax::plain_text(node);
  }
  return text;
}

const model::Flag* flag_of(const Side& side, const model::Subject& subject) {
  const auto id = side.model.flag(subject.name);
  return id && side.model.at(*id).complete ? &side.model.at(*id) : nullptr;
}

class FlagLines {
 public:
  FlagLines(const model::Model& model, const model::Flag& flag, const model::FlagEnvironment& own)
      : model_(model), flag_(flag), own_(own) {}

  SubjectLines take() {
    say_exposure();
    say_terms();
    return std::move(lines_);
  }

 private:
  void say(std::string label, std::string value) {
    if (!value.empty()) lines_.push_back({std::move(label), std::move(value)});
  }

  std::string served(const model::Serve& serve) const {
    return ticked(serve_words(model_, flag_, serve));
  }

  std::string fallback() const {
    return flag_.fallback ? in_backticks(*flag_.fallback->serve) : std::string();
  }

  void say_exposure() {
    if (flag_.on_expiry == model::OnExpiry::fallback && flag_.expires) {
      say("after " + to_string(**flag_.expires), fallback() + " for everybody");
    }
    if (flag_.group) say_group(model_.at(*flag_.group));
    for (const model::FlagRule& rule : own_.rules) {
      say(fmt::format("rule {}", in_backticks(*rule.name)),
          fmt::format("{} where {}", served(rule.serve),
                      ticked(condition_words(model_, rule.condition))));
      note_segments(rule.condition);
    }
    say(own_.rules.empty() ? "everybody" : "everybody else", served(own_.serve));
    for (const Id<model::Segment> id : segments_) {
      const model::Segment& segment = model_.at(id);
      say(fmt::format("segment {}", in_backticks(*segment.name)),
          ticked(condition_words(model_, segment.condition)));
    }
    say("falls back to", flag_.fallback ? fallback() : "nothing");
  }

  // Slots stand behind one another, so each member's place depends on those before it.
  void say_group(const model::Group& group) {
    std::int64_t begin = 0;
    for (const model::GroupMember& member : group.members) {
      if (*member.flag.name == *flag_.key) {
        say(fmt::format("group {}", in_backticks(*group.name)),
            fmt::format("only for users from {} to {}; {} for others", percent_words(begin),
                        percent_words(begin + member.weight),
                        flag_.fallback ? fallback() : served(own_.serve)));
      }
      begin += member.weight;
    }
  }

  void note_segments(const model::Condition& condition) {
    if (condition.segment && condition.segment->id &&
        segments_.insert(*condition.segment->id).second) {
      note_segments(model_.at(*condition.segment->id).condition);
    }
    for (const model::Condition& child : condition.children) note_segments(child);
  }

  void say_terms() {
    std::string values;
    for (const model::Variant& variant : flag_.variants) {
      values += fmt::format("{}{} = {}", values.empty() ? "" : ", ", in_backticks(*variant.name),
                            canonical(variant.value));
    }
    say("variants", values);
    say("type", std::string(model::spelling(*flag_.type)));
    say("owner", *flag_.owner.name);
    say("risk", emit::risk_words(*flag_.risk));
    say("expires", flag_.expires ? to_string(**flag_.expires) : flag_.permanent ? "never" : "");
    std::string exposure;
    for (const model::Exposure one : flag_.exposure) {
      exposure += (exposure.empty() ? "" : ", ") + std::string(model::spelling(one));
    }
    say("exposed to", exposure);
    if (flag_.fallback) say("fallback tier", std::to_string(*flag_.fallback->tier));
    if (flag_.code_default) say("in code", in_backticks(**flag_.code_default));
    if (flag_.kill_switch) say("kill switch", *flag_.kill_switch->name);
    if (flag_.playbook) say("playbook", *flag_.playbook->name);
    for (const model::Requirement& one : flag_.requires_) {
      say("requires " + in_backticks(*one.flag.name), in_backticks(*one.serve));
    }
  }

  const model::Model& model_;
  const model::Flag& flag_;
  const model::FlagEnvironment& own_;
  std::set<Id<model::Segment>> segments_;
  SubjectLines lines_;
};

SubjectLines flag_lines(const Side& side, const model::Subject& subject) {
  const model::Flag* flag = flag_of(side, subject);
  const model::FlagEnvironment* own =
      flag == nullptr ? nullptr : flag->environment(subject.environment);
  return own == nullptr ? SubjectLines() : FlagLines(side.model, *flag, *own).take();
}

template <typename Entity, typename Name>
const Entity* named(const std::vector<Entity>& all, Name name_of, const std::string& name) {
  const auto found =
      std::ranges::find_if(all, [&](const Entity& one) { return *(one.*name_of) == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string serves_words(
    const std::vector<std::pair<model::Ref<model::Flag>, Spanned<std::string>>>& serves) {
  std::string words;
  for (const auto& [flag, variant] : serves) {
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", *flag.name, in_backticks(*variant));
  }
  return words;
}

std::string audience_words(const model::Stage& stage) {
  std::string words = percent_words(std::llround(*stage.percentage * 1000));
  if (stage.scope) words += fmt::format(" of scope {}", in_backticks(**stage.scope));
  if (stage.segment) words += fmt::format(" in segment {}", in_backticks(*stage.segment->name));
  return words;
}

SubjectLines plan_lines(const Side& side, const model::Subject& subject) {
  SubjectLines lines;
  const auto* plan = named(side.model.plans, &model::Plan::id, subject.name);
  if (plan == nullptr) return lines;
  for (const model::Stage& stage : plan->stages) {
    std::string words = fmt::format("{} in {}: {}", audience_words(stage), *stage.environment,
                                    serves_words(stage.serves));
    if (stage.soak_seconds) {
      words += fmt::format(", at least {}", emit::duration_words(**stage.soak_seconds));
    }
    words +=
        fmt::format(", {}", emit::plural(stage.entry.size() + stage.exit.size(), "gate", "gates"));
    lines.push_back({fmt::format("stage {}", in_backticks(*stage.id)), std::move(words)});
  }
  lines.push_back({"owner", *plan->owner.name});
  if (plan->transitions) lines.push_back({"moved by", *plan->transitions->name});
  return lines;
}

SubjectLines profile_lines(const Side& side, const model::Subject& subject) {
  SubjectLines lines;
  const auto* profile = named(side.model.profiles, &model::Profile::name, subject.name);
  if (profile == nullptr) return lines;
  for (const auto& [flag, variant] : profile->serves) {
    lines.push_back({in_backticks(*flag.name), in_backticks(*variant) + " for everybody"});
  }
  lines.push_back({"owner", *profile->owner.name});
  return lines;
}

SubjectLines release_lines(const Side& side, const model::Subject& subject) {
  const auto* release = named(side.model.releases, &model::Release::version, subject.name);
  if (release == nullptr) return {};
  std::string entries;
  for (const model::Note& note : side.model.notes) {
    if (note.milestone != release->milestone) continue;
    entries += (entries.empty() ? "" : ", ") + *note.id;
  }
  std::string checks;
  for (const model::NamedCheck& check : release->checks) {
    checks += fmt::format("{}{}: {}", checks.empty() ? "" : "; ", check.list, *check.item.item);
  }
  return {{"title", release->title},
          {"type", std::string(model::spelling(*release->type))},
          {"level", emit::risk_words(*release->level)},
          {"state", std::string(model::spelling(*release->state))},
          {"entries", entries.empty() ? "none" : entries},
          {"checks", checks.empty() ? "none" : checks}};
}

SubjectLines drill_lines(const Side& side, const model::Subject& subject) {
  const auto* drill = named(side.model.drills, &model::Drill::id, subject.name);
  if (drill == nullptr) return {};
  std::int64_t seconds = 0;
  for (const auto& [phase, time] : drill->times) seconds += *time;
  std::string by;
  for (const auto& person : drill->by) by += (by.empty() ? "" : ", ") + *person.name;
  return {{"kind", std::string(model::spelling(*drill->kind))},
          {"result", std::string(model::spelling(*drill->result))},
          {"playbook", drill->playbook ? *drill->playbook->name : "none"},
          {"procedure", drill->procedure ? **drill->procedure : "not said"},
          {"by", by.empty() ? "nobody" : by},
          {"took", emit::duration_words(seconds)}};
}

SubjectLines file_lines(const Side& side, const model::Subject& subject) {
  const auto id = side.snapshot.find(subject.name);
  if (!id) return {};
  const std::string& bytes = side.snapshot.file(*id).bytes;
  return {{"bytes", std::to_string(bytes.size())},
          {"lines", std::to_string(std::ranges::count(bytes, '\n'))}};
}

}  // namespace

SubjectLines subject_lines(const Side& side, const model::Subject& subject) {
  using model::SubjectKind;
  switch (subject.kind) {
    case SubjectKind::flag:
      return flag_lines(side, subject);
    case SubjectKind::plan:
      return plan_lines(side, subject);
    case SubjectKind::profile:
      return profile_lines(side, subject);
    case SubjectKind::release:
      return release_lines(side, subject);
    case SubjectKind::drill:
      return drill_lines(side, subject);
    case SubjectKind::file:
      return file_lines(side, subject);
    case SubjectKind::set:
    case SubjectKind::promotion:
      break;
  }
  return {};
}

std::vector<std::string> differences(const SubjectLines& before, const SubjectLines& after) {
  const auto with_label = [](const SubjectLines& lines, const std::string& label) {
    return std::ranges::find(lines, label, &SubjectLine::label);
  };
  std::vector<std::string> told;
  for (const SubjectLine& line : after) {
    const auto old = with_label(before, line.label);
    if (old == before.end()) {
      told.push_back(
          fmt::format("{}: {}{}", line.label, line.value, before.empty() ? "" : "; was not there"));
    } else if (old->value != line.value) {
      told.push_back(fmt::format("{}: {}; was {}", line.label, line.value, old->value));
    }
  }
  for (const SubjectLine& line : before) {
    if (with_label(after, line.label) != after.end()) continue;
    told.push_back(fmt::format("{}: no longer; was {}", line.label, line.value));
  }
  // The order of rules decides, too.
  if (told.empty() &&
      !std::ranges::equal(before, after, {}, &SubjectLine::label, &SubjectLine::label)) {
    told.emplace_back("the order of its rules");
  }
  return told;
}

std::optional<model::Direction> direction_of(const Side& before, const Side& after,
                                             const model::Subject& subject) {
  const auto record_of = [&](const Side& side) -> Json {
    const model::Flag* flag = flag_of(side, subject);
    const model::FlagEnvironment* own =
        flag == nullptr ? nullptr : flag->environment(subject.environment);
    if (own == nullptr || !own->index) return {};
    return record::flag_record_json(side.model, *flag, *own->index);
  };
  if (subject.kind != model::SubjectKind::flag) return std::nullopt;
  const Json was = record_of(before), is = record_of(after);
  if (was == is) return std::nullopt;
  Json evaluators = record::shared_evaluators(before.model);
  const Json others = record::shared_evaluators(after.model);
  for (const auto& [name, rule] : *others.members()) {
    if (evaluators.find(name) == nullptr) evaluators.set(name, rule);
  }
  return change::direction(was, is, evaluators, after.model.config);
}

}  // namespace ensign::driver::signing
