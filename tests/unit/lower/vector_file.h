#pragma once
// One file of tests/lowering/v1, whose form docs/lowering.md describes.

#include <doctest/doctest.h>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "base/json.h"
#include "conformance.h"
#include "eval/value.h"

namespace ensign::test {

inline std::set<std::filesystem::path> vector_files() {
  std::set<std::filesystem::path> files;
  const auto folder = source_tree() / "tests/lowering/v1";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.insert(entry.path());
  }
  return files;
}

inline eval::View at(eval::View object, std::string_view name) {
  const eval::View* found = object.find(name);
  return found == nullptr ? eval::View() : *found;
}

inline Json json_of(eval::View value) {
  switch (value.kind()) {
    case eval::Kind::null:
      return {};
    case eval::Kind::boolean:
      return value.as_boolean();
    case eval::Kind::number:
      return value.as_number();
    case eval::Kind::string:
      return value.as_string();
    case eval::Kind::array: {
      Json array = Json::array();
      for (const eval::View& item : value.items()) array.push(json_of(item));
      return array;
    }
    case eval::Kind::object:
      break;
  }
  Json object = Json::object();
  for (const eval::Member& member : value.members()) {
    object.set(std::string(member.key), json_of(member.value));
  }
  return object;
}

inline std::string lines_of(eval::View lines) {
  std::string text;
  for (const eval::View& line : lines.items()) text += std::string(line.as_string()) + "\n";
  return text;
}

inline std::string key_of(eval::View vector) {
  const std::string first(at(vector, "yaml").items()[0].as_string());
  return first.substr(std::string_view("key: ").size());
}

// The files of the vector, by path.
inline std::map<std::string, std::string> files_of(eval::View vector) {
  std::map<std::string, std::string> files;
  files["flags/" + key_of(vector) + ".yaml"] = lines_of(at(vector, "yaml"));
  for (const eval::Member& segment : at(vector, "segments").members()) {
    files["flags/segments/" + std::string(segment.key) + ".yaml"] = lines_of(segment.value);
  }
  if (const eval::View* others = vector.find("files")) {
    for (const eval::Member& file : others->members()) {
      files[std::string(file.key)] = lines_of(file.value);
    }
  }
  return files;
}

}  // namespace ensign::test
