// What the commands that sign share. Internal to this room.
#pragma once

#include "cli/commands.h"
#include "driver/signing.h"

namespace ensign::cli {

driver::signing::Request request_of(const Options& options, Terminal& terminal,
                                    model::Action usual);

// Prints what is wrong with the question; the exit code of a wrong word.
int mistake(const Failure& failure, Terminal& terminal);

// Signs the draft, writes its files, and says so.
int sign_and_write(const Options& options, Terminal& terminal, const driver::signing::Sides& sides,
                   const driver::signing::Draft& draft);

}  // namespace ensign::cli
