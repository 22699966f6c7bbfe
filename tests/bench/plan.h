// What the repository of the benchmark holds, and how its things are called. Flags come in blocks
// of 40; a block is an area with its stage plan, group, segments, playbooks, release and notes, so
// that everything grows with the number of flags.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "random.h"

namespace ensign::bench {

inline constexpr std::size_t block_size = 40;

struct File {
  std::string path;
  std::string text;
};

// The kinds of flags in a block, by the place in it.
enum class Slot : unsigned char { planned, experiment, kill_switch, config, permission, plain };
Slot slot_of(std::size_t flag);

struct Plan {
  std::size_t flags = 0;

  std::size_t blocks() const { return (flags + block_size - 1) / block_size; }
  std::size_t people() const { return 5 + flags / 50; }
  std::size_t teams() const { return 3 + flags / 100; }
  // The flags of one kind in a block.
  std::vector<std::size_t> members(std::size_t block, Slot slot) const;
  // Does the block have the flags that use its segments?
  bool has_segments(std::size_t block) const { return block * block_size + 24 < flags; }
};

std::string area_name(std::size_t block);
std::string flag_key(std::size_t flag);
std::string segment_name(std::size_t block, std::size_t which);  // 0 or 1
std::string plan_id(std::size_t block);
std::string person_id(std::size_t person);
std::string team_id(std::size_t team);
std::string team_of(const Plan& plan, std::size_t block);
std::string milestone(std::size_t block);  // v1.BLOCK
std::string version(std::size_t block);    // 1.BLOCK.0
std::string playbook_path(std::size_t block);
std::string incident_playbook_path(std::size_t block);
std::string evidence_id(std::size_t block);

// A few words, and a sentence of about that many words.
std::string phrase(Random& random);
std::string sentence(Random& random, std::size_t words);
std::string paragraph(Random& random, std::size_t sentences);

// `edition` 1 has another description: what the commit that touches everything changes.
File flag_file(const Plan& plan, std::size_t flag, int edition);

// ensign.yaml, trust/, and the single files below flags/ and releases/.
std::vector<File> common_files(const Plan& plan);

// All files of a block but its flags.
std::vector<File> block_files(const Plan& plan, std::size_t block);

}  // namespace ensign::bench
