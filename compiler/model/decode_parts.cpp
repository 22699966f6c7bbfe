#include "model/decode_parts.h"

#include <algorithm>
#include <fmt/format.h>

#include "crypto/digest.h"
#include "model/names.h"
#include "model/rules.h"

namespace ensign::model {

Spanned<std::string> decode_identity(Fields& fields, std::string_view field, const Place& place) {
  const std::string_view file_name = place.classified.name;
  const bool is_release = place.classified.kind == FileKind::release;
  Spanned<std::string> id;
  fields.required(field, is_release ? read_version : read_id, id);
  if (id->empty()) return {std::string(file_name), place.start()};
  if (*id != file_name) {
    fields.report().add(
        file_name_differs, id.span,
        fmt::format("this is `{}`, but its {} is named `{}`", *id, is_release ? "folder" : "file",
                    file_name),
        is_release ? fmt::format("rename the folder to `{}`", *id)
                   : fmt::format("rename the file to `{}`, or write `{}`", *id, file_name));
  } else if (!is_release && is_reserved(*id)) {
    fields.report().add(reserved_key, id.span,
                        fmt::format("`{}` is kept for programs, systems and web servers", *id),
                        "choose another name");
  }
  return id;
}

void check_name(const syntax::Entry& entry, Report& report) {
  if (is_id(entry.key)) return;
  report.add(invalid_key, entry.key_span, fmt::format("`{}` cannot be a name", entry.key),
             std::string(id_shape));
}

void check_order(const Spanned<Instant>& earlier, const Spanned<Instant>& later,
                 std::string_view message, Report& report) {
  const bool read = earlier.span != Span{} && later.span != Span{};
  if (!read || *earlier <= *later) return;
  auto& finding = report.add(invalid_value, later.span, std::string(message),
                             "time goes forward: correct one of the two");
  finding.labels.push_back({earlier.span, "the other"});
}

void Unique::add(const Spanned<std::string>& name) {
  if (name->empty()) return;
  const auto [first, fresh] = earlier_.try_emplace(*name, name.span);
  if (fresh) return;
  auto& finding =
      report_.add(key_taken, name.span, fmt::format("there is already a {} `{}`", what_, *name),
                  "give each its own name");
  finding.labels.push_back({first->second, "the first"});
}

std::optional<std::uint32_t> Variants::find(const Spanned<std::string>& name,
                                            Report& report) const {
  const auto same = std::ranges::find(
      all, *name, [](const Variant& one) -> const std::string& { return one.name.value; });
  if (same != all.end()) return static_cast<std::uint32_t>(same - all.begin());
  if (!readable) return std::nullopt;
  std::vector<std::string_view> names;
  for (const Variant& variant : all.first(std::min(all.size(), most_suggested))) {
    names.push_back(*variant.name);
  }
  report.add(unknown_variant, name.span, fmt::format("the flag has no variant `{}`", *name),
             suggestion(*name, names));
  return std::nullopt;
}

std::optional<Serves> read_serves(const Node& node, Report& report) {
  if (!expect_mapping(node, report)) return std::nullopt;
  Serves result;
  for (const syntax::Entry& entry : node.entries) {
    auto variant = read_text(entry.value, report);
    if (!variant) continue;
    result.push_back({Ref<Flag>{{entry.key, entry.key_span}, std::nullopt}, std::move(*variant)});
  }
  return result;
}

Read<std::string> read_digest(const Node& node, Report& report) {
  auto text = read_text(node, report);
  if (!text) return text;
  const std::string_view digest = **text;
  constexpr std::string_view prefix = "sha256:";
  if (digest.starts_with(prefix) && crypto::sha256_from_hex(digest.substr(prefix.size()))) {
    return text;
  }
  report.add(invalid_value, node.span, fmt::format("`{}` is not a digest", digest),
             "digests are `sha256:` and 64 hex digits in lower case");
  return std::nullopt;
}

}  // namespace ensign::model
