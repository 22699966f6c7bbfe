// `ensign key` with stock ssh-keygen and minisign on the other side.
#include <cstdlib>

#include "cli/program.h"
#include "crypto/stock_tools.h"

namespace {

using namespace ensign::test;

const std::string day = "2026-09-01";
const std::string roster = "trust/people.yaml";

// A governed repository, and a folder beside it with keys of OpenSSH.
class Desk {
 public:
  Desk() {
    ensign_exits(0, {"init", git.path(), "--as-of", day});
    git.write(roster, "people:\n  you: { name: You }\n");  // to which a test adds lines
    for (const std::string name : {"ada", "bob"}) {
      REQUIRE(keys.run("ssh-keygen -q -t ed25519 -N '' -C '" + name + "@example.com' -f " + name)
                  .status == 0);
    }
  }
  std::string path(const std::string& name) const { return (keys.path() / name).string(); }
  Ran add(int code, const std::string& file, const std::string& person) const {
    return ensign_exits(code, {"key", "import", path(file), git.path(), "--person", person});
  }

  GitFixture git;
  stock::TemporaryFolder keys;
};

}  // namespace

TEST_CASE("key import: lines for the roster, from a key and from allowed signers") {
  if (!stock::ssh_keygen_is_here()) return;
  const Desk desk;
  CHECK(ensign_exits(0, {"key", "import", desk.path("ada.pub")})
            .out.starts_with("people:\n  PERSON:\n    keys:\n      - { key: \"ssh-ed25519 "));
  desk.keys.write("allowed", "ada@example.com valid-after=\"20260101Z\" " +
                                 desk.keys.read("ada.pub") + "bob " + desk.keys.read("bob.pub"));
  const std::string lines = ensign_exits(0, {"key", "import", desk.path("allowed")}).out;
  CHECK(lines.contains("  ada:\n    contact: \"ada@example.com\"\n    keys:\n"));
  CHECK(lines.contains("ada@example.com\", from: 2026-01-01 }\n"));
  CHECK(lines.contains("  bob:\n    keys:\n"));
  // What is printed is a roster.
  desk.git.write(roster, read_file(desk.git / roster) + lines.substr(lines.find('\n') + 1));
  ensign_exits(0, {"check", desk.git.path(), "--as-of", day});
}

TEST_CASE("key import: every line that is refused is named, with its cure") {
  if (!stock::ssh_keygen_is_here()) return;
  const Desk desk;
  desk.keys.write("allowed", "*@example.com " + desk.keys.read("ada.pub") +
                                 "bob valid-after=\"20260101\" " + desk.keys.read("bob.pub"));
  const Ran ran = ensign_exits(1, {"key", "import", desk.path("allowed")});
  CHECK(ran.out.empty());
  CHECK(ran.err.contains("allowed:1: `*@example.com` stands for more than one person\n  = help: "));
  CHECK(ran.err.contains("allowed:2: `20260101` means another moment on every machine\n"));
  CHECK(ensign_exits(3, {"key", "import", desk.path("missing")}).err.contains("missing"));
  const Ran half = ensign_exits(1, {"key", "import", desk.path("ada")});
  CHECK(half.err.contains("this is the private key"));
  CHECK(half.err.contains("give the public one: " + desk.path("ada.pub")));
}

TEST_CASE("key import --person: the roster keeps its text, and a key its person") {
  if (!stock::ssh_keygen_is_here()) return;
  const Desk desk;
  const std::string before = read_file(desk.git / roster);
  CHECK(desk.add(0, "ada.pub", "ada").err.contains("1 key of `ada` was added"));
  const std::string after = read_file(desk.git / roster);
  CHECK(after.starts_with(before));
  CHECK(after.contains("  ada:\n    keys:\n      - { key: \"ssh-ed25519 "));
  CHECK(desk.add(0, "ada.pub", "ada").err.contains("1 stood there already"));
  CHECK(read_file(desk.git / roster) == after);
  // The same key under a second person, whatever its comment says.
  desk.keys.write("again.pub", "carol " + desk.keys.read("ada.pub").substr(0, 80) + " carol\n");
  CHECK(desk.add(3, "again.pub", "carol").err.contains("is that of `ada`"));
  CHECK(desk.add(3, "bob.pub", "Bob").err.contains("cannot be the name of a person"));
  CHECK(read_file(desk.git / roster) == after);
  desk.add(0, "bob.pub", "ada");  // a second key of the same person
  ensign_exits(0, {"check", desk.git.path(), "--as-of", day});
  desk.keys.write("both", "ada " + desk.keys.read("ada.pub") + "bob " + desk.keys.read("bob.pub"));
  CHECK(desk.add(1, "both", "ada").err.contains("keys of `ada` and of `bob`"));
  desk.git.write(roster, "people: [\n");
  CHECK(desk.add(3, "bob.pub", "ada").err.contains("has findings, and nothing is added"));
  CHECK(read_file(desk.git / roster) == "people: [\n");
}

TEST_CASE("key export: stock ssh-keygen verifies with it, within the days of the key") {
  if (!stock::ssh_keygen_is_here()) return;
  const Desk desk;
  desk.keys.write("bounded", "ada valid-after=\"20260101Z\",valid-before=\"20261231235959Z\" " +
                                 desk.keys.read("ada.pub"));
  desk.add(0, "bounded", "ada");
  desk.keys.write("allowed", ensign_exits(0, {"key", "export", desk.git.path()}).out);
  desk.keys.write("text", "what ada agrees to\n");
  REQUIRE(desk.keys.run("ssh-keygen -q -Y sign -n approval.v1@ensign -f ada text").status == 0);
  const auto verified = [&](const std::string& who, const std::string& more) {
    return desk.keys
               .run("ssh-keygen -Y verify -f allowed -I " + who +
                    " -n approval.v1@ensign -s text.sig " + more + " < text")
               .status == 0;
  };
  CHECK(verified("ada", "-O verify-time=20260101000000Z"));
  CHECK(verified("ada", "-O verify-time=20261231235959Z"));
  CHECK_FALSE(verified("ada", "-O verify-time=20251231235959Z"));
  CHECK_FALSE(verified("ada", "-O verify-time=20270101000000Z"));
  CHECK_FALSE(verified("you", "-O verify-time=20260101000000Z"));
  // And what is exported can be imported again.
  const Desk other;
  ensign_exits(0, {"key", "import", desk.path("allowed"), other.git.path(), "--person", "ada"});
  CHECK(ensign_exits(0, {"key", "export", other.git.path()}).out == desk.keys.read("allowed"));
}

TEST_CASE("key list: the keys of the roster, and what is wrong with it instead of half of it") {
  if (!stock::ssh_keygen_is_here()) return;
  const Desk desk;
  desk.add(0, "ada.pub", "ada");
  const std::string list = ensign_exits(0, {"key", "list", desk.git.path()}).out;
  CHECK(list.starts_with("ada              SHA256:"));
  CHECK(list.contains("  active  ada@example.com\n"));
  const std::string json =
      ensign_exits(0, {"key", "list", desk.git.path(), "--format", "json"}).out;
  CHECK(json.contains("\"person\":\"ada\",\"state\":\"active\""));
  desk.git.write(roster, "people:\n  ada: { keys: [{ key: nonsense }] }\n");
  CHECK(ensign_exits(1, {"key", "list", desk.git.path()}).out.contains(roster + ":2:"));
  ensign_exits(1, {"key", "export", desk.git.path()});
}

TEST_CASE("key new --encrypt: a password from a file, read by everything that takes --key") {
  const Desk desk;
  const std::string password = desk.path("password"), key = desk.path("release.key");
  desk.keys.write("password", "correct horse\n");
  REQUIRE(desk.keys.run("chmod 644 password").status == 0);
  setenv("ENSIGN_KEY_PASSWORD_FILE", password.c_str(), 1);
  CHECK(ensign_exits(3, {"key", "new", "--encrypt", "--out", key})
            .err.contains("can be read by others"));
  REQUIRE(desk.keys.run("chmod 600 password").status == 0);
  const Ran made = ensign_says({"key", "new", "--encrypt", "--out", key});
  if (made.code == 3 && made.err.contains("memory")) {
    MESSAGE("skipped: scrypt has no memory here");
    unsetenv("ENSIGN_KEY_PASSWORD_FILE");
    return;
  }
  REQUIRE(made.code == 0);
  CHECK_FALSE(made.err.contains("horse"));
  const std::string out = desk.path("out");
  ensign_exits(0, {"build", desk.git.path(), "--out", out, "--key", key, "--as-of", day});
  if (stock::minisign_is_here()) {
    CHECK(desk.keys
              .run("minisign -VHm out/bundles/production/bundle.json -p release.key.pub -x "
                   "out/bundles/production/bundle.json.*.minisig")
              .status == 0);
    CHECK(desk.keys.run("echo 'correct horse' | minisign -Sm password -s release.key").status == 0);
  }
  desk.keys.write("password", "wrong horse\n");
  CHECK(ensign_exits(3, {"build", desk.git.path(), "--out", out, "--key", key, "--as-of", day})
            .err.contains("the password does not open the secret key"));
  desk.keys.write("password", "\n");
  CHECK(ensign_exits(3, {"key", "new", "--encrypt", "--out", desk.path("another")})
            .err.contains("an empty password protects nothing"));
  unsetenv("ENSIGN_KEY_PASSWORD_FILE");
  REQUIRE(desk.keys.run("chmod 644 release.key").status == 0);
  CHECK(ensign_exits(3, {"build", desk.git.path(), "--out", out, "--key", key, "--as-of", day})
            .err.contains("chmod 600"));
}
