// The disk as publish sees it: whole files in, whole folders out.
#pragma once

#include <string>

#include "base/result.h"
#include "emit/file.h"

namespace ensign::publish {

// At most 512 MiB of a file or a pipe, and nothing of a device.
Result<std::string> read_file(const std::string& path);

// Makes `folder` hold exactly `files`. The new contents are built beside it and take its place in
// one step, so whoever looks, and whenever we are killed, sees the old output or the new one,
// whole. With `link_unchanged`, files that did not change keep their inode and their times. Refuses
// a folder that holds anything no build made. A build that was killed leaves at most a hidden
// folder beside the output, which the next build removes.
Result<void> write_output(const std::string& folder, const emit::OutFiles& files,
                          bool link_unchanged, unsigned threads = 1);

// Writes one new file with these permissions; fails when it exists already.
Result<void> write_new_file(const std::string& path, const std::string& bytes, unsigned mode);

}  // namespace ensign::publish
