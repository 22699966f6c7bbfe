#include "emit/page/prose.h"

namespace ensign::emit {

using syntax::Markdown;

namespace {

Markdown node_of(Markdown::Kind kind, std::string_view literal = {}) {
  Markdown node;
  node.kind = kind;
  node.literal = literal;
  return node;
}

Markdown holding(Markdown::Kind kind, std::vector<Markdown> children) {
  Markdown node = node_of(kind);
  node.children = std::move(children);
  return node;
}

}  // namespace

Words& Words::text(std::string_view text) {
  if (!text.empty()) nodes_.push_back(node_of(Markdown::Kind::text, text));
  return *this;
}

Words& Words::code(std::string_view code) {
  nodes_.push_back(node_of(Markdown::Kind::code, code));
  return *this;
}

Words& Words::link(std::string_view text, std::string_view url) {
  Markdown link = holding(Markdown::Kind::link, {node_of(Markdown::Kind::text, text)});
  link.url = url;
  nodes_.push_back(std::move(link));
  return *this;
}

Words& Words::add(const Words& more) {
  nodes_.insert(nodes_.end(), more.nodes_.begin(), more.nodes_.end());
  return *this;
}

Words& Words::add(const Markdown& node) {
  nodes_.push_back(node);
  return *this;
}

std::string Words::plain() const {
  std::string out;
  for (const Markdown& node : nodes_) {
    if (node.children.empty()) {
      out += node.literal;
    } else {
      for (const Markdown& child : node.children) out += child.literal;
    }
  }
  return out;
}

Markdown Words::paragraph() const { return holding(Markdown::Kind::paragraph, nodes_); }

Markdown Words::heading(int level) const {
  Markdown node = holding(Markdown::Kind::heading, nodes_);
  node.level = level;
  return node;
}

Words marked(std::string_view text) {
  Words words;
  while (true) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos) return words.text(text);
    words.text(text.substr(0, open));
    words.code(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

Words joined(const std::vector<Words>& parts, std::string_view last_word) {
  Words all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0)
      all.text(i + 1 == parts.size() ? " " + std::string(last_word) + " " : std::string(", "));
    all.add(parts[i]);
  }
  return all;
}

Markdown bullet_list(const std::vector<Words>& items) {
  Markdown list = node_of(Markdown::Kind::list);
  list.tight = true;
  for (const Words& item : items) {
    list.children.push_back(holding(Markdown::Kind::item, {item.paragraph()}));
  }
  return list;
}

}  // namespace ensign::emit
