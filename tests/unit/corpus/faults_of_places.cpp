#include "corpus/corpus.h"

namespace ensign::corpus {

const std::string long_path = "flags/" + std::string(90, 'a') + "/" + std::string(90, 'b') + "/" +
                              std::string(90, 'c') + "#.yaml";
const std::string long_name = "flags/" + std::string(120, 'd') + "#.yaml";

const std::vector<Fault>& faults_of_places() {
  using enum Kind;
  static const std::vector<Fault> all{
      {stray, "flags/segments/web/people-#.yaml", "", "EN124", ""},
      {stray, "flags/groups/people-#.md", "", "EN124", ""},
      {stray, "flags/profiles/people-#.txt", "", "EN124", ""},
      {stray, "flags/web-#/retired.yaml", "", "EN124", ""},
      {stray, "flags/web/feature-#.yml", "", "EN124", ""},
      {stray, "releases/stages/web/plan-#.yaml", "", "EN124", ""},
      {stray, "releases/evidence/seen-#.yaml", "", "EN124", ""},
      {stray, "releases/notes/note-#.yaml", "", "EN124", ""},
      {stray, "releases/freezes/freeze-#.md", "", "EN124", ""},
      {stray, "releases/incidents/incident-#.yaml", "", "EN124", ""},
      {stray, "releases/journal/today-#.md", "", "EN124", ""},
      {stray, "releases/roadmap-#.yaml", "", "EN124", ""},
      {stray, "rollbacks/drills/drill-#.yaml", "", "EN124", ""},
      {stray, "rollbacks/web/deep/playbook-#.md", "", "EN124", ""},
      {stray, "trust/waivers/waiver-#.md", "", "EN124", ""},
      {stray, "trust/secrets-#.yaml", "", "EN124", ""},
      {stray, "approvals/note-#.txt", "", "EN124", ""},
      {stray, "flags/web/a:#.yaml", "", "EN901", ""},
      {stray, "flags/web/ends-#.", "", "EN901", ""},
      {stray, "flags/web/a\xE2\x80\x8B#.yaml", "", "EN901", ""},
      {stray, "flags/web/a\x01#.yaml", "", "EN901", ""},
      {stray, "flags/web/a\xFF#.yaml", "", "EN901", ""},
      {stray, long_path, "", "EN901", ""},
      {stray, long_name, "", "EN901", ""},
      {stray, "flags/web/com1.#.yaml", "", "EN901", ""},
  };
  return all;
}

}  // namespace ensign::corpus
