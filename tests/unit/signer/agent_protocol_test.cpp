// Replies of ssh-agent that are not what the protocol asks for.
#include "signer/agent_protocol.h"

#include <doctest/doctest.h>

#include "crypto/ssh_wire.h"
#include "signer/replies.h"

using namespace ensign;
using namespace ensign::signer;
using namespace ensign::test;

namespace {

std::string message_of(const auto& result) { return result ? "accepted" : result.error().message; }

std::string of_identities(const std::string& reply) { return message_of(read_identities(reply)); }

std::string of_signature(const std::string& reply, bool hardware = false) {
  crypto::SshSignature signature;
  signature.key = key_of(hardware);
  return message_of(read_signature(reply, signature));
}

constexpr std::string_view elsewise =
    "ssh-agent answered with something else than the protocol asks: ";

}  // namespace

TEST_CASE("agent protocol: requests, byte for byte") {
  CHECK(request_for_identities() == "\x0B");
  const std::string blob = crypto::ssh_key_blob(key_of(false));
  CHECK(request_to_sign(key_of(false), "data") == "\x0D" + std::string("\0\0\0\x33", 4) + blob +
                                                      std::string("\0\0\0\x04", 4) + "data" +
                                                      std::string(4, '\0'));
}

TEST_CASE("agent protocol: identities") {
  const auto keys = read_identities(
      identities_reply({{wire({"ssh-rsa", "e", "n"}), "old"},
                        {crypto::ssh_key_blob(key_of(false)), "ada"},
                        {wire({"ssh-ed25519-cert-v01@openssh.com", "nonce"}), "certificate"},
                        {crypto::ssh_key_blob(key_of(true)), "ada's \x1B]0;key"}}));
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK(keys->at(0).same_as(key_of(false)));
  CHECK(keys->at(0).comment == "ada");
  CHECK(keys->at(1).same_as(key_of(true)));
  CHECK(keys->at(1).comment.empty());  // it could have harmed a terminal
  CHECK(read_identities(identities_reply({}))->empty());
}

TEST_CASE("agent protocol: identities that are refused") {
  const std::string blob = crypto::ssh_key_blob(key_of(false));
  CHECK(of_identities("\x05") == "ssh-agent does not list its keys");
  CHECK(of_identities("") == std::string(elsewise) + "a message of another type");
  CHECK(of_identities("\x0E") == std::string(elsewise) + "a message of another type");
  CHECK(of_identities(std::string("\x0C\0\0\0", 4)) == std::string(elsewise) + "no number of keys");
  CHECK(of_identities(std::string("\x0C\0\0\x08\x01", 5)) ==
        std::string(elsewise) + "more keys than anybody has");
  CHECK(of_identities(std::string("\x0C\0\0\0\x01", 5)) ==
        std::string(elsewise) + "fewer keys than it announces");
  CHECK(of_identities(identities_reply({{blob, "ada"}}) + "x") ==
        std::string(elsewise) + "something behind the last key");
  CHECK(of_identities(identities_reply({{"", ""}})) ==
        std::string(elsewise) + "a key that does not say its type");
  CHECK(of_identities(identities_reply({{blob + "x", ""}})).contains("goes on behind its end"));
  CHECK(of_identities(identities_reply({{wire({"ssh-ed25519", "short"}), ""}}))
            .contains("does not hold 32 bytes"));
  const std::string whole = identities_reply({{blob, "ada"}});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK(of_identities(whole.substr(0, length)).starts_with(elsewise));
  }
}

TEST_CASE("agent protocol: signatures") {
  CHECK(of_signature(signature_reply(false)) == "accepted");
  CHECK(of_signature(signature_reply(true), true) == "accepted");
  crypto::SshSignature signature;
  signature.key = key_of(true);
  REQUIRE(read_signature(signature_reply(true), signature));
  CHECK(signature.flags == 1);
  CHECK(signature.counter == 258);
  CHECK(signature.signature[63] == 's');
}

TEST_CASE("agent protocol: signatures that are refused") {
  CHECK(of_signature("\x05").starts_with("ssh-agent did not sign with SHA256:"));
  CHECK(of_signature("\x0C") == std::string(elsewise) + "a message of another type");
  CHECK(of_signature(signature_reply(true)) ==
        std::string(elsewise) + "a signature of another type than the key");
  CHECK(of_signature(signature_reply(false), true) ==
        std::string(elsewise) + "a signature of another type than the key");
  CHECK(of_signature(signature_reply(false) + "x") == std::string(elsewise) + "no whole signature");
  const std::string bytes(64, 's');
  CHECK(of_signature("\x0E" + wire({wire({"ssh-ed25519", bytes.substr(1)})})) ==
        std::string(elsewise) + "a signature without its 64 bytes");
  CHECK(of_signature("\x0E" + wire({wire({"ssh-ed25519", bytes}) + "x"})) ==
        std::string(elsewise) + "something behind the signature");
  CHECK(of_signature("\x0E" + wire({wire({"sk-ssh-ed25519@openssh.com", bytes})}), true) ==
        std::string(elsewise) + "a hardware signature without flags");
  const std::string whole = signature_reply(true);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK(of_signature(whole.substr(0, length), true).starts_with(elsewise));
  }
}
