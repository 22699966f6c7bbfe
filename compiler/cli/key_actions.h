// The actions of `ensign key` about keys of people. Private to key*.cpp.
#pragma once

#include "cli/options.h"
#include "cli/terminal.h"

namespace ensign::cli {

int import_keys(const Options& options, Terminal& terminal);
int export_keys(const Options& options, Terminal& terminal);
int list_keys(const Options& options, Terminal& terminal);

}  // namespace ensign::cli
