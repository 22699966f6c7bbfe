#include "model/root.h"

#include <doctest/doctest.h>

#include "model/reading.h"
#include "trust/roots.h"

namespace ensign::test {
namespace {

std::string without(std::string text, std::string_view part) {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.erase(at, part.size());
}

std::string with(std::string text, std::string_view part, std::string_view instead) {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), instead);
}

TEST_CASE("root: what is written is read, and has one spelling") {
  model::Root root = root_version(1, {1, 2, 3}, 2);
  give(root, "bundle/production", minisign_root_key(root_key(4).public_key()));
  give(root, "timestamp", minisign_root_key(root_key(4).public_key()));
  seal(root);
  const auto read = model::read_root(root.bytes);
  REQUIRE(read);
  CHECK(model::root_bytes(*read) == root.bytes);
  CHECK(read->digest == crypto::sha256(root.bytes));
  CHECK(read->project == "5f0c2d7e9b1a4c33");
  CHECK(read->role("root")->keys.size() == 3);
  CHECK(read->role("root")->threshold == 2);
  CHECK(read->role("emergency/production") == nullptr);
  const model::RootKey* ada = read->key(read->role("roster")->keys[0]);
  REQUIRE(ada != nullptr);
  CHECK(ada->person == "ada");
  CHECK(ada->ssh->same_as(ssh_key(0)));
}

TEST_CASE("root: everything that is not exactly a root is refused") {
  const std::string good = root_version(1, {1, 2}, 2).bytes;
  const std::string id = crypto::key_id(root_key(1).public_key());
  const struct {
    const char* why;
    std::string bytes;
  } bad[] = {
      {"no JSON", "root"},
      {"no object", "[]\n"},
      {"no line feed at its end", good.substr(0, good.size() - 1)},
      {"two line feeds", good + "\n"},
      {"spaces", with(good, "\":", "\": ")},
      {"a byte order mark", "\xEF\xBB\xBF" + good},
      {"a name twice", with(good, "{\"expires\"", "{\"version\":1,\"expires\"")},
      {"a member too much", with(good, "\"version\":1", "\"version\":1,\"zone\":1")},
      {"a member too few", without(good, "\"project\":\"5f0c2d7e9b1a4c33\",")},
      {"another format", with(good, "ensign-root/1", "ensign-root/2")},
      {"a project that is none", with(good, "5f0c2d7e9b1a4c33", "5F0C2D7E9B1A4C33")},
      {"version 0", with(good, "\"version\":1", "\"version\":0")},
      {"version 1.5", with(good, "\"version\":1", "\"version\":1.5")},
      {"version 1e0", with(good, "\"version\":1", "\"version\":1e0")},
      {"a version in words", with(good, "\"version\":1", "\"version\":\"1\"")},
      {"a version beyond all counting", with(good, "\"version\":1", "\"version\":1000000")},
      {"no moment", with(good, "2030-01-01T00:00:00Z", "2030-01-01")},
      {"threshold 0", with(good, "\"threshold\":2", "\"threshold\":0")},
      {"threshold -1", with(good, "\"threshold\":2", "\"threshold\":-1")},
      {"more asked than there are", with(good, "\"threshold\":2", "\"threshold\":3")},
      {"a key by another id", with(good, id, "00000000000000FF")},
      {"a key twice",
       with(good, "\"keys\":[\"" + id + "\"", "\"keys\":[\"" + id + "\",\"" + id + "\"")},
      {"a role that nobody knows", with(good, "\"root\":{", "\"rooot\":{")},
      {"nobody has the roster",
       without(good, good.substr(good.find(",\"roster\""),
                                 good.find("},\"version\"") - good.find(",\"roster\"")))},
      {"a person that is none", with(good, "\"ada\"", "\"Ada\"")},
      {"an SSH key with a comment", with(good, "\"}},\"project\"", " ada\"}},\"project\"")},
      {"larger than 64 KiB", good + std::string(std::size_t{65} * 1024, ' ')},
      {"a depth without end", std::string(10'000, '[')},
      {"no UTF-8", with(good, "ada", "ad\xFF")},
  };
  REQUIRE(model::read_root(good));
  for (const auto& [why, bytes] : bad) {
    INFO(why);
    const auto read = model::read_root(bytes);
    CHECK_FALSE(read.has_value());
    if (!read) {
      CHECK_FALSE(read.error().message.empty());
      CHECK_FALSE(read.error().help.empty());
    }
  }
}

TEST_CASE("root: a key signs only for roles of its kind") {
  model::Root root = root_version(1, {1}, 1);
  give(root, "root", ssh_root_key(0, "ada"));
  seal(root);
  CHECK_FALSE(model::read_root(root.bytes));
  model::Root other = root_version(1, {1}, 1);
  give(other, "roster", minisign_root_key(root_key(1).public_key()));
  seal(other);
  CHECK_FALSE(model::read_root(other.bytes));
}

TEST_CASE("root: SSH keys are counted by their people") {
  model::Root root = root_version(1, {1}, 1);
  give(root, "policy", ssh_root_key(1, "ada"));
  root.roles["policy"].threshold = 2;
  seal(root);
  CHECK_FALSE(model::read_root(root.bytes));  // two keys, and one person
  give(root, "policy", ssh_root_key(2, "ben"));
  seal(root);
  CHECK(model::read_root(root.bytes));
}

std::vector<std::string> findings_of(const std::map<std::string, std::string>& files) {
  return model::messages(model::read_files(files));
}

TEST_CASE("root: versions lie in their order, with what signs them") {
  const model::Root first = root_version(1, {1}, 1);
  const model::Root tenth = root_version(10, {1}, 1);
  const std::string one = crypto::key_id(root_key(1).public_key());
  const std::string two = crypto::key_id(root_key(2).public_key());
  const auto read = model::read_files({
      {"trust/root/1.json", first.bytes},
      {"trust/root/10.json", tenth.bytes},
      {"trust/root/10.json." + two + ".minisig", "of two\n"},
      {"trust/root/10.json." + one + ".minisig", "of one\n"},
      {"trust/honoured/2.txt", crypto::hex(crypto::sha256("a")) + "\n"},
  });
  CHECK(model::messages(read).empty());
  REQUIRE(read.model.roots.size() == 2);
  CHECK(read.model.roots[0].signatures.empty());
  CHECK(read.model.roots[1].root.version == 10);
  CHECK(read.model.roots[1].signatures == std::vector<std::string>{"of one\n", "of two\n"});
  REQUIRE(read.model.honoured.size() == 1);
  CHECK(read.model.honoured[0].number == 2);
}

TEST_CASE("root: a name that is another version, another project, a signature without its root") {
  const std::string root = root_version(1, {1}, 1).bytes;
  const std::string signature = "." + crypto::key_id(root_key(1).public_key()) + ".minisig";
  CHECK(findings_of({{"trust/root/2.json", root}}) ==
        std::vector<std::string>{
            "EN120 this is version 1 of the root, but its file is named `2.json`"});
  CHECK(findings_of({{"trust/root/1.json", with(root, "5f0c2d7e9b1a4c33", "00002d7e9b1a4c33")}}) ==
        std::vector<std::string>{"EN034 this is the root of the project `00002d7e9b1a4c33`"});
  CHECK(findings_of({{"trust/root/1.json", root}, {"trust/root/3.json" + signature, "x\n"}}) ==
        std::vector<std::string>{"EN036 this signs version 3 of the root, which is not here"});
  CHECK(findings_of({{"trust/root/1.json", "{}\n"}, {"trust/root/1.json" + signature, "x\n"}}) ==
        std::vector<std::string>{"EN036 the root has no `expires`"});
  for (const char* path : {"01.json", "0.json", "root.json", "1.json.minisig", "1.json.FF.minisig",
                           "1.json.00000000000000ff.minisig", "1000000.json", "1.yaml"}) {
    CAPTURE(path);
    const auto found = findings_of({{std::string("trust/root/") + path, root}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].starts_with("EN124"));
  }
}

TEST_CASE("honoured: sorted digests, one spelling") {
  const std::vector<crypto::Sha256> statements{crypto::sha256("b"), crypto::sha256("a")};
  const std::string bytes = model::honoured_bytes(statements);
  const auto read = model::read_honoured(bytes);
  REQUIRE(read);
  CHECK(*read == statements);
  CHECK(model::honoured_bytes(*read) == bytes);
  const std::string line = bytes.substr(0, 65);
  for (const std::string& bad :
       {std::string(), std::string("\n"), bytes.substr(0, bytes.size() - 1), bytes + "\n",
        line + line, bytes.substr(65) + line, "#" + bytes, bytes + "x"}) {
    CAPTURE(bad);
    CHECK_FALSE(model::read_honoured(bad));
  }
}

}  // namespace
}  // namespace ensign::test
