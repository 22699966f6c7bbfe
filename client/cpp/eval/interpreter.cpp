#include "eval/interpreter.h"

namespace ensign::eval {
namespace {

const View* descend(const View& from, std::span<const Segment> path) {
  const View* value = &from;
  for (const Segment& segment : path) {
    if (value->is_object()) {
      value = value->find(segment.name);
      if (value == nullptr) return nullptr;
    } else if (value->is_array() && segment.index < value->items().size()) {
      value = &value->items()[segment.index];
    } else {
      return nullptr;
    }
  }
  return value;
}

}  // namespace

View Interpreter::child(const Expression& parent, std::uint32_t index, const Scope& scope) {
  if (index >= parent.count) return {};
  return evaluate(child_expression(parent, index), scope);
}

std::span<const View> Interpreter::children(const Expression& parent, const Scope& scope) {
  View* values = arena().allocate<View>(parent.count);
  for (std::uint32_t i = 0; i < parent.count; ++i) values[i] = child(parent, i, scope);
  return {values, parent.count};
}

View Interpreter::variable(const Expression& expression, const Scope& scope) {
  const Path& path = program_.paths[expression.data];
  const View* found =
      descend(scope.data, std::span(program_.segments).subspan(path.first, path.count));
  return found != nullptr ? *found : child(expression, 0, scope);
}

View Interpreter::injected_variable(const Expression& expression, const Scope& scope) {
  if (!scope.outermost || !frame_.injects) return variable(expression, scope);
  const View* found = injected(program_.paths[expression.data].injected);
  return found != nullptr ? *found : child(expression, 0, scope);
}

View Interpreter::computed_variable(const Expression& expression, const Scope& scope) {
  const View path = child(expression, 0, scope);
  const std::string_view text = path.is_null() ? "" : to_text(path, workspace_);
  const View* found = look_up(text, scope);
  return found != nullptr ? *found : child(expression, 1, scope);
}

const View* Interpreter::look_up(std::string_view path, const Scope& scope) {
  if (!workspace_.spend_bytes(path.size())) return nullptr;
  if (scope.outermost && frame_.injects) {
    if (const Injected what = injected_by(path); what != Injected::none) return injected(what);
  }
  const View* value = &scope.data;
  for (bool more = !path.empty(); more && value != nullptr;) {
    const std::size_t dot = path.find('.');
    const Segment segment{path.substr(0, dot), index_of_segment(path.substr(0, dot))};
    value = descend(*value, std::span(&segment, 1));
    more = dot != std::string_view::npos;
    if (more) path = path.substr(dot + 1);
  }
  return value;
}

const View* Interpreter::injected(Injected what) {
  View* value = arena().allocate<View>(1);
  switch (what) {
    case Injected::flag_key:
      *value = View::string(frame_.flag_key);
      break;
    case Injected::timestamp:
      *value = View::number(static_cast<double>(frame_.settings.timestamp));
      break;
    case Injected::all: {
      Member* members = allocate_members(arena(), 2);
      members[0] = {"flagKey", *injected(Injected::flag_key)};
      members[1] = {"timestamp", *injected(Injected::timestamp)};
      *value = View::object(members, 2);
      break;
    }
    case Injected::whole_scope:
      *value = with_flagd(frame_.context);
      break;
    case Injected::none:
    case Injected::unknown:
      return nullptr;
  }
  return value;
}

// The outermost scope as rules see it: the context, its own "$flagd" (if any) replaced.
View Interpreter::with_flagd(View context) {
  if (!context.is_object()) return context;
  const std::span<const Member> given = context.members();
  if (!workspace_.spend(given.size() + 1)) return {};
  Member* members = allocate_members(arena(), given.size() + 1);
  std::size_t count = 0;
  for (const Member& member : given) {
    if (member.key != "$flagd") members[count++] = member;
  }
  members[count++] = {"$flagd", *injected(Injected::all)};
  if (!index_members(members, count)) return {};
  return View::object(members, count);
}

View Interpreter::evaluate_branching(const Expression& expression, const Scope& scope,
                                     std::optional<std::uint32_t>& branch) {
  if (expression.op != Op::if_chain) return evaluate(expression, scope);
  return evaluate_if(*this, expression, scope, branch);
}

View Interpreter::evaluate(const Expression& expression, const Scope& scope) {
  if (!workspace_.spend(1)) return {};
  switch (expression.op) {
    case Op::constant:
      return program_.constants[expression.data];
    case Op::array: {
      const std::span<const View> items = children(expression, scope);
      return View::array(items.data(), items.size());
    }
    case Op::variable:
      return variable(expression, scope);
    case Op::injected_variable:
      return injected_variable(expression, scope);
    case Op::computed_variable:
      return computed_variable(expression, scope);
    case Op::missing:
    case Op::missing_some:
      return evaluate_missing(*this, expression, scope);
    case Op::if_chain: {
      std::optional<std::uint32_t> branch;
      return evaluate_if(*this, expression, scope, branch);
    }
    case Op::either:
    case Op::both:
      return evaluate_and_or(*this, expression, scope);
    case Op::negation:
    case Op::truth:
      return evaluate_truth(*this, expression, scope);
    case Op::equal:
    case Op::not_equal:
    case Op::identical:
    case Op::not_identical:
      return evaluate_equality(*this, expression, scope);
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return evaluate_order(*this, expression, scope);
    case Op::maximum:
    case Op::minimum:
      return evaluate_extreme(*this, expression, scope);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::remainder:
      return evaluate_arithmetic(*this, expression, scope);
    case Op::map:
    case Op::reduce:
    case Op::filter:
    case Op::all:
    case Op::none:
    case Op::some:
    case Op::merge:
      return evaluate_array(*this, expression, scope);
    case Op::in:
      return evaluate_in(*this, expression, scope);
    case Op::cat:
    case Op::substr:
    case Op::starts_with:
    case Op::ends_with:
      return evaluate_text(*this, expression, scope);
    case Op::split:
      return evaluate_split(*this, expression, scope);
    case Op::fractional:
      return evaluate_fractional(*this, expression, scope);
    case Op::sem_ver:
      return evaluate_sem_ver(*this, expression, scope);
  }
  return {};
}

}  // namespace ensign::eval
