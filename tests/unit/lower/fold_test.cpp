// Partial evaluation of lowered logic: what each form becomes, what must not be taken away, and for
// 3,000 random flags that a client which passes the known values cannot tell the difference.

#include "lower/fold.h"

#include <doctest/doctest.h>
#include <string>

#include "eval/ruleset.h"
#include "lower/lower.h"
#include "lower/random_model.h"
#include "syntax/strict_json.h"

using namespace ensign;
using namespace ensign::test;

namespace {

Json parsed(const std::string& text) {
  auto json = syntax::parse_strict(text);
  REQUIRE_MESSAGE(json.has_value(), text);
  return std::move(*json);
}

const lower::KnownValues known{
    {"client", "web"}, {"app", "2.1.0"}, {"seats", 5}, {"beta", true}, {"user.plan", "pro"}};

std::string truth(const std::string& logic, const std::string& evaluators = "{}") {
  const Json shared = parsed(evaluators);
  const auto folded = lower::Fold(&shared, known).truth(parsed(logic));
  return folded ? canonical(*folded) : "failure: " + folded.error().message;
}

std::string flag(const std::string& targeting) {
  const Json from = parsed(
      R"({"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":)" +
      targeting + "}");
  const auto folded = lower::Fold(nullptr, known).flag(from);
  if (!folded) return "failure: " + folded.error().message;
  const Json* left = folded->find("targeting");
  return *folded->find("defaultVariant")->string() + (left ? " " + canonical(*left) : "");
}

}  // namespace

TEST_CASE("tests on what is known are decided") {
  CHECK(truth(R"({"===":[{"var":"client"},"web"]})") == "true");
  CHECK(truth(R"({"===":[{"var":"client"},"server"]})") == "false");
  CHECK(truth(R"({"!==":[{"var":"client"},null]})") == "true");
  CHECK(truth(R"({"===":[{"var":"client"},null]})") == "false");
  CHECK(truth(R"({"===":[{"var":"seats"},"5"]})") == "false");  // strict
  CHECK(truth(R"({"===":[{"var":"seats"},5.0]})") == "true");
  CHECK(truth(R"({"in":[{"var":"client"},["server","web"]]})") == "true");
  CHECK(truth(R"({"!":[{"in":[{"var":"client"},["server"]]}]})") == "true");
  CHECK(truth(R"({"in":["e",{"var":"client"}]})") == "true");
  CHECK(truth(R"({"starts_with":[{"var":"client"},"we"]})") == "true");
  CHECK(truth(R"({"ends_with":[{"var":"client"},"we"]})") == "false");
  CHECK(truth(R"({">=":[{"var":"seats"},5]})") == "true");
  CHECK(truth(R"({"<":[{"var":"seats"},5]})") == "false");
  CHECK(truth(R"({"sem_ver":[{"var":"app"},">=","2.1.0-rc.1"]})") == "true");
  CHECK(truth(R"({"sem_ver":[{"var":"app"},"=","2.1.0+build"]})") == "true");
  CHECK(truth(R"({"var":"beta"})") == "true");
  CHECK(truth(R"({"===":[{"var":"user.plan"},"pro"]})") == "true");
}

TEST_CASE("where readers may differ, the operation stays with its operands") {
  CHECK(truth(R"({">":[{"var":"client"},5]})") == R"({">":["web",5]})");
  CHECK(truth(R"({"sem_ver":[{"var":"client"},">","1.0.0"]})") ==
        R"({"sem_ver":["web",">","1.0.0"]})");
  CHECK(truth(R"({"starts_with":[{"var":"seats"},"5"]})") == R"({"starts_with":[5,"5"]})");
}

TEST_CASE("what is not known stays as it is") {
  const std::string unknown = R"({"===":[{"var":"plan"},"pro"]})";
  CHECK(truth(unknown) == unknown);
  CHECK(truth(R"({"===":[{"var":"clients"},"web"]})") == R"({"===":[{"var":"clients"},"web"]})");
  CHECK(truth(R"({">":[{"var":"$flagd.timestamp"},5]})") ==
        R"({">":[{"var":"$flagd.timestamp"},5]})");
}

TEST_CASE("and, or and not in three values") {
  const std::string a = R"({"===":[{"var":"a"},1]})", b = R"({"===":[{"var":"b"},1]})";
  const std::string yes = R"({"===":[{"var":"client"},"web"]})";
  const std::string no = R"({"===":[{"var":"client"},"tv"]})";
  CHECK(truth(R"({"and":[)" + yes + "," + a + "]}") == a);
  CHECK(truth(R"({"and":[)" + a + "," + yes + "," + b + "]}") ==
        R"({"and":[)" + a + "," + b + "]}");
  CHECK(truth(R"({"and":[)" + a + "," + no + "," + b + "]}") == "false");
  CHECK(truth(R"({"or":[)" + no + "," + a + "]}") == a);
  CHECK(truth(R"({"or":[)" + a + "," + yes + "]}") == "true");
  CHECK(truth(R"({"or":[)" + no + "," + no + "]}") == "false");
  CHECK(truth(R"({"and":[)" + yes + "," + yes + "]}") == "true");
  CHECK(truth(R"({"!":[)" + a + "]}") == R"({"!":[)" + a + "]}");
  CHECK(truth(R"({"and":[)" + a + R"(,{"or":[)" + no + R"(,{"and":[)" + b + "," + a + "]}]}]}") ==
        R"({"and":[)" + a + "," + b + "]}");
}

TEST_CASE("what may fail a flag in some reader is asked as before") {
  const std::string order = R"({">":[{"var":"n"},5]})";
  const std::string no = R"({"===":[{"var":"client"},"tv"]})";
  const std::string total = R"({"!==":[{"var":"n"},null]})";
  CHECK(truth(R"({"and":[)" + total + "," + order + "," + total + "," + no + "]}") ==
        R"({"and":[)" + total + "," + order + ",false]}");
  CHECK(truth(R"({"and":[)" + no + "," + order + "]}") == "false");
  const std::string contains = R"({"in":["x",{"var":"n"}]})";
  CHECK(truth(R"({"and":[)" + contains + "," + no + "]}") == R"({"and":[)" + contains + ",false]}");
  CHECK(truth(R"({"and":[{"starts_with":[{"var":"n"},"x"]},)" + no + "]}") == "false");
  CHECK(truth(R"({"and":[{">":[{"var":"$flagd.timestamp"},5]},)" + no + "]}") == "false");
  CHECK(truth(R"({"and":[{"$ref":"s.1"},)" + no + "]}", R"({"s.1":)" + order + "}") ==
        R"({"and":[{"$ref":"s.1"},false]})");
}

TEST_CASE("branches that are never taken vanish, and a decided flag is static") {
  const std::string yes = R"({"===":[{"var":"client"},"web"]})";
  const std::string no = R"({"===":[{"var":"client"},"tv"]})";
  const std::string open = R"({"===":[{"var":"a"},1]})";
  CHECK(flag(R"({"if":[)" + no + R"(,"on",null]})") == "off");
  CHECK(flag(R"({"if":[)" + yes + R"(,"on",null]})") == "on");
  CHECK(flag(R"({"if":[)" + no + R"(,"on",)" + open + R"(,"on",null]})") ==
        R"(off {"if":[)" + open + R"(,"on",null]})");
  CHECK(flag(R"({"if":[)" + open + R"(,"on",)" + yes + R"(,"off",)" + open + R"(,"on",null]})") ==
        R"(off {"if":[)" + open + R"(,"on","off"]})");
  const std::string split =
      R"({"fractional":[{"cat":[{"var":"$flagd.flagKey"},":",{"var":"user.plan"}]},["on",1],["off",1]]})";
  const std::string folded_split =
      R"({"fractional":[{"cat":[{"var":"$flagd.flagKey"},":","pro"]},["on",1],["off",1]]})";
  CHECK(flag(R"({"if":[)" + yes + "," + split + ",null]}") == "off " + folded_split);
  CHECK(flag(R"({"if":[)" + open + R"(,"maybe",null]})") ==
        R"(off {"if":[)" + open + R"(,"maybe",null]})");
}

TEST_CASE("shared evaluators are dropped, kept, or named by their new content") {
  const Json shared =
      parsed(R"({"kept.aa":{"===":[{"var":"a"},1]},"gone.bb":{"===":[{"var":"client"},"web"]},)"
             R"("less.cc":{"and":[{"===":[{"var":"client"},"web"]},{"===":[{"var":"b"},1]}]},)"
             R"("unused.dd":{"===":[{"var":"d"},1]}})");
  lower::Fold fold(&shared, known);
  const auto folded = fold.flag(
      parsed(R"({"variants":{"on":true},"defaultVariant":"on","targeting":{"if":[)"
             R"({"and":[{"$ref":"kept.aa"},{"$ref":"gone.bb"}]},"on",{"$ref":"less.cc"},"on",)"
             R"({"and":[{"$ref":"unused.dd"},{"===":[{"var":"client"},"tv"]}]},"on",null]}})"));
  REQUIRE(folded.has_value());
  // sha256 of {"===":[{"var":"b"},1]} by sha256sum.
  const std::string less = "less.cf4843dd4f3458033f576b5c247f4e1a";
  CHECK(canonical(*folded->find("targeting")) ==
        R"({"if":[{"$ref":"kept.aa"},"on",{"$ref":")" + less + R"("},"on",null]})");
  REQUIRE(fold.evaluators().size() == 2);
  CHECK(canonical(fold.evaluators().at("kept.aa")) == R"({"===":[{"var":"a"},1]})");
  CHECK(canonical(fold.evaluators().at(less)) == R"({"===":[{"var":"b"},1]})");
}

TEST_CASE("logic that lowering does not write is a failure, not a guess") {
  for (const char* logic :
       {R"({"map":[{"var":"a"},{"var":"client"}]})", R"({"var":["client","x"]})", R"({"var":""})",
        R"({"var":{"var":"client"}})", R"({"missing":["client"]})", R"({"a":1,"b":2})",
        R"({"$ref":"nowhere"})", R"({"$ref":1})", R"({"===":[{"var":"user"},"x"]})",
        R"({"===":[{"var":"client.name"},"x"]})", R"({"!":[]})"}) {
    CAPTURE(logic);
    CHECK(truth(logic).starts_with("failure: "));
  }
  CHECK(truth(R"({"$ref":"a"})", R"({"a":{"$ref":"b"},"b":true})").starts_with("failure: "));
  CHECK(flag(R"({"if":[true,"maybe",null]})").starts_with("failure: "));
}

namespace {

void put(Json& object, std::string_view path, const Json& value) {
  const std::size_t dot = path.find('.');
  const std::string name(path.substr(0, dot));
  Json* member = nullptr;
  for (Json::Member& candidate : *object.members()) {
    if (candidate.first == name) member = &candidate.second;
  }
  if (member == nullptr) {
    object.set(name, Json());
    member = &object.members()->back().second;
  }
  if (dot == std::string_view::npos) {
    *member = value;
    return;
  }
  if (member->members() == nullptr) *member = Json::object();
  put(*member, path.substr(dot + 1), value);
}

// Some of the values of a random context; null and absent are no values that one can know.
lower::KnownValues some_known(RandomModel& random) {
  lower::KnownValues values;
  const Json context = random.context();
  for (const auto& [name, value] : *context.members()) {
    if (random.clock() >= 300 || value.is_null()) continue;
    if (value.members() == nullptr) values.emplace(name, value);
    const Json* email = value.find("email");
    if (email != nullptr && !email->is_null()) values.emplace("user.email", *email);
  }
  return values;
}

struct Seen {
  int statics = 0, smaller = 0, same = 0;
};

void check_one(RandomModel& random, Seen& seen) {
  const Json document = lower::lower_environment(random.model(), 0);
  const lower::KnownValues values = some_known(random);
  const auto& [key, original] = document.find("flags")->members()->front();
  lower::Fold fold(document.find("$evaluators"), values);
  const auto folded = fold.flag(original);
  REQUIRE(folded.has_value());
  Json evaluators = Json::object();
  for (const auto& [name, rule] : fold.evaluators()) evaluators.set(name, rule);
  const Json target =
      Json::object({{"flags", Json::object({{key, *folded}})}, {"$evaluators", evaluators}});
  const auto whole = eval::Ruleset::load(canonical(document));
  const auto part = eval::Ruleset::load(canonical(target));
  REQUIRE(whole.has_value());
  REQUIRE(part.has_value());
  const bool is_static = folded->find("targeting") == nullptr;
  ++(is_static ? seen.statics : *folded == original ? seen.same : seen.smaller);
  for (int i = 0; i < 4; ++i) {
    const Json context = random.context();
    Json full = context;
    for (const auto& [name, value] : values) put(full, name, value);
    const eval::Settings settings{.timestamp = random.clock(), .hash = std::nullopt};
    const auto a =
        whole->evaluate(key, eval::Type::any, *eval::Context::from_json(canonical(full)), settings);
    // Whoever has the target need not pass what is known, and may even say something else.
    const auto b = part->evaluate(key, eval::Type::any,
                                  *eval::Context::from_json(canonical(context)), settings);
    CAPTURE(canonical(original));
    CAPTURE(canonical(target));
    CAPTURE(canonical(full));
    CHECK(a.variant == b.variant);
    CHECK(a.error == b.error);
    CHECK(b.reason == (is_static ? eval::Reason::STATIC : a.reason));
  }
}

}  // namespace

TEST_CASE("a client that passes what is known gets the same of the folded flag") {
  RandomModel random(20261121);
  Seen seen;
  for (int i = 0; i < 2000; ++i) check_one(random, seen);
  CHECK(seen.statics > 200);
  CHECK(seen.smaller > 200);
  CHECK(seen.same > 200);
}
