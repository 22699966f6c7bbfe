// From pieces to operations: partials are put in place, blocks are matched, and the HTML context
// decides about every field.
#include <algorithm>
#include <fmt/format.h>
#include <functional>

#include "base/nearest.h"
#include "emit/page/html_context.h"
#include "emit/page/template.h"
#include "emit/page/template_lexer.h"

namespace ensign::emit {
namespace {

using PieceKind = TemplatePiece::Kind;
using Sources = std::map<std::string, const TemplateSource*, std::less<>>;

std::string place_of(const TemplateSource& source, std::size_t offset) {
  const std::string_view before = source.text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') + 1;
  return fmt::format("{}:{}:{}", source.path, line, offset - line_start + 1);
}

std::vector<std::string> path_of(const std::string& name) {
  std::vector<std::string> path;
  if (name == ".") return path;
  std::size_t at = 0;
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', at)) {
    path.push_back(name.substr(at, dot - at));
    at = dot + 1;
  }
  path.push_back(name.substr(at));
  return path;
}

class Compiler {
 public:
  Compiler(const Sources& sources, std::vector<std::string>& mistakes)
      : sources_(sources), mistakes_(mistakes) {}

  CompiledTemplate compile(const TemplateSource& source) {
    result_.name = source.name;
    add_source(source);
    if (!stopped_ && !blocks_.empty()) {
      mistake(result_.places[result_.ops[blocks_.back().op].place], "this block is never closed");
    }
    if (!stopped_) {
      if (auto open = context_.unfinished()) mistake(place_of(source, source.text.size()), *open);
    }
    return std::move(result_);
  }

 private:
  struct Block {
    std::uint32_t op = 0;    // the if or each
    std::uint32_t turn = 0;  // the else; 0 when there is none
    HtmlContext start;       // where the block began
    HtmlContext first_end;   // where the first branch ended
  };

  void mistake(const std::string& place, const std::string& message) {
    mistakes_.push_back(place + ": " + message);
    stopped_ = true;
  }

  void add_source(const TemplateSource& source) {
    if (std::find(inside_.begin(), inside_.end(), &source) != inside_.end()) {
      return mistake(source.path + ":1:1", "the partial uses itself");
    }
    const bool is_partial = !inside_.empty();
    const bool cut = is_partial && source.text.ends_with('\n');
    const auto pieces = cut_template(source.text.substr(0, source.text.size() - (cut ? 1 : 0)));
    if (!pieces) return mistake(place_of(source, pieces.error().offset), pieces.error().message);
    inside_.push_back(&source);
    for (const TemplatePiece& piece : *pieces) {
      if (stopped_) break;
      add_piece(source, piece);
    }
    inside_.pop_back();
  }

  void add_piece(const TemplateSource& source, const TemplatePiece& piece) {
    switch (piece.kind) {
      case PieceKind::literal:
        return add_literal(source, piece);
      case PieceKind::field:
        return add_field(source, piece);
      case PieceKind::if_:
        return begin_block(source, piece, TemplateOp::Kind::if_);
      case PieceKind::each:
        return begin_block(source, piece, TemplateOp::Kind::each);
      case PieceKind::else_:
        return turn_block(source, piece);
      case PieceKind::end_if:
        return end_block(source, piece, TemplateOp::Kind::if_);
      case PieceKind::end_each:
        return end_block(source, piece, TemplateOp::Kind::each);
      case PieceKind::partial:
        return add_partial(source, piece);
    }
  }

  TemplateOp& add_op(TemplateOp::Kind kind, const TemplateSource& source,
                     const TemplatePiece& piece) {
    TemplateOp& op = result_.ops.emplace_back();
    op.kind = kind;
    op.place = static_cast<std::uint32_t>(result_.places.size());
    result_.places.push_back(place_of(source, piece.offset));
    return op;
  }

  void add_literal(const TemplateSource& source, const TemplatePiece& piece) {
    if (auto refused = context_.feed(piece.text)) {
      return mistake(place_of(source, piece.offset + refused->offset), refused->message);
    }
    if (!result_.ops.empty() && result_.ops.back().kind == TemplateOp::Kind::literal) {
      result_.ops.back().text += piece.text;
    } else {
      add_op(TemplateOp::Kind::literal, source, piece).text = piece.text;
    }
  }

  void add_field(const TemplateSource& source, const TemplatePiece& piece) {
    const auto place = context_.field();
    if (!place) return mistake(place_of(source, piece.offset), place.error());
    TemplateOp& op = add_op(TemplateOp::Kind::field, source, piece);
    op.escaper = place->escaper;
    op.markup = place->markup;
    op.path = path_of(piece.text);
  }

  void begin_block(const TemplateSource& source, const TemplatePiece& piece,
                   TemplateOp::Kind kind) {
    context_.block();
    blocks_.push_back({static_cast<std::uint32_t>(result_.ops.size()), 0, context_, {}});
    add_op(kind, source, piece).path = path_of(piece.text);
  }

  void turn_block(const TemplateSource& source, const TemplatePiece& piece) {
    const bool is_if = !blocks_.empty() && blocks_.back().turn == 0 &&
                       result_.ops[blocks_.back().op].kind == TemplateOp::Kind::if_;
    if (!is_if) return mistake(place_of(source, piece.offset), "`else` without an `#if`");
    context_.block();
    Block& block = blocks_.back();
    block.first_end = context_;
    context_ = block.start;
    block.turn = static_cast<std::uint32_t>(result_.ops.size());
    add_op(TemplateOp::Kind::else_, source, piece);
    result_.ops[block.op].target = block.turn + 1;
  }

  void end_block(const TemplateSource& source, const TemplatePiece& piece, TemplateOp::Kind kind) {
    if (blocks_.empty() || result_.ops[blocks_.back().op].kind != kind) {
      return mistake(place_of(source, piece.offset), kind == TemplateOp::Kind::if_
                                                         ? "`/if` closes no `#if`"
                                                         : "`/each` closes no `#each`");
    }
    const Block block = std::move(blocks_.back());
    blocks_.pop_back();
    context_.block();
    if (auto differs = context_.join(block.turn != 0 ? block.first_end : block.start)) {
      return mistake(result_.places[result_.ops[block.op].place], *differs);
    }
    const auto end = static_cast<std::uint32_t>(result_.ops.size());
    add_op(TemplateOp::Kind::end, source, piece);
    result_.ops[block.turn != 0 ? block.turn : block.op].target = end;
  }

  void add_partial(const TemplateSource& source, const TemplatePiece& piece) {
    const auto found = sources_.find("_" + piece.text + ".html");
    if (found != sources_.end()) {
      if (!piece.field.empty()) {
        add_op(TemplateOp::Kind::enter, source, piece).path = path_of(piece.field);
      }
      add_source(*found->second);
      if (!piece.field.empty()) add_op(TemplateOp::Kind::leave, source, piece);
      return;
    }
    std::vector<std::string_view> names;
    for (const auto& [name, other] : sources_) {
      if (name.starts_with("_")) names.push_back(std::string_view(name).substr(1, name.size() - 6));
    }
    const std::string_view near = nearest(piece.text, names);
    mistake(place_of(source, piece.offset),
            fmt::format("there is no partial `_{}.html`{}", piece.text,
                        near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
  }

  const Sources& sources_;
  std::vector<std::string>& mistakes_;
  std::vector<const TemplateSource*> inside_;
  std::vector<Block> blocks_;
  HtmlContext context_;
  CompiledTemplate result_;
  bool stopped_ = false;  // after the first mistake of a template the rest would be noise
};

}  // namespace

Result<TemplateSet> TemplateSet::compile(std::span<const TemplateSource> sources) {
  Sources by_name;
  for (const TemplateSource& source : sources) by_name[source.name] = &source;
  std::vector<std::string> mistakes;
  TemplateSet set;
  for (const auto& [name, source] : by_name) {
    if (name.starts_with("_")) continue;
    set.templates_[name] = Compiler(by_name, mistakes).compile(*source);
  }
  std::sort(mistakes.begin(), mistakes.end());
  mistakes.erase(std::unique(mistakes.begin(), mistakes.end()), mistakes.end());
  if (!mistakes.empty()) {
    std::string message = "the site's templates cannot be used";
    for (const std::string& mistake : mistakes) message += "\n  " + mistake;
    return failure(std::move(message), "correct the named places of the template");
  }
  return set;
}

}  // namespace ensign::emit
