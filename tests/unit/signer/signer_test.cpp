// Signing as people do, with the stock ssh-agent and ssh-keygen, and with agents that misbehave.
#include "signer/signer.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>

#include "crypto/ssh_signature.h"
#include "crypto/stock_tools.h"
#include "signer/descriptor.h"
#include "signer/replies.h"

using namespace ensign;
using namespace ensign::signer;
using namespace ensign::test;

namespace {

constexpr std::string_view message = "what ada agrees to\n", purpose = "approval.v1@ensign";

std::vector<std::string> environment() {
  const char* path = std::getenv("PATH");
  return {std::string("PATH=") + (path != nullptr ? path : "")};
}

bool stock_verifies(const stock::TemporaryFolder& folder, const std::string& armour) {
  folder.write("text", message);
  folder.write("text.sig", armour);
  return folder
             .run(
                 "{ printf 'ada '; cat key.pub; } > allowed; ssh-keygen -Y verify -f allowed -I "
                 "ada -n approval.v1@ensign -s text.sig < text")
             .status == 0;
}

crypto::SshPublicKey key_in(const stock::TemporaryFolder& folder, std::string_view name) {
  const std::string line = folder.read(name);
  const auto key = crypto::parse_ssh_public_key(line.substr(0, line.find('\n')));
  REQUIRE(key);
  return *key;
}

// A stock agent of its own that ends with the test.
class Agent {
 public:
  explicit Agent(const stock::TemporaryFolder& folder) : folder_(folder) {
    REQUIRE(folder.run("ssh-agent -s -a agent > variables").status == 0);
  }
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;
  ~Agent() { run("ssh-agent -k"); }

  stock::Outcome run(const std::string& command) const {
    return folder_.run(". ./variables > /dev/null; " + command);
  }
  std::string socket() const { return (folder_.path() / "agent").string(); }

 private:
  const stock::TemporaryFolder& folder_;
};

// Answers one request with these bytes, whatever they are, and hangs up.
class BrokenAgent {
 public:
  BrokenAgent(const stock::TemporaryFolder& folder, std::string answer)
      : path_((folder.path() / "broken").string()),
        listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    std::filesystem::remove(path_);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&address),
                   sizeof address) == 0);
    REQUIRE(::listen(listener_.number(), 1) == 0);
    thread_ = std::thread([this, bytes = std::move(answer)] {
      const Descriptor client(::accept(listener_.number(), nullptr, nullptr));
      std::array<char, 4096> request{};
      if (::recv(client.number(), request.data(), request.size(), 0) > 0) {
        ::send(client.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      }
    });
  }
  BrokenAgent(const BrokenAgent&) = delete;
  BrokenAgent& operator=(const BrokenAgent&) = delete;
  ~BrokenAgent() { thread_.join(); }

  const std::string& socket() const { return path_; }

 private:
  std::string path_;
  Descriptor listener_;
  std::thread thread_;
};

std::string why(const auto& result) { return result ? "worked" : result.error().message; }

}  // namespace

TEST_CASE("signer: a stock ssh-agent lists its keys and signs as ssh-keygen does") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -C 'ada of the web' -f key").status == 0);
  REQUIRE(folder.run("ssh-keygen -q -t rsa -b 2048 -N '' -C rsa -f rsa").status == 0);
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -C other -f other").status == 0);
  const Agent agent(folder);
  CHECK(agent_keys(agent.socket())->empty());
  REQUIRE(agent.run("ssh-add -q rsa key").status == 0);

  const auto keys = agent_keys(agent.socket());
  REQUIRE(keys);
  REQUIRE(keys->size() == 1);
  CHECK(keys->front().same_as(key_in(folder, "key.pub")));
  CHECK(keys->front().comment == "ada of the web");

  const auto armour = sign_with_agent(agent.socket(), keys->front(), message, purpose);
  REQUIRE(armour);
  CHECK(stock_verifies(folder, *armour));
  // Ed25519 has one signature for a message, so ours is that of ssh-keygen to the byte.
  folder.write("stock", message);
  REQUIRE(folder.run("ssh-keygen -q -Y sign -n approval.v1@ensign -f key stock").status == 0);
  CHECK(*armour == folder.read("stock.sig"));

  const auto missing =
      sign_with_agent(agent.socket(), key_in(folder, "other.pub"), message, purpose);
  CHECK(why(missing) ==
        "ssh-agent did not sign with " + crypto::fingerprint(key_in(folder, "other.pub")));
  CHECK(missing.error().help.contains("ssh-add"));
  // Confirmation that nobody gives: the agent has no program to ask with.
  REQUIRE(agent.run("ssh-add -q -D; SSH_ASKPASS= ssh-add -q -c key").status == 0);
  CHECK(why(sign_with_agent(agent.socket(), keys->front(), message, purpose))
            .starts_with("ssh-agent did not sign"));
}

TEST_CASE("signer: agents that are not there") {
  CHECK(why(agent_keys("")) == "no ssh-agent is known: SSH_AUTH_SOCK is not set");
  CHECK(why(agent_keys("/nonexistent/agent")) ==
        "cannot reach ssh-agent at /nonexistent/agent: No such file or directory");
  CHECK(why(agent_keys(std::string(200, 'x'))) ==
        "the path of the socket of ssh-agent is too long");
  const stock::TemporaryFolder folder;
  folder.write("file", "");
  CHECK(why(agent_keys((folder.path() / "file").string())).contains("Connection refused"));
}

TEST_CASE("signer: agents that misbehave give a failure and no signature") {
  const stock::TemporaryFolder folder;
  const auto listed = [&](std::string answer) {
    const BrokenAgent agent(folder, std::move(answer));
    return why(agent_keys(agent.socket()));
  };
  const std::string broke_off = "ssh-agent broke the connection off";
  CHECK(listed("") == broke_off);
  CHECK(listed(std::string("\0\0", 2)) == broke_off);
  CHECK(listed(std::string(4, '\0')) == broke_off);
  CHECK(listed("\xFF\xFF\xFF\xFF") == broke_off);                    // four gigabytes
  CHECK(listed(std::string("\0\x04\0\x01", 4)) == broke_off);        // a byte over the most
  CHECK(listed(std::string("\0\0\0\x05\x0C\0\0", 7)) == broke_off);  // cut off
  CHECK(listed(wire({identities_reply({})})) == "worked");
  CHECK(listed(wire({"SSH-2.0-OpenSSH"})).contains("another type"));
  const BrokenAgent forger(folder, wire({signature_reply(false)}));
  CHECK(why(sign_with_agent(forger.socket(), key_of(false), message, purpose)) ==
        "ssh-agent gave a signature that does not verify");
}

TEST_CASE("signer: nobody waits for ever") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const Descriptor reading(ends[0]), writing(ends[1]);
  const Deadline deadline(1);
  CHECK(deadline.wait_for(writing, POLLOUT));
  CHECK_FALSE(deadline.wait_for(reading, POLLIN));
  CHECK_FALSE(deadline.wait_for(writing, POLLOUT));  // the time is over for everything
}

TEST_CASE("signer: ssh-keygen signs with a file, and through the agent with a public one") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  REQUIRE(folder.run("ssh-keygen -q -t ed25519 -N '' -C ada -f key").status == 0);
  const std::string key = (folder.path() / "key").string();
  const auto armour = sign_with_keygen(key, message, purpose, environment());
  REQUIRE(armour);
  CHECK(stock_verifies(folder, *armour));
  CHECK(crypto::parse_ssh_signature(*armour)->name_space == purpose);

  const Agent agent(folder);
  REQUIRE(agent.run("ssh-add -q key && mv key elsewhere").status == 0);
  auto variables = environment();
  variables.push_back("SSH_AUTH_SOCK=" + agent.socket());
  const auto by_agent = sign_with_keygen(key + ".pub", message, purpose, variables);
  REQUIRE(by_agent);
  CHECK(*by_agent == *armour);
}

TEST_CASE("signer: what ssh-keygen cannot do, or should not") {
  if (!stock::ssh_keygen_is_here()) return;
  const stock::TemporaryFolder folder;
  const std::string here = folder.path().string();
  CHECK(why(sign_with_keygen(here + "/missing", message, purpose, environment())) ==
        "`ssh-keygen -Y sign` did not sign with " + here + "/missing");
  CHECK(why(sign_with_keygen(here + "/missing", message, purpose, {})) ==
        "there is no `ssh-keygen` in PATH");
  REQUIRE(folder.run("ssh-keygen -q -t rsa -b 2048 -N '' -f rsa").status == 0);
  const auto by_rsa = sign_with_keygen(here + "/rsa", message, purpose, environment());
  CHECK(why(by_rsa).contains("keys of type `ssh-rsa` are not used here"));

  // Programs of that name that lie, chatter, or stand in the folder one is in.
  const auto with = [&](const std::string& script) {
    folder.write("ssh-keygen", "#!/bin/sh\n" + script + "\n");
    REQUIRE(folder.run("chmod +x ssh-keygen").status == 0);
    return why(sign_with_keygen("key", message, purpose, {"PATH=" + here + ":/usr/bin:/bin"}));
  };
  CHECK(with("cat").contains("gives no signature for here"));
  CHECK(with("yes").starts_with("`ssh-keygen -Y sign` did not sign"));
  CHECK(with("exit 3").starts_with("`ssh-keygen -Y sign` did not sign"));
  CHECK(with("kill -9 $$").starts_with("`ssh-keygen -Y sign` did not sign"));
  const std::string before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  CHECK(why(sign_with_keygen("key", message, purpose, {"PATH=.::relative"})) ==
        "there is no `ssh-keygen` in PATH");
  std::filesystem::current_path(before);
  // A signature that is fine, and over something else.
  REQUIRE(folder
              .run("rm ssh-keygen; ssh-keygen -q -t ed25519 -N '' -f key; echo x > other; "
                   "ssh-keygen -q -Y sign -n approval.v1@ensign -f key other")
              .status == 0);
  CHECK(with("cat " + here + "/other.sig").contains("does not fit what is signed"));
}
