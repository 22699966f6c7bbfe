#include "emit/site/search_index.h"

#include <fmt/format.h>
#include <unordered_map>

#include "emit/site/flag_facets.h"
#include "emit/site/search_words.h"

namespace ensign::emit::pages {
namespace {

constexpr std::size_t most_shard_bytes = 60'000;

Json flag_record(const Facts& facts, Id<model::Flag> id) {
  const model::Flag& flag = facts.model.at(id);
  Json states = Json::object();
  for (const model::Environment& environment : facts.model.config.environments) {
    const State state = flag_state(flag, flag.environment(*environment.name));
    states.set(*environment.name,
               Json::object({{"state", state_name(state)}, {"words", state.word}}));
  }
  Json record = Json::object({{"key", *flag.key},
                              {"title", flag.title},
                              {"page", facts.path(flag)},
                              {"type", model::spelling(*flag.type)},
                              {"risk", model::spelling(*flag.risk)},
                              {"stage", stage_words(stage_of(facts, id))},
                              {"end", end_word(flag, facts.today)}});
  if (flag.expires) record.set("expires", to_string(**flag.expires));
  if (!facts.open) record.set("owner", *flag.owner.name);
  if (!facts.open) record.set("area", *flag.area);
  record.set("states", std::move(states));
  return record;
}

}  // namespace

Json flags_index(const Facts& facts) {
  Json::Array flags;
  for (std::size_t i = 0; i < facts.model.flags.size(); ++i) {
    flags.push_back(flag_record(facts, id_at<model::Flag>(i)));
  }
  Json::Array environments;
  for (const auto& environment : facts.model.config.environments) {
    environments.push_back(Json::object(
        {{"name", *environment.name}, {"title", title_or(environment.title, *environment.name)}}));
  }
  return Json::object({{"version", 1},
                       {"as_of", to_string(facts.model.as_of)},
                       {"commit", facts.model.origin.commit},
                       {"environments", std::move(environments)},
                       {"flags", std::move(flags)}});
}

std::string as_script(std::string_view name, std::string_view bytes) {
  std::string script = fmt::format("ensign('{}',JSON.parse('", name);
  for (const char c : bytes) {
    if (c == '\\' || c == '\'') script += '\\';
    script += c;
  }
  return script + "'))\n";
}

OutFiles index_files(const Facts& facts, const std::vector<Indexed>& pages) {
  OutFiles files;
  std::string flags = canonical(flags_index(facts));
  files.push_back({"index/flags.js", as_script("flags", flags)});
  files.push_back({"index/flags.json", std::move(flags) + "\n"});

  std::unordered_map<std::string_view, std::uint32_t> flag_numbers;
  std::vector<std::string> flag_paths;
  flag_paths.reserve(facts.model.flags.size());
  for (const auto& flag : facts.model.flags) {
    const auto number = static_cast<std::uint32_t>(flag_paths.size());
    flag_numbers[flag_paths.emplace_back(facts.path(flag))] = number;
  }
  std::vector<const Indexed*> documents(flag_paths.size(), nullptr);
  Json::Array others;
  for (const Indexed& page : pages) {
    const auto flag = flag_numbers.find(page.path);
    if (flag != flag_numbers.end()) {
      documents[flag->second] = &page;
    } else {
      documents.push_back(&page);
      others.push_back(Json::array({page.title, page.kind, page.path}));
    }
  }
  SearchWords words;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    if (documents[i] != nullptr) words.add(i, documents[i]->text);
  }
  Json::Array names;
  for (auto& [name, bytes] : words.shards(documents.size(), most_shard_bytes)) {
    files.push_back({fmt::format("index/words-{}.js", name), as_script("words-" + name, bytes)});
    names.push_back(name);
  }
  const Json listed =
      Json::object({{"version", 1}, {"pages", std::move(others)}, {"words", std::move(names)}});
  files.push_back({"index/pages.js", as_script("pages", canonical(listed))});
  return files;
}

}  // namespace ensign::emit::pages
