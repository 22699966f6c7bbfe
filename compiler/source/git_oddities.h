// What a clone has that makes Git itself show something else than what is stored. None of it has a
// say here; but who compares with what Git shows should know why the two differ.
#pragma once

#include <string>
#include <vector>

namespace ensign::source {

// One sentence each; nothing for a folder without a repository, or one that cannot be opened.
std::vector<std::string> git_oddities(const std::string& path);

// What is read from outside the folder, which is usual and told to who asks: the same form.
std::vector<std::string> git_borrowings(const std::string& path);

}  // namespace ensign::source
