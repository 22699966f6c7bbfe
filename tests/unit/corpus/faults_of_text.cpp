#include "corpus/corpus.h"

namespace ensign::corpus {

const std::vector<Fault>& faults_of_text() {
  using enum Kind;
  static const std::vector<Fault> all{
      {segment, "name: people", "\xFF\xFEname: people", "EN008", "\xFF"},
      {segment, "People", "Pe\xE2\x80\xA8ople", "EN009", "\xE2\x80\xA8"},
      {segment, "People", std::string_view("Pe\0ople", 7), "EN009", std::string_view("\0", 1)},
      {segment, "People", "Pe\x07ople", "EN009", "\x07"},
      {segment, "title: People", "  title: People", "EN001", ""},
      {segment, "title: People number #", "title: People number #\n further: on", "EN001", ""},
      {segment, "plan: team }", "plan: team: big }", "EN001", ""},
      {segment, "[w#, v#]", "[w# v#: 1, 2}", "EN001", ""},
      {segment, "plan: team }", "plan: team ] }", "EN001", ""},
      {segment, "plan: team }", "plan: team }}", "EN001", ""},
      {segment, "title: People number #", "title: \"People \\q number\"", "EN001", ""},
      {segment, "title: People number #", "title: @people", "EN001", ""},
      {segment, "title: People number #", "title: - people", "EN001", ""},
      {segment, "title: People number #", "title: |x", "EN001", ""},
      {segment, "name: people-#", "%FOO bar\nname: people-#", "EN001", "%FOO bar"},
      {segment, "name: people-#", "%YAML 1.2\n---\nname: people-#", "EN001", "%YAML 1.2"},
      {segment, "name: people-#\ntitle", "people-#\ntitle", "EN001", ""},
      {segment, "title: People number #", "title: \"People\" number", "EN001", ""},
      {segment, "title: People number #", ": People", "EN013", ""},
      {segment, "title: People number #", "? x: y: z", "EN001", ""},
      {segment, "if:", "- x\nif:", "EN001", ""},
      {segment, "title: People number #\nowner: team-web", "title: [a\nowner: team-web", "EN001",
       ""},
      {segment, "title: People number #\nowner: team-web\nif:",
       "title: People number #\nowner: team-web\n...\nif:", "EN001", ""},
      {flag, "requires: [ { flag: common, serve: on } ]",
       "requires:\n  - { flag: common, serve: on }\n - { flag: common, serve: on }", "EN001", ""},
      {flag, "tier: 0", "tier: 1_0", "EN007", "1_0"},
      {flag, "tier: 0", "tier: 0o7", "EN007", "0o7"},
      {flag, "tier: 0", "tier: 1e3", "EN007", "1e3"},
  };
  return all;
}

}  // namespace ensign::corpus
