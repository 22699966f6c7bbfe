#include "emit/interop/kubernetes.h"

#include "emit/page/links.h"
#include "lower/lower.h"

namespace ensign::emit {
namespace {

constexpr std::size_t longest_name = 253;  // RFC 1123 subdomain

// Lower-case letters, digits and `-`, beginning and ending with one of the first two.
std::string resource_name(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain || !out.empty()) out += plain ? lower : '-';
  }
  if (out.size() > longest_name) out.resize(longest_name);
  while (out.ends_with('-')) out.pop_back();
  return out.empty() ? "flags" : out;
}

}  // namespace

OutFiles kubernetes(const model::Model& model) {
  OutFiles files;
  for (std::uint32_t i = 0; i < model.config.environments.size(); ++i) {
    const std::string& environment = *model.config.environments[i].name;
    const Json resource = Json::object(
        {{"apiVersion", "core.openfeature.dev/v1beta1"},
         {"kind", "FeatureFlag"},
         {"metadata",
          Json::object({{"name", resource_name(*model.config.name + "-" + environment)},
                        {"labels", Json::object({{"app.kubernetes.io/managed-by", "ensign"}})}})},
         {"spec", Json::object({{"flagSpec", lower::lower_environment(model, i)}})}});
    files.push_back({"interop/kubernetes/" + file_name(environment) + ".json", pretty(resource)});
  }
  return files;
}

}  // namespace ensign::emit
