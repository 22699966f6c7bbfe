// One page: the operations of a template over its data.
#include <algorithm>
#include <fmt/format.h>

#include "base/nearest.h"
#include "emit/page/template.h"

namespace ensign::emit {

class TemplateRun {
 public:
  TemplateRun(const CompiledTemplate& compiled, const Value& data) : compiled_(compiled) {
    scopes_.push_back(&data);
  }

  Result<Html> html() {
    TRY(run(0, compiled_.ops.size(), true));
    return Html(std::move(out_));
  }

 private:
  using Op = TemplateOp;

  std::unexpected<Failure> mistake(const Op& op, const std::string& message) const {
    return failure(compiled_.places[op.place] + ": " + message, "correct the template");
  }

  static std::string spelled(const Op& op) {
    std::string name;
    for (const std::string& part : op.path) name += (name.empty() ? "" : ".") + part;
    return name.empty() ? "." : name;
  }

  std::unexpected<Failure> unknown(const Op& op, const std::string& part,
                                   const std::vector<std::string_view>& names) const {
    const std::string_view near = nearest(part, names);
    return mistake(op, fmt::format("there is no field `{}` here{}", spelled(op),
                                   near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
  }

  Result<const Value*> find(const Op& op) const {
    if (op.path.empty()) return scopes_.back();
    std::vector<std::string_view> names;
    const Value* found = nullptr;
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend() && found == nullptr; ++scope) {
      found = (*scope)->find(op.path.front());
    }
    if (found == nullptr) {
      for (const Value* scope : scopes_) collect(*scope, names);
      return unknown(op, op.path.front(), names);
    }
    for (std::size_t i = 1; i < op.path.size(); ++i) {
      const Value* next = found->find(op.path[i]);
      if (next == nullptr) {
        collect(*found, names);
        return unknown(op, op.path[i], names);
      }
      found = next;
    }
    return found;
  }

  static void collect(const Value& value, std::vector<std::string_view>& names) {
    if (const Value::Map* map = value.fields()) {
      for (const Value::Field& field : *map) names.push_back(field.first);
    }
  }

  // `writing` is false on a way that is not taken: names are still held against the data.
  Result<void> run(std::size_t at, std::size_t end, bool writing) {
    while (at < end) {
      const Op& op = compiled_.ops[at];
      switch (op.kind) {
        case Op::Kind::literal:
          if (writing) out_ += op.text;
          break;
        case Op::Kind::field:
          TRY(put(op, writing));
          break;
        case Op::Kind::if_: {
          const Value* value = TRY(find(op));
          at = TRY(branch(at, value->truth(), writing));
          break;
        }
        case Op::Kind::each: {
          const Value* value = TRY(find(op));
          if (value->list() == nullptr)
            return mistake(op, fmt::format("`{}` is no list", spelled(op)));
          TRY(repeat(at, *value->list(), writing));
          at = op.target;
          break;
        }
        case Op::Kind::enter:
          scopes_.push_back(TRY(find(op)));
          break;
        case Op::Kind::leave:
          scopes_.pop_back();
          break;
        case Op::Kind::else_:
        case Op::Kind::end:
          break;
      }
      ++at;
    }
    return {};
  }

  // Runs both ways of an if; returns the operation that ends it.
  Result<std::size_t> branch(std::size_t at, bool taken, bool writing) {
    const Op& op = compiled_.ops[at];
    const Op& last = compiled_.ops[op.target == 0 ? 0 : op.target - 1];
    const bool has_else = last.kind == Op::Kind::else_ && op.target >= 1;
    const std::size_t first_end = has_else ? op.target - 1 : op.target;
    const std::size_t end = has_else ? last.target : op.target;
    TRY(run(at + 1, first_end, writing && taken));
    if (has_else) TRY(run(op.target, end, writing && !taken));
    return end;
  }

  Result<void> repeat(std::size_t at, const Value::List& items, bool writing) {
    const std::size_t end = compiled_.ops[at].target;
    for (const Value& item : items) {
      scopes_.push_back(&item);
      TRY(run(at + 1, end, writing));
      scopes_.pop_back();
      if (!writing) break;
    }
    return {};
  }

  Result<void> put(const Op& op, bool writing) {
    const Value* value = TRY(find(op));
    if (value->list() || value->fields() || value->boolean()) {
      return mistake(op, fmt::format("`{}` is neither text nor markup", spelled(op)));
    }
    if (value->html() && !op.markup) {
      return mistake(op,
                     fmt::format("`{}` is markup and can stand only between tags", spelled(op)));
    }
    if (!writing) return {};
    if (value->html())
      out_ += value->html()->markup();
    else
      append_escaped(out_, *value->text(), op.escaper);
    return {};
  }

  const CompiledTemplate& compiled_;
  std::vector<const Value*> scopes_;
  std::string out_;
};

Result<Html> TemplateSet::render(std::string_view name, const Value& data) const {
  const auto found = templates_.find(name);
  if (found == templates_.end()) return failure(fmt::format("there is no template `{}`", name));
  return TemplateRun(found->second, data).html();
}

}  // namespace ensign::emit
