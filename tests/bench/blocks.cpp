// What belongs to a block beside its flags.
#include <fmt/format.h>

#include "plan.h"

namespace ensign::bench {
namespace {

std::string segment(const Plan& plan, std::size_t block, std::size_t which) {
  Random random("segment", 2 * block + which);
  std::string condition;
  if (which == 0) {
    for (int i = 0; i < 12; ++i) {
      condition += fmt::format("{}w{}", i == 0 ? "" : ", ", random.below(1'000'000));
    }
    condition = fmt::format("{{ workspace: [{}] }}", condition);
  } else {
    condition = fmt::format(
        "\n  any:\n    - {{ workspace: {{ in_segment: {} }} }}\n    - {{ user.country: [SE, NO], "
        "seats: "
        "{{ at_least: {} }} }}",
        segment_name(block, 0), 10 + block);
  }
  return fmt::format("name: {}\ntitle: {}\nowner: {}\nif: {}\n", segment_name(block, which),
                     phrase(random), team_of(plan, block), condition);
}

std::string group(const Plan& plan, std::size_t block, const std::vector<std::size_t>& members) {
  std::string flags;
  for (const std::size_t flag : members) {
    flags += fmt::format("{}{}: 30", flags.empty() ? "" : ", ", flag_key(flag));
  }
  return fmt::format(
      "group: experiments-{}\ntitle: Experiments\nowner: {}\nby: workspace\nflags: {{ {} }}\n",
      area_name(block), team_of(plan, block), flags);
}

std::string serves(const std::vector<std::size_t>& flags, std::string_view variant) {
  std::string text;
  for (const std::size_t flag : flags) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", flag_key(flag), variant);
  }
  return "{ " + text + " }";
}

std::string stage(std::size_t block, const std::vector<std::size_t>& flags, std::string_view id,
                  std::string_view before, int percentage) {
  std::string entry =
      before.empty()
          ? fmt::format(
                "      - {{ gate: ready, title: Prerequisites, type: checklist, items: [ {{ "
                "item: It is deployed, done: true, evidence: {} }} ] }}\n",
                evidence_id(block))
          : fmt::format("      - {{ gate: order, title: After it, type: stage, stage: {} }}\n",
                        before);
  return fmt::format(
      "  - stage: {0}\n    title: Stage {0}\n    risk: L2\n    environment: production\n"
      "    scope: workspace\n    percentage: {1}\n    duration: 3d..4d\n    soak: 48h\n"
      "    serves: {2}\n    entry:\n{3}    steps:\n"
      "      - {{ title: Switch it on, monitor: 48h, watch: [errors, latency] }}\n"
      "    exit:\n      - {{ gate: watched, title: Watched, type: observation, window: 48h }}\n"
      "      - {{ gate: errors, title: Errors, type: metric, metric: error-rate, "
      "increase: {{ at_most: 0.001 }}, window: 48h }}\n"
      "      - {{ gate: go, title: Go, type: sign-off, role: release-manager }}\n"
      "    success: [No more errors, Answers within 300 ms]\n    rollback: {4}\n",
      id, percentage, serves(flags, "on"), entry, playbook_path(block));
}

std::string stage_plan(const Plan& plan, std::size_t block, const std::vector<std::size_t>& flags) {
  return fmt::format(
             "plan: {}\ntitle: Rollout of {}\nowner: {}\ntransitions: release-manager\n"
             "triggers:\n  - {{ trigger: errors, class: P0, title: Many errors, metric: "
             "error-rate, "
             "increase: {{ at_most: 0.005 }}, window: 5min, playbook: {} }}\nstages:\n",
             plan_id(block), area_name(block), team_of(plan, block), playbook_path(block)) +
         stage(block, flags, "pilot", "", 5) + stage(block, flags, "half", "pilot", 50) +
         stage(block, flags, "all", "half", 100);
}

std::string evidence(const Plan& plan, std::size_t block) {
  return fmt::format(
      "evidence: {}\ngate: ready\nresult: passed\nat: 2026-08-20T09:00:00Z\nby: {}\n"
      "link: \"https://ci.example.com/runs/{}\"\n",
      evidence_id(block), person_id(block % plan.people()), block);
}

std::string playbook(const Plan& plan, std::size_t block, bool rollback) {
  Random random(rollback ? "playbook" : "runbook", block);
  std::string text =
      fmt::format("---\ntitle: {} of {}\nowner: {}\n", rollback ? "Switch off" : "Slow answers",
                  area_name(block), team_of(plan, block));
  if (rollback) {
    text += fmt::format(
        "flags: [{}]\nwindow: 30min\nbudget: {{ detection: 5min, decision: 5min, execution: 10min, "
        "verification: 10min }}\nzero_downtime: true\n",
        flag_key(block * block_size));
  } else {
    text += "kind: runbook\nseverity: high\n";
  }
  text += "---\n" + paragraph(random, 2) + "\n";
  for (int step = 1; step <= 6; ++step) {
    text += fmt::format("{}. {}\n", step, sentence(random, 12));
    if (step == 2)
      text += "   ```bash\n   ensign build --out out\n   curl -fsS localhost/health\n   ```\n\n";
  }
  return text + "\n| sign | what it means |\n|---|---|\n| errors | the old index answers |\n\n" +
         paragraph(random, 2);
}

std::string release(const Plan& plan, std::size_t block) {
  Random random("release", block);
  return fmt::format(
      "---\nversion: {}\ntitle: {}\ntype: minor\nlevel: L2\nstate: released\nmilestone: {}\n"
      "date: 2026-08-{:02}\nowner: {}\napprovers: [release-manager]\nplans: [{}]\nchecklists:\n"
      "  quality:\n    - {{ item: All tests pass, done: true, evidence: {} }}\n"
      "    - {{ item: The way back was tried, done: true, evidence: {} }}\n"
      "highlights: [{}, {}]\nrollback: {}\n---\n{}",
      version(block), phrase(random), milestone(block), 1 + block % 28, team_of(plan, block),
      plan_id(block), evidence_id(block), evidence_id(block), phrase(random), phrase(random),
      playbook_path(block), paragraph(random, 4));
}

std::string note(const Plan& plan, std::size_t block, std::size_t index) {
  Random random("note", block * 8 + index);
  constexpr const char* kinds[] = {"added", "changed", "fixed", "security"};
  const std::size_t flag = std::min(block * block_size + index, plan.flags - 1);
  return fmt::format(
      "---\nnote: {}-{}\ntitle: {} of {}\nkind: {}\nrisk: L1\nmilestone: {}\naudience: [users, "
      "operators]\nflags: [{}]\n---\n{}\n## Operators\n\n{}",
      area_name(block), index, phrase(random), area_name(block), random.pick(kinds),
      milestone(block), flag_key(flag), paragraph(random, 2), paragraph(random, 2));
}

std::string incident(const Plan& plan, std::size_t block) {
  Random random("incident", block);
  return fmt::format(
      "---\nincident: 2026-08-10-{0}\ntitle: {1} was slow\nseverity: high\nstate: resolved\nclass: "
      "P1\nowner: {2}\nstarted: 2026-08-10T09:00:00Z\ndetected: 2026-08-10T09:02:00Z\n"
      "mitigated: 2026-08-10T09:12:00Z\nresolved: 2026-08-10T11:00:00Z\nenvironments: "
      "[production]\n"
      "flags: [{3}]\nplaybook: {4}\ntimeline:\n"
      "  - {{ at: 2026-08-10T09:05:00Z, what: Switched it off, by: {5} }}\n"
      "review: {{ due: 2026-08-17, done: 2026-08-14, by: {5} }}\n---\n{6}",
      area_name(block), phrase(random), team_of(plan, block), flag_key(block * block_size),
      playbook_path(block), person_id(0), paragraph(random, 3));
}

}  // namespace

std::vector<File> block_files(const Plan& plan, std::size_t block) {
  const std::string area = area_name(block);
  const auto planned = plan.members(block, Slot::planned);
  const auto experiments = plan.members(block, Slot::experiment);
  std::vector<File> files{
      {fmt::format("releases/stages/{}.yaml", plan_id(block)), stage_plan(plan, block, planned)},
      {fmt::format("releases/evidence/{}/pilot/{}.yaml", plan_id(block), evidence_id(block)),
       evidence(plan, block)},
      {playbook_path(block), playbook(plan, block, true)},
      {incident_playbook_path(block), playbook(plan, block, false)},
      {fmt::format("releases/{}/release.md", version(block)), release(plan, block)}};
  if (plan.has_segments(block)) {
    for (const std::size_t which : {0U, 1U}) {
      files.push_back({fmt::format("flags/segments/{}.yaml", segment_name(block, which)),
                       segment(plan, block, which)});
    }
  }
  if (!experiments.empty()) {
    files.push_back(
        {fmt::format("flags/groups/experiments-{}.yaml", area), group(plan, block, experiments)});
  }
  for (std::size_t index = 0; index < 8; ++index) {
    files.push_back(
        {fmt::format("releases/notes/{}-{}.md", area, index), note(plan, block, index)});
  }
  if (block % 5 == 0) {
    files.push_back(
        {fmt::format("releases/incidents/2026-08-10-{}.md", area), incident(plan, block)});
  }
  return files;
}

}  // namespace ensign::bench
