// The keys with which people sign.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "model/decode_parts.h"
#include "model/rules.h"

namespace ensign::model {
namespace {

void check_dates(const PersonKey& key, Report& report) {
  if (!key.from || !key.until || **key.from <= **key.until) return;
  report.add(invalid_value, key.until->span, "the key ends before it begins",
             fmt::format("write a day from {} on", to_string(**key.from)));
}

}  // namespace

std::optional<PersonKey> read_person_key(const Node& node, Report& report) {
  PersonKey key;
  Fields fields(node, "key", report);
  if (!fields) return std::nullopt;
  Spanned<std::string> text;
  fields.required("key", read_text, text);
  fields.optional("state", read_word<KeyState>, key.state);
  fields.optional("from", read_date, key.from);
  fields.optional("until", read_date, key.until);
  fields.optional("reason", read_text, key.reason);
  fields.finish();
  check_dates(key, report);
  if (text->empty()) return std::nullopt;
  auto parsed = crypto::parse_ssh_public_key(*text);
  if (!parsed) {
    report.add(invalid_value, text.span, parsed.error().message, parsed.error().help);
    return std::nullopt;
  }
  key.span = text.span;
  key.key = std::move(*parsed);
  return key;
}

std::optional<MinisignKey> read_minisign_key(const Node& node, Report& report) {
  const auto text = read_text(node, report);
  if (!text) return std::nullopt;
  auto parsed = crypto::parse_public_key(**text);
  if (parsed) return MinisignKey{text->span, *parsed};
  report.add(invalid_value, text->span, parsed.error().message, parsed.error().help);
  return std::nullopt;
}

// Whose signature is it, when two people have the key? Threshold rules count people.
void check_keys(const std::vector<Person>& people, Report& report) {
  struct Use {
    std::string blob;
    Span span;
    std::string_view person;
    std::string shown;
  };
  std::vector<Use> uses;
  for (const Person& person : people) {
    for (const PersonKey& key : person.keys) {
      uses.push_back(
          {crypto::ssh_key_blob(key.key), key.span, *person.id, crypto::fingerprint(key.key)});
    }
    if (!person.minisign) continue;
    const auto& bytes = person.minisign->key.bytes;
    uses.push_back({std::string(bytes.begin(), bytes.end()), person.minisign->span, *person.id,
                    crypto::key_id(person.minisign->key)});
  }
  std::ranges::sort(uses, {}, [](const Use& use) { return use.span; });
  std::map<std::string_view, const Use*> first;
  for (const Use& use : uses) {
    const auto [earlier, fresh] = first.try_emplace(use.blob, &use);
    if (fresh) continue;
    const bool own = earlier->second->person == use.person;
    auto& finding = report.add(
        key_shared, use.span,
        own ? fmt::format("`{}` has the key `{}` twice", use.person, use.shown)
            : fmt::format("`{}` has a key of `{}`: `{}`", use.person, earlier->second->person,
                          use.shown),
        own ? "remove one of the two" : "a key belongs to one person: let each make their own");
    finding.labels.push_back({earlier->second->span, "the first"});
  }
}

}  // namespace ensign::model
