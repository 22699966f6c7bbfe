// Included before every scanner of a grammar. The runtime offers 1,024 bytes for the state of a
// scanner, and some scanners check only for the beginning of what they append: tree-sitter-bash
// writes up to 4 bytes too many, tree-sitter-yaml 2. They see a smaller limit and stay inside.
#pragma once

#include "tree_sitter/parser.h"

#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 1000
