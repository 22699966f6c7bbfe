// The partition of all contexts by the conditions and splits of some flags: a dimension for each
// attribute they ask for, with classes of values that nothing they ask tells apart, and one for
// each hash that users are split by. Sound for contexts whose values have their declared types
// (sample.h); `targetingKey` counts as always there.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "change/region.h"
#include "change/sample.h"
#include "model/model.h"

namespace ensign::change {

// A range of buckets, of 100,000: begin is in it, end is not.
struct Buckets {
  std::int64_t begin = 0;
  std::int64_t end = 100'000;
};

// Users by the hash of `subject:<value of by>`.
struct Hash {
  std::string subject;  // salt or key of a flag
  std::string by;

  friend bool operator==(const Hash&, const Hash&) = default;
};

struct Dimension {
  std::string attribute;     // empty for a hash
  std::optional<Hash> hash;  // absent for an attribute
  bool usable = true;        // false: too much is asked of it, or it is not declared
  bool closed = false;       // the members are all the values there are
  std::vector<Atom> atoms;
  // Values of each class; the first stands for it, null is missing.
  std::vector<std::vector<Json>> members;
  std::vector<Buckets> buckets;  // of each class of a hash

  std::size_t size() const { return hash ? buckets.size() : members.size(); }
  // The class of any value of the domain.
  std::optional<std::size_t> class_of(const Json& value) const;
};

// Whom a space is about: those who keep to the declarations, or also those who leave out what is
// required and pass values that no set lists.
enum class Callers : std::uint8_t { as_declared, careless };

// What a space must tell apart. Flags of two models can be asked about in one.
class Questions {
 public:
  explicit Questions(Callers callers = Callers::as_declared) : callers_(callers) {}

  void add(const model::Model& model, const model::Condition& condition);
  void add(const model::Model& model, const model::Flag& flag,
           const model::FlagEnvironment& environment);
  void add(const model::Model& model, Atom atom);
  void add(const model::Model& model, const model::Flag& flag, const model::Serve& serve);
  // A part of the users of a hash.
  void add(const model::Model& model, const Hash& hash, Buckets buckets);

  bool ask_about(std::string_view attribute) const { return attributes_.contains(attribute); }

 private:
  friend class Space;
  struct Attribute {
    std::optional<Domain> domain;  // absent: not declared, or not alike in two models
    std::vector<Atom> atoms;
    std::set<std::string> keys;  // of the atoms
  };
  struct Cuts {
    Hash hash;
    std::vector<std::int64_t> at;
  };

  Cuts& cuts_of(const model::Model& model, const Hash& hash);

  Callers callers_;
  std::map<std::string, Attribute, std::less<>> attributes_;
  std::vector<Cuts> hashes_;
};

class Space {
 public:
  // Moments before `earliest` are left out of `now`.
  explicit Space(const Questions& questions, std::optional<Instant> earliest = std::nullopt);

  const std::vector<Dimension>& dimensions() const { return dimensions_; }
  std::optional<std::size_t> dimension(std::string_view attribute) const;

  Region everybody() const;
  // Of what was asked about; a bug otherwise.
  Region where(const Atom& atom) const;
  Region where(const Hash& hash, Buckets buckets) const;
  Region where(const model::Model& model, const model::Condition& condition) const;

 private:
  Region only(std::size_t dimension, const Classes& allowed) const;
  Region segment_test(const model::Model& model, const model::Condition& test) const;

  std::vector<Dimension> dimensions_;
};

}  // namespace ensign::change
