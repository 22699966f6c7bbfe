#include "emit/page/markdown_html.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "emit/page/code_html.h"
#include "emit/page/escape.h"

namespace ensign::emit {

using syntax::Markdown;

// One text. The stack is as deep as the tree, which ends at 64 levels.
class MarkdownHtml {
 public:
  MarkdownHtml(const Markdown& root, const MarkdownPlace& place) : place_(place) {
    find_top_level(root);
  }

  Html block(const Markdown& node) {
    write(node);
    return Html(std::move(out_));
  }

  Html inside(const Markdown& node) {
    write_children(node);
    return Html(std::move(out_));
  }

 private:
  using Kind = Markdown::Kind;

  void find_top_level(const Markdown& node) {
    if (node.kind == Kind::heading) top_level_ = std::min(top_level_, node.level);
    for (const Markdown& child : node.children) find_top_level(child);
  }

  void write_children(const Markdown& node) {
    for (const Markdown& child : node.children) write(child);
  }

  void wrap(std::string_view tag, const Markdown& node, std::string_view after = "") {
    out_ += fmt::format("<{}>", tag);
    write_children(node);
    out_ += fmt::format("</{}>{}", tag, after);
  }

  void write(const Markdown& node) {
    switch (node.kind) {
      case Kind::document:
        return write_children(node);
      case Kind::heading:
        return heading(node);
      case Kind::paragraph:
        return wrap("p", node, "\n");
      case Kind::list:
        return list(node);
      case Kind::item:
        return item(node, true);
      case Kind::quote:
        return wrap("blockquote", node, "\n");
      case Kind::code_block:
        return code_block(node);
      case Kind::thematic_break:
        out_ += "<hr>\n";
        return;
      case Kind::html_block:
      case Kind::html_inline:
        return;
      case Kind::table:
        return table(node);
      case Kind::table_row:
        return wrap("tr", node, "\n");
      case Kind::table_cell:
        return cell(node, false);
      case Kind::text:
        out_ += escape_text(node.literal);
        return;
      case Kind::soft_break:
        out_ += '\n';
        return;
      case Kind::line_break:
        out_ += "<br>\n";
        return;
      case Kind::code:
        out_ += "<code>" + escape_text(node.literal) + "</code>";
        return;
      case Kind::emphasis:
        return wrap("em", node);
      case Kind::strong:
        return wrap("strong", node);
      case Kind::strikethrough:
        return wrap("del", node);
      case Kind::link:
        return link(node);
      case Kind::image:
        return image(node);
    }
  }

  void heading(const Markdown& node) {
    int level = place_.top_level + node.level - top_level_;
    level = std::min({level, last_level_ == 0 ? place_.top_level : last_level_ + 1, 6});
    last_level_ = level;
    std::string id = place_.id_prefix + heading_id(plain_text(node));
    const int seen = ids_[id]++;
    if (seen > 0) id += fmt::format("-{}", seen + 1);
    out_ += fmt::format("<h{} id=\"{}\">", level, escape_text(id));
    write_children(node);
    out_ += fmt::format("</h{}>\n", level);
  }

  void list(const Markdown& node) {
    const bool tasks = std::any_of(node.children.begin(), node.children.end(),
                                   [](const Markdown& child) { return child.checked.has_value(); });
    if (node.ordered && node.start != 1) {
      out_ += fmt::format("<ol start=\"{}\">\n", node.start);
    } else {
      out_ += node.ordered ? "<ol>\n" : tasks ? "<ul class=\"tasks\">\n" : "<ul>\n";
    }
    for (const Markdown& child : node.children) item(child, node.tight);
    out_ += node.ordered ? "</ol>\n" : "</ul>\n";
  }

  void item(const Markdown& node, bool tight) {
    if (node.checked) {
      out_ += fmt::format(
          "<li class=\"task\"><span aria-hidden=\"true\">{}</span> <span class=\"vh\">{}</span> ",
          *node.checked ? "☑" : "☐", *node.checked ? "Done:" : "Open:");
    } else {
      out_ += "<li>";
    }
    for (const Markdown& child : node.children) {
      if (tight && child.kind == Kind::paragraph) {
        write_children(child);
      } else {
        write(child);
      }
    }
    out_ += "</li>\n";
  }

  // What stands behind the language names the block: `yaml flags/a.yaml`.
  void code_block(const Markdown& node) {
    const std::string_view info = node.info;
    const std::size_t blank = std::min(info.find(' '), info.size());
    const std::string_view language = info.substr(0, blank);
    const std::string_view name = info.substr(std::min(blank + 1, info.size()));
    if (!name.empty()) out_ += "<p class=\"file\">" + escape_text(name) + "</p>\n";
    out_ += "<pre tabindex=\"0\"><code";
    if (!language.empty()) {
      std::string token;
      append_escaped(token, language, Escaper::token);
      out_ += fmt::format(" class=\"language-{}\"", token);
    }
    out_ += ">";
    const bool coloured = node.literal.size() <= code_left_;
    if (coloured) code_left_ -= node.literal.size();
    append_code(out_, coloured ? language : "", node.literal);
    out_ += "</code></pre>\n";
  }

  void table(const Markdown& node) {
    out_ += "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n";
    bool in_body = false;
    for (const Markdown& row : node.children) {
      if (!row.header && !in_body) {
        out_ += "<tbody>\n";
        in_body = true;
      }
      out_ += row.header ? "<thead><tr>" : "<tr>";
      for (const Markdown& child : row.children) cell(child, row.header);
      out_ += row.header ? "</tr></thead>\n" : "</tr>\n";
    }
    out_ += in_body ? "</tbody>\n</table></div>\n" : "</table></div>\n";
  }

  void cell(const Markdown& node, bool header) {
    constexpr std::string_view aligned[] = {"", " class=\"left\"", " class=\"center\"",
                                            " class=\"right\""};
    const std::string_view shape = aligned[static_cast<std::size_t>(node.align)];
    out_ += header ? fmt::format("<th scope=\"col\"{}>", shape) : fmt::format("<td{}>", shape);
    write_children(node);
    out_ += header ? "</th>" : "</td>";
  }

  std::optional<std::string> address(const std::string& url) const {
    auto safe = safe_url(url);
    if (!safe) return std::nullopt;
    if (is_web_address(*safe) || safe->starts_with("mailto:")) return safe;
    if (url.starts_with("#")) return "#" + place_.id_prefix + url.substr(1);
    if (!place_.relative) return safe;
    auto moved = place_.relative(url);
    return moved ? safe_url(*moved) : std::nullopt;
  }

  void link(const Markdown& node) {
    const auto href = in_link_ ? std::nullopt : address(node.url);
    if (!href) return write_children(node);
    in_link_ = true;
    out_ += fmt::format("<a href=\"{}\"", escape_text(*href));
    if (!node.title.empty()) out_ += fmt::format(" title=\"{}\"", escape_text(node.title));
    out_ += ">";
    write_children(node);
    out_ += "</a>";
    in_link_ = false;
  }

  void image(const Markdown& node) {
    const std::string words = plain_text(node);
    const std::string shown = escape_text(words.empty() ? "Image without a description" : words);
    const auto href = address(node.url);
    if (!in_link_ && href && is_web_address(*href)) {
      out_ += fmt::format("<a href=\"{}\">{} (image)</a>", escape_text(*href), shown);
    } else {
      out_ += fmt::format("<span class=\"image\">{}</span>", shown);
    }
  }

  const MarkdownPlace& place_;
  std::string out_;
  std::map<std::string, int> ids_;
  int top_level_ = 6;
  int last_level_ = 0;
  bool in_link_ = false;
  // Bytes of code that may still be coloured: a text that is all code costs a bounded time.
  std::size_t code_left_ = 64 * 1024;
};

Html markdown_html(const Markdown& node, const MarkdownPlace& place) {
  return MarkdownHtml(node, place).block(node);
}

Html inline_html(const Markdown& node, const MarkdownPlace& place) {
  return MarkdownHtml(node, place).inside(node);
}

std::string heading_id(std::string_view text) {
  std::string id;
  for (const char c : text) {
    const bool stays =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (stays) {
      id += c;
    } else if (c >= 'A' && c <= 'Z') {
      id += static_cast<char>(c + 32);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id.empty() ? "section" : id;
}

}  // namespace ensign::emit
