// The statements and sets that a proof brings, put into a model, where trust looks for them.
#pragma once

#include "emit/bundle/proof.h"
#include "model/model.h"

namespace ensign::emit {

// What is no statement, or no set, or of another project is left out. Nothing is verified.
void add_statements(const Proof& proof, model::Model& model);

}  // namespace ensign::emit
