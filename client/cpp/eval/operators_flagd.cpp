// fractional and sem_ver, flagd's own operators. On bad input they are null, which serves the
// default.

#include "eval/fractional.h"
#include "eval/interpreter.h"
#include "eval/murmur.h"

namespace ensign::eval {
namespace {

std::uint32_t hash_of(Interpreter& run, std::string_view key) {
  if (run.frame().settings.hash) return *run.frame().settings.hash;
  run.workspace().spend_bytes(key.size());
  return murmur3_32(key);
}

// The shorthand's key: flag key and targeting key, with nothing between. None without a targeting
// key.
std::optional<std::string_view> default_key(Interpreter& run) {
  const View* targeting_key = run.frame().context.find("targetingKey");
  if (targeting_key == nullptr || !targeting_key->is_string()) return std::nullopt;
  const std::string_view flag_key = run.frame().flag_key;
  const std::string_view user = targeting_key->as_string();
  if (!run.workspace().spend_bytes(flag_key.size() + user.size())) return std::nullopt;
  char* text = run.arena().allocate<char>(flag_key.size() + user.size());
  std::copy(user.begin(), user.end(), std::copy(flag_key.begin(), flag_key.end(), text));
  return std::string_view(text, flag_key.size() + user.size());
}

View variant_at(Interpreter& run, std::span<const Bucket> buckets, std::uint32_t total,
                std::string_view key) {
  const std::uint32_t bucket = bucket_of(hash_of(run, key), total);
  for (const Bucket& entry : buckets) {
    if (bucket < entry.end) return entry.variant;
  }
  return {};
}

View distribute(Interpreter& run, std::span<const View> entries, std::string_view key) {
  Bucket* buckets = run.arena().allocate<Bucket>(entries.size());
  double total = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto weight = bucket_weight(entries[i]);
    if (!weight || total + *weight > largest_total_weight) return {};
    total += *weight;
    buckets[i] = {entries[i].items()[0], static_cast<std::uint32_t>(total)};
  }
  return variant_at(run, {buckets, entries.size()}, static_cast<std::uint32_t>(total), key);
}

std::optional<Version> version_of(View value, Workspace& workspace) {
  if (!value.is_string() && !value.is_number()) return std::nullopt;
  return read_version(to_text(value, workspace));
}

}  // namespace

View evaluate_split(Interpreter& run, const Expression& expression, const Scope& scope) {
  const Split& split = run.program().splits[expression.data];
  const auto buckets = std::span(run.program().buckets).subspan(split.first, split.count);
  if (!split.keyed) {
    const auto key = default_key(run);
    return key ? variant_at(run, buckets, split.total, *key) : View();
  }
  const View key = run.child(expression, 0, scope);
  // What computes to an array is no key but a bucket of the shorthand.
  if (key.is_array()) return evaluate_fractional(run, expression, scope);
  return key.is_string() ? variant_at(run, buckets, split.total, key.as_string()) : View();
}

View evaluate_fractional(Interpreter& run, const Expression& expression, const Scope& scope) {
  const std::span<const View> arguments = run.children(expression, scope);
  if (arguments.empty()) return {};
  if (arguments[0].is_string())
    return distribute(run, arguments.subspan(1), arguments[0].as_string());
  const auto key = default_key(run);
  return key ? distribute(run, arguments, *key) : View();
}

View evaluate_sem_ver(Interpreter& run, const Expression& expression, const Scope& scope) {
  const VersionTest& test = run.program().version_tests[expression.data];
  const auto left =
      test.left ? test.left : version_of(run.child(expression, 0, scope), run.workspace());
  if (!left) return {};
  auto comparison = test.comparison;
  if (!comparison) {
    const View text = run.child(expression, 1, scope);
    if (text.is_string()) comparison = read_version_operator(text.as_string());
  }
  const auto right =
      test.right ? test.right : version_of(run.child(expression, 2, scope), run.workspace());
  if (!comparison || !right) return {};
  return View::boolean(holds(*left, *comparison, *right));
}

}  // namespace ensign::eval
