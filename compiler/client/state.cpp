#include "client/state.h"

#include <fmt/format.h>
#include <utility>

#include "base/assert.h"
#include "crypto/digest.h"
#include "emit/bundle/facts.h"
#include "syntax/strict_json.h"

namespace ensign::client {
namespace {

constexpr std::string_view first_word = "ensign-client/1 ";

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json written(const std::optional<KnownTimestamp>& timestamp) {
  if (!timestamp) return {};
  Json kills = Json::array();
  for (const std::string& digest : timestamp->kills) kills.push(digest);
  return Json::object({{"seq", timestamp->seq},
                       {"sha256", timestamp->sha256},
                       {"issued", to_string(timestamp->issued)},
                       {"expires", to_string(timestamp->expires)},
                       {"kills", std::move(kills)}});
}

Json written(const std::map<std::string, Known>& known) {
  Json object = Json::object();
  for (const auto& [key, one] : known) {
    object.set(key, Json::object({{"revision", one.revision},
                                  {"content", text_or_null(one.content)},
                                  {"risk", std::string(model::spelling(one.risk))}}));
  }
  return object;
}

Json written(const std::map<std::string, Held>& held) {
  Json object = Json::object();
  for (const auto& [key, one] : held) {
    object.set(key, Json::object({{"flag", one.flag},
                                  {"fallback", one.fallback ? Json(*one.fallback) : Json()},
                                  {"why", one.why}}));
  }
  return object;
}

Json written(const State& state) {
  Json keys = Json::array();
  for (const crypto::PublicKey& key : state.keys) keys.push(crypto::to_text(key));
  Json evaluators = Json::object();
  for (const auto& [name, rule] : state.evaluators) evaluators.set(name, rule);
  Json overlays = Json::object();
  for (const auto& [digest, bytes] : state.overlays) overlays.set(digest, bytes);
  return Json::object(
      {{"project", text_or_null(state.project)},
       {"env", state.environment},
       {"pinned", text_or_null(state.pinned)},
       {"root", text_or_null(state.root)},
       {"keys", std::move(keys)},
       {"require_proof",
        state.require_proof ? Json(std::string(model::spelling(*state.require_proof))) : Json()},
       {"bundle", text_or_null(state.bundle)},
       {"floor", state.floor
                     ? Json::object({{"seq", state.floor->seq}, {"sha256", state.floor->sha256}})
                     : Json()},
       {"issued", state.issued ? Json(to_string(*state.issued)) : Json()},
       {"timestamp", written(state.timestamp)},
       {"known", written(state.known)},
       {"held", written(state.held)},
       {"evaluators", std::move(evaluators)},
       {"overlays", std::move(overlays)}});
}

Result<std::string> text_or_nothing(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (value == nullptr) return failure(fmt::format("`{}` is missing", name));
  return value->is_null() ? Result<std::string>(std::string()) : emit::text_at(object, name);
}

Result<const Json::Object*> members_at(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (value == nullptr || value->members() == nullptr) {
    return failure(fmt::format("`{}` is no object", name));
  }
  return value->members();
}

Result<model::Risk> risk_at(const Json& object, std::string_view name) {
  const auto risk = model::from_spelling<model::Risk>(TRY(emit::text_at(object, name)));
  if (!risk) return failure(fmt::format("`{}` is no risk", name));
  return *risk;
}

Result<KnownTimestamp> read_timestamp(const Json& object) {
  KnownTimestamp timestamp;
  timestamp.seq = TRY(emit::seq_at(object));
  timestamp.sha256 = TRY(emit::digest_at(object, "sha256"));
  timestamp.issued = TRY(emit::instant_at(object, "issued"));
  timestamp.expires = TRY(emit::instant_at(object, "expires"));
  const Json* kills = object.find("kills");
  if (kills == nullptr || kills->array_items() == nullptr) return failure("`kills` is no list");
  for (const Json& digest : *kills->array_items()) {
    if (digest.string() == nullptr) return failure("`kills` is no list of digests");
    timestamp.kills.push_back(*digest.string());
  }
  return timestamp;
}

Result<void> read_trust(const Json& body, State& state) {
  state.project = TRY(text_or_nothing(body, "project"));
  state.environment = TRY(emit::text_at(body, "env"));
  state.pinned = TRY(text_or_nothing(body, "pinned"));
  state.root = TRY(text_or_nothing(body, "root"));
  const Json* keys = body.find("keys");
  if (keys == nullptr || keys->array_items() == nullptr) return failure("`keys` is no list");
  for (const Json& key : *keys->array_items()) {
    if (key.string() == nullptr) return failure("`keys` is no list of keys");
    state.keys.push_back(TRY(crypto::parse_public_key(*key.string())));
  }
  const Json* required = body.find("require_proof");
  if (required == nullptr) return failure("`require_proof` is missing");
  if (!required->is_null()) state.require_proof = TRY(risk_at(body, "require_proof"));
  if (state.root.empty() == state.keys.empty()) return failure("it trusts nobody, or two things");
  return {};
}

Result<void> read_seen(const Json& body, State& state) {
  state.bundle = TRY(text_or_nothing(body, "bundle"));
  if (const Json* floor = body.find("floor"); floor != nullptr && !floor->is_null()) {
    state.floor = Floor{TRY(emit::seq_at(*floor)), TRY(emit::digest_at(*floor, "sha256"))};
  }
  if (!TRY(text_or_nothing(body, "issued")).empty()) {
    state.issued = TRY(emit::instant_at(body, "issued"));
  }
  if (const Json* timestamp = body.find("timestamp");
      timestamp != nullptr && !timestamp->is_null()) {
    state.timestamp = TRY(read_timestamp(*timestamp));
  }
  return {};
}

Result<void> read_flags(const Json& body, State& state) {
  for (const auto& [key, one] : *TRY(members_at(body, "known"))) {
    const Json* revision = one.find("revision");
    if (revision == nullptr || revision->integer() == nullptr) {
      return failure(fmt::format("`known.{}` has no revision", key));
    }
    state.known.emplace(key, Known{*revision->integer(), TRY(text_or_nothing(one, "content")),
                                   TRY(risk_at(one, "risk"))});
  }
  for (const auto& [key, one] : *TRY(members_at(body, "held"))) {
    const Json* flag = one.find("flag");
    if (flag == nullptr || (!flag->is_null() && flag->members() == nullptr)) {
      return failure(fmt::format("`held.{}` has no flag", key));
    }
    Held held{*flag, std::nullopt, TRY(emit::text_at(one, "why"))};
    const std::string fallback = TRY(text_or_nothing(one, "fallback"));
    if (!fallback.empty()) held.fallback = fallback;
    state.held.emplace(key, std::move(held));
  }
  for (const auto& [name, rule] : *TRY(members_at(body, "evaluators"))) {
    state.evaluators.emplace(name, rule);
  }
  for (const auto& [digest, bytes] : *TRY(members_at(body, "overlays"))) {
    if (bytes.string() == nullptr) return failure(fmt::format("`overlays.{}` is no text", digest));
    state.overlays.emplace(digest, *bytes.string());
  }
  return {};
}

}  // namespace

std::string to_text(const State& state) {
  const std::string body = canonical(written(state)) + "\n";
  return fmt::format("{}{}\n{}", first_word, crypto::hex(crypto::sha256(body)), body);
}

Result<State> read_state(std::string_view text) {
  constexpr std::size_t digits = 64;
  const std::size_t header = first_word.size() + digits + 1;
  if (!text.starts_with(first_word) || text.size() <= header || text[header - 1] != '\n') {
    return failure("it is no state of an Ensign client");
  }
  const std::string_view body_text = text.substr(header);
  if (crypto::hex(crypto::sha256(body_text)) != text.substr(first_word.size(), digits)) {
    return failure("it was damaged: its digest is another");
  }
  const Json body = TRY(syntax::parse_strict(body_text));
  if (body.members() == nullptr) return failure("it is no object");
  State state;
  TRY(read_trust(body, state));
  TRY(read_seen(body, state));
  TRY(read_flags(body, state));
  return state;
}

}  // namespace ensign::client
