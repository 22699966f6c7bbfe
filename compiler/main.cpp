#include "cli/commands.h"

int main(int argc, char** argv) { return ensign::cli::run(argc, argv); }
