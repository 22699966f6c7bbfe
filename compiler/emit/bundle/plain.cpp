#include "emit/bundle/plain.h"

#include <fmt/format.h>
#include <map>
#include <set>

#include "base/assert.h"
#include "emit/bundle/ladder.h"
#include "lower/plain_value.h"

namespace ensign::emit {
namespace {

constexpr std::string_view of_flag = "# flag ";

std::string line_of(const std::string& variable, const Json& flag) {
  if (flag.find("targeting") != nullptr) {
    return fmt::format("# {} is left out: not everybody is served the same\n", variable);
  }
  const Json* value = flag.find("variants")->find(*flag.find("defaultVariant")->string());
  ENSIGN_ASSERT(value != nullptr);
  const auto text = lower::plain_value(*value);
  if (!text) return fmt::format("# {} is left out: its value needs quotes\n", variable);
  return fmt::format("{}={}\n", variable, *text);
}

}  // namespace

// Members in canonical order, written out: the document is large, and a copy of it is needed only
// when something is killed.
Result<OutFile> flagd_document(const std::string& environment, const Json& document,
                               std::span<const Overlay> overlays) {
  const auto member = [&document](std::string_view name) -> Result<std::string> {
    const Json* value = document.find(name);
    if (value == nullptr) return failure(fmt::format("there is no `{}`", name));
    return canonical(*value);
  };
  std::string flags = TRY(member("flags"));
  if (!overlays.empty()) {
    const Ladder ladder = TRY(ladder_of(document));
    std::set<std::string> killed;
    for (const Overlay& overlay : overlays) killed.merge(killed_by(ladder, overlay));
    flags = canonical(killed_flags(*document.find("flags"), ladder, killed));
  }
  return OutFile{"bundles/" + environment + "/flagd.json",
                 fmt::format("{{\"$evaluators\":{},\"flags\":{},\"metadata\":{}}}\n",
                             TRY(member("$evaluators")), flags, TRY(member("metadata")))};
}

OutFile environment_file(const model::Model& model, const Bundle& bundle,
                         std::span<const seal::Carried> carried) {
  std::map<std::string_view, const Json*> flags;
  for (const auto& [key, flag] : *bundle.document.find("flags")->members()) {
    flags.emplace(key, &flag);
  }
  std::map<std::string_view, std::string> lines;
  const auto add = [&](std::string_view key, const std::string& variable) {
    const auto served = flags.find(key);
    if (served == flags.end()) return;
    // Two flags with one variable are a finding of their own; here neither may win.
    const auto [line, fresh] = lines.try_emplace(
        variable, fmt::format("{}{}\n{}", of_flag, key, line_of(variable, *served->second)));
    if (!fresh) line->second = fmt::format("# {} is left out: two flags name it\n", variable);
  };
  for (const model::Flag& flag : model.flags) {
    if (flag.env_var) add(*flag.key, **flag.env_var);
  }
  for (const seal::Carried& one : carried) {
    if (one.environment == bundle.environment && one.env_var) add(one.key, *one.env_var);
  }
  std::string text = fmt::format("# {} ({}), {}, seq {}\n", *model.config.name,
                                 *model.config.project, bundle.environment, bundle.seq);
  for (const auto& [variable, line] : lines) text += line;
  return {fmt::format("bundles/{0}/{0}.env", bundle.environment), std::move(text)};
}

std::optional<std::string> variable_of(std::string_view environment_file, std::string_view key) {
  const std::string comment = fmt::format("\n{}{}\n", of_flag, key);
  const std::size_t found = environment_file.find(comment);
  if (found == std::string_view::npos) return std::nullopt;
  std::string_view line = environment_file.substr(found + comment.size());
  line = line.substr(0, line.find('\n'));
  if (line.starts_with("# ")) line.remove_prefix(2);  // it is left out, and says why
  const std::string_view name = line.substr(0, line.find_first_of("= "));
  return name.empty() ? std::nullopt : std::optional(std::string(name));
}

}  // namespace ensign::emit
