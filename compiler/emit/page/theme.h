// The look of site and notes: the templates and files that come with the binary, each replaced by
// the file of the same name in the repository's own site-templates/.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "emit/file.h"
#include "emit/page/template.h"

namespace ensign::emit {

class Theme {
 public:
  // `overrides` are files of site-templates/, by name or path. Partials (`_name.html`) may be new;
  // another file that replaces nothing is a Failure, since it would silently do nothing.
  // `README.md` and names that begin with a dot are passed over.
  static Result<Theme> load(std::span<const OutFile> overrides);

  Result<Html> render(std::string_view name, const Value& data) const {
    return templates_.render(name, data);
  }

  // The files that are copied as they are: style.css, favicon.svg.
  const OutFiles& assets() const { return assets_; }

 private:
  TemplateSet templates_;
  OutFiles assets_;
};

}  // namespace ensign::emit
