// What a name may look like, and what to say about one that nobody knows.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ensign::model {

// `[A-Za-z0-9][A-Za-z0-9._-]{0,99}`
bool is_id(std::string_view text);

// `[a-z0-9-]{1,100}`: an id of trust/people.yaml.
bool is_person_id(std::string_view text);

inline constexpr std::string_view id_shape =
    "letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 100";

// Names that programs, file systems or web servers keep for themselves: `index`, `__proto__`,
// `constructor`, `prototype`, and the device names of Windows (also before a dot), in any case.
bool is_reserved(std::string_view key);

// Two keys with the same fold are too alike: lower case, with `.`, `_` and `-` as one.
std::string key_fold(std::string_view key);

// Suggestions cost time for every known name, so there is an end to them: so many names of a
// mapping are compared, and so many unknown names of a kind get one.
inline constexpr std::size_t most_suggested = 50;

// "did you mean `x` or `y`?"; else the known names when they are few; else `otherwise`.
std::string suggestion(std::string_view written, std::span<const std::string_view> known,
                       std::string_view otherwise = {});

// `a`, `b` and `c`, in the order given; `joint` stands before the last.
std::string listed(std::span<const std::string_view> names, std::string_view joint);

}  // namespace ensign::model
