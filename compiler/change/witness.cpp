#include "change/witness.h"

#include <algorithm>

#include "eval/murmur.h"

namespace ensign::change {
namespace {

constexpr std::size_t most_attempts = 20'000;

bool is_in(const Hash& hash, const Classes& allowed, const Dimension& dimension,
           const std::string& value) {
  const std::int64_t bucket =
      eval::bucket_of(eval::murmur3_32(hash.subject + ":" + value), 100'000);
  for (std::size_t i = 0; i < dimension.buckets.size(); ++i) {
    const Buckets& range = dimension.buckets[i];
    if (bucket >= range.begin && bucket < range.end) return allowed[i];
  }
  return false;
}

void put(Json& object, std::string_view path, const Json& value) {
  const std::size_t dot = path.find('.');
  if (dot == path.npos) return object.set(std::string(path), value);
  const std::string name(path.substr(0, dot));
  for (Json::Member& member : *object.members()) {
    if (member.first == name) return put(member.second, path.substr(dot + 1), value);
  }
  Json inner = Json::object();
  put(inner, path.substr(dot + 1), value);
  object.set(name, std::move(inner));
}

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

class Search {
 public:
  Search(const Space& space, const Cube& cube) : dimensions_(space.dimensions()), cube_(cube) {}

  std::optional<Witness> run() const {
    Witness found{Json::object(), std::nullopt, {}};
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      if (dimensions_[i].hash) continue;
      const auto value = choose(i);
      if (!value) return std::nullopt;
      tell(found, i, *value);
    }
    return found;
  }

 private:
  bool is_limited(std::size_t i) const { return cube_[i].count() < dimensions_[i].size(); }

  void tell(Witness& found, std::size_t i, const Json& value) const {
    const std::string& name = dimensions_[i].attribute;
    const bool counts = is_limited(i) || !limited_hashes(name).empty();
    if (name == "now") {
      if (counts) found.now = Instant{*value.integer()};
      return;
    }
    if (!value.is_null()) put(found.context, name, value);
    if (counts) found.told.emplace_back(name, value);
  }

  std::vector<std::size_t> limited_hashes(std::string_view by) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      if (dimensions_[i].hash && dimensions_[i].hash->by == by && is_limited(i)) found.push_back(i);
    }
    return found;
  }

  // A value of an allowed class; missing where that will do, so that the example is short.
  std::optional<Json> choose(std::size_t i) const {
    const Dimension& own = dimensions_[i];
    const auto hashes = limited_hashes(own.attribute);
    if (!hashes.empty()) {
      for (std::size_t c = 0; c < own.members.size(); ++c) {
        if (!cube_[i][c]) continue;
        if (auto value = hashed(own, c, hashes)) return value;
      }
    }
    // Who has no value is in no bucket, so the hashes do not matter.
    if (may_be_missing(i)) return Json();
    if (!hashes.empty()) return std::nullopt;
    std::size_t c = 0;
    while (!cube_[i][c]) ++c;
    return own.members[c].front();
  }

  bool may_be_missing(std::size_t i) const {
    const auto& members = dimensions_[i].members;
    for (std::size_t c = 0; c < members.size(); ++c) {
      const bool is_allowed = cube_[i][c];
      if (is_allowed && std::ranges::find(members[c], Json()) != members[c].end()) return true;
    }
    return false;
  }

  bool fits(const std::string& value, const std::vector<std::size_t>& hashes) const {
    return std::ranges::all_of(hashes, [&](std::size_t i) {
      return is_in(*dimensions_[i].hash, cube_[i], dimensions_[i], value);
    });
  }

  // Texts of the class until one falls into the right buckets: those of the sample, and then the
  // first of them with numbers inside, at a place where that leaves it in its class.
  std::optional<Json> hashed(const Dimension& own, std::size_t index,
                             const std::vector<std::size_t>& hashes) const {
    for (const Json& member : own.members[index]) {
      const std::string* text = member.string();
      if (text != nullptr && !text->empty() && fits(*text, hashes)) return member;
    }
    const std::string* model = own.members[index].front().string();
    if (model == nullptr || own.closed) return std::nullopt;
    for (std::size_t at = model->size() + 1; at-- > 0;) {
      if (at < model->size() && !starts_character((*model)[at])) continue;
      if (own.class_of(numbered(*model, at, 0)) != index) continue;
      for (std::size_t number = 0; number < most_attempts; ++number) {
        std::string text = numbered(*model, at, number);
        if (fits(text, hashes) && own.class_of(text) == index) return text;
      }
    }
    return std::nullopt;
  }

  static std::string numbered(const std::string& text, std::size_t at, std::size_t number) {
    return text.substr(0, at) + std::to_string(number) + text.substr(at);
  }

  const std::vector<Dimension>& dimensions_;
  const Cube& cube_;
};

}  // namespace

std::optional<Witness> witness(const Space& space, const Region& region) {
  for (const Cube& cube : region.cubes()) {
    if (auto found = Search(space, cube).run()) return found;
  }
  return std::nullopt;
}

}  // namespace ensign::change
