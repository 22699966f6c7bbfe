#include "eval/coercion.h"

#include <cmath>
#include <limits>

#include "eval/number.h"

namespace ensign::eval {
namespace {

std::string_view joined(View value, Workspace& workspace, unsigned depth);

// `reduce` can nest arrays as deep as its budget lasts, so the depth is watched here, too.
std::string_view join_items(std::span<const View> items, Workspace& workspace, unsigned depth) {
  if (depth == max_depth) {
    workspace.fail("an array nests too deep to be read as text");
    return {};
  }
  if (!workspace.spend(items.size())) return {};
  auto* parts = workspace.arena().allocate<std::string_view>(items.size());
  std::size_t size = items.empty() ? 0 : items.size() - 1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    parts[i] = joined(items[i], workspace, depth + 1);
    size += parts[i].size();
  }
  if (!workspace.spend_bytes(size)) return {};
  char* text = workspace.arena().allocate<char>(size);
  char* out = text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) *out++ = ',';
    out = std::copy(parts[i].begin(), parts[i].end(), out);
  }
  return {text, size};
}

std::string_view text_at(View value, Workspace& workspace, unsigned depth) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Kind::number: {
      NumberText text;
      return workspace.arena().copy(text_of(value.as_number(), text));
    }
    case Kind::string:
      return value.as_string();
    case Kind::array:
      return join_items(value.items(), workspace, depth);
    case Kind::object:
      return "[object Object]";
  }
  return {};
}

std::string_view joined(View value, Workspace& workspace, unsigned depth) {
  return value.is_null() ? std::string_view() : text_at(value, workspace, depth);
}

bool same_text(std::string_view left, std::string_view right, Workspace& workspace) {
  if (left.size() != right.size()) return false;
  return workspace.spend(left.size() / 64) && left == right;
}

bool is_container(View value) { return value.is_array() || value.is_object(); }

}  // namespace

bool truthy(View value) {
  switch (value.kind()) {
    case Kind::null:
      return false;
    case Kind::boolean:
      return value.as_boolean();
    case Kind::number:
      return value.as_number() != 0 && !std::isnan(value.as_number());
    case Kind::string:
      return !value.as_string().empty();
    case Kind::array:
      return !value.items().empty();
    case Kind::object:
      return true;
  }
  return false;
}

double to_number(View value, Workspace& workspace) {
  switch (value.kind()) {
    case Kind::null:
      return 0;
    case Kind::boolean:
      return value.as_boolean() ? 1 : 0;
    case Kind::number:
      return value.as_number();
    case Kind::string:
    case Kind::array: {
      const std::string_view text = to_text(value, workspace);
      workspace.spend_bytes(text.size());
      return number_of(text);
    }
    case Kind::object:
      break;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

double to_leading_number(View value, Workspace& workspace) {
  if (value.is_number()) return value.as_number();
  const std::string_view text = to_text(value, workspace);
  workspace.spend_bytes(text.size());
  return leading_number_of(text);
}

std::string_view to_text(View value, Workspace& workspace) { return text_at(value, workspace, 0); }

std::string_view to_joined_text(View value, Workspace& workspace) {
  return joined(value, workspace, 0);
}

bool strictly_equal(View left, View right, Workspace& workspace) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return left.as_boolean() == right.as_boolean();
    case Kind::number:
      return left.as_number() == right.as_number();
    case Kind::string:
      return same_text(left.as_string(), right.as_string(), workspace);
    case Kind::array:
    case Kind::object:
      return left.same_container(right);
  }
  return false;
}

bool loosely_equal(View left, View right, Workspace& workspace) {
  if (left.kind() == right.kind()) return strictly_equal(left, right, workspace);
  if (left.is_null() || right.is_null()) return false;
  if (is_container(left) && is_container(right)) return false;
  const bool as_text =
      (is_container(left) && right.is_string()) || (left.is_string() && is_container(right));
  if (as_text) return same_text(to_text(left, workspace), to_text(right, workspace), workspace);
  return to_number(left, workspace) == to_number(right, workspace);
}

std::partial_ordering compare(View left, View right, Workspace& workspace) {
  const bool left_is_text = left.is_string() || is_container(left);
  const bool right_is_text = right.is_string() || is_container(right);
  if (!left_is_text || !right_is_text) {
    return to_number(left, workspace) <=> to_number(right, workspace);
  }
  const std::string_view left_text = to_text(left, workspace);
  const std::string_view right_text = to_text(right, workspace);
  if (!workspace.spend(std::min(left_text.size(), right_text.size()) / 64)) {
    return std::partial_ordering::unordered;
  }
  return left_text <=> right_text;
}

}  // namespace ensign::eval
