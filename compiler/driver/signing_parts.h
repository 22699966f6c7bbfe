// What the parts of signing share. Internal to driver/signing*.cpp.
#pragma once

#include "driver/signing.h"

namespace ensign::driver::signing {

// Everything that has a record of its own, but files, in order of kind and name.
std::vector<model::Subject> known_subjects(const Side& side);

// What statements to propose or approve say of a subject, themselves or through a set.
std::vector<model::SetRecord> said_of(const model::Model& model, const std::string& subject);

// The file of a set: one line a record, sorted, each subject once.
std::string set_text(const std::vector<model::SetRecord>& records);

}  // namespace ensign::driver::signing
