// Documents that live elsewhere, named by title and link. Nothing follows the link.
#pragma once

#include <string>

#include "base/span.h"

namespace ensign::model {

struct LinkedDocument {
  Spanned<std::string> title;
  Spanned<std::string> link;  // an address, or a path of the repository
};

}  // namespace ensign::model
