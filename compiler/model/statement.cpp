#include "model/statement.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/names.h"
#include "model/rules.h"
#include "model/statement_parts.h"

namespace ensign::model {
namespace {

using report::Report;

constexpr std::string_view first_line = "ensign-approval/1";
constexpr std::array<std::string_view, 8> field_names{"project",  "action",   "subject", "content",
                                                      "revision", "previous", "signer",  "issued"};
constexpr std::string_view how_to_make =
    "let `ensign` write the statement, and sign exactly those bytes";

struct Fault {
  std::size_t begin = 0, end = 0;
  std::string message;
  std::string help{how_to_make};
};

// The header, line by line. After a fault nothing more is read.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  // The value of the field that must stand on the next line; its place is in `value_at()`.
  std::string_view field(std::string_view name);
  void format();
  bool at_end() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  std::size_t value_at() const { return value_at_; }
  void fail(std::size_t begin, std::size_t end, std::string message, std::string help);
  std::optional<Fault> fault;

 private:
  std::optional<std::string_view> line();
  std::string_view shown(std::string_view line) const { return line.substr(0, line.find(':')); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t value_at_ = 0;
  std::size_t number_ = 0;
};

void Lines::fail(std::size_t begin, std::size_t end, std::string message, std::string help) {
  if (!fault) fault = Fault{begin, end, std::move(message), std::move(help)};
}

std::optional<std::string_view> Lines::line() {
  if (fault) return std::nullopt;
  const std::size_t feed = text_.find('\n', at_);
  if (feed == text_.npos) {
    fail(at_, text_.size(), fmt::format("the statement ends in its line {}", number_ + 1),
         std::string(how_to_make));
    return std::nullopt;
  }
  const std::string_view result = text_.substr(at_, feed - at_);
  at_ = feed + 1;
  ++number_;
  return result;
}

void Lines::format() {
  const auto found = line();
  if (!found || *found == first_line) return;
  fail(0, found->size(), fmt::format("line 1 is not `{}`", first_line), std::string(how_to_make));
}

std::string_view Lines::field(std::string_view name) {
  const std::size_t begin = at_;
  const auto found = line();
  if (!found) return {};
  const std::string prefix = fmt::format("{}: ", name);
  const std::string_view value =
      found->starts_with(prefix) ? found->substr(prefix.size()) : std::string_view();
  value_at_ = begin + prefix.size();
  if (!value.empty() && value.front() != ' ' && value.back() != ' ') return value;
  const bool other =
      std::ranges::find(field_names, shown(*found)) != field_names.end() && shown(*found) != name;
  fail(begin, begin + found->size(),
       other ? fmt::format("line {} is `{}`, where `{}` belongs", number_, shown(*found), name)
             : fmt::format("line {} is not `{}: …`", number_, name),
       "the fields stand in one order, each once: a name, a colon, one space, a value");
  return {};
}

bool is_project(std::string_view text) {
  return text.size() == 16 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

class StatementReader {
 public:
  StatementReader(FileId file, std::string_view bytes)
      : bytes_(bytes),
        armour_at_(bytes.find(crypto::ssh_signature_begin)),
        lines_(bytes.substr(0, armour_at_)) {
    statement_.file = file;
  }

  std::optional<Fault> run();
  Statement take() { return std::move(statement_); }

 private:
  void read_fields();
  void check_together();
  void read_signature();
  template <typename Parse>
  Span read(std::string_view name, std::string_view shape, Parse parse);
  std::optional<Fault> fault_of_bytes() const;

  std::string_view bytes_;
  std::size_t armour_at_;
  Lines lines_;
  Statement statement_;
};

std::optional<Fault> StatementReader::fault_of_bytes() const {
  if (bytes_.size() > largest_statement) {
    return Fault{largest_statement, bytes_.size(),
                 fmt::format("a statement has at most {} bytes, and this file {}",
                             largest_statement, bytes_.size())};
  }
  const auto foreign =
      std::ranges::find_if(bytes_, [](char c) { return (c < 0x20 && c != '\n') || c > 0x7E; });
  if (foreign != bytes_.end()) {
    const auto at = static_cast<std::size_t>(foreign - bytes_.begin());
    return Fault{at, at + 1, "a statement holds nothing but printable ASCII and line feeds",
                 "a letter of another script can look like one of ours: type it again"};
  }
  if (armour_at_ == bytes_.npos) {
    return Fault{bytes_.size(), bytes_.size(), "the statement is not signed",
                 fmt::format("sign it with `ssh-keygen -Y sign -n {}`, and put the signature "
                             "behind it",
                             statement_namespace)};
  }
  return std::nullopt;
}

// Asks for a field and lets `parse` take its value; a finding tells its `shape`.
template <typename Parse>
Span StatementReader::read(std::string_view name, std::string_view shape, Parse parse) {
  const std::string_view value = lines_.field(name);
  if (lines_.fault) return {};
  const std::size_t begin = lines_.value_at();
  if (!parse(value)) {
    lines_.fail(begin, begin + value.size(),
                fmt::format("`{}` cannot be the value of `{}`", value, name),
                fmt::format("write {}", shape));
  }
  return {statement_.file, static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(begin + value.size())};
}

void StatementReader::read_fields() {
  Statement& into = statement_;
  lines_.format();
  into.project.span = read("project", "the 16 hex digits of ensign.yaml", [&](auto value) {
    into.project.value = value;
    return is_project(value);
  });
  into.action.span =
      read("action", "`propose`, `approve`, `withdraw` or `promote`", [&](auto value) {
        const auto action = from_spelling<Action>(value);
        if (action) into.action.value = *action;
        return action.has_value();
      });
  const Span subject =
      read("subject", "a subject, such as `flag/KEY@ENVIRONMENT`, `plan/ID` or `file/PATH`",
           [&](auto value) {
             const auto parsed = parse_subject(value);
             if (parsed) into.subject = *parsed;
             return parsed.has_value();
           });
  into.subject.text.span = subject;
  into.content.span = read("content", "`sha256:` and 64 hex digits, or `absent`", [&](auto value) {
    return parse_digest(value, absent_word, into.content.value);
  });
  into.revision.span = read("revision", "a whole number from 1 on", [&](auto value) {
    const auto revision = parse_revision(value);
    into.revision.value = revision.value_or(0);
    return revision.has_value();
  });
  read("previous", "`sha256:` and 64 hex digits, or `none`",
       [&](auto value) { return parse_digest(value, none_word, into.previous); });
  into.signer.name.span =
      read("signer", "an id of trust/people.yaml: `a` to `z`, digits, `-`", [&](auto value) {
        into.signer.name.value = value;
        return is_person_id(value);
      });
  into.issued.span = read("issued", "a moment: `YYYY-MM-DDTHH:MM:SSZ`", [&](auto value) {
    const auto issued = parse_instant(value);
    into.issued.value = issued.value_or(Instant{});
    return issued.has_value();
  });
}

// What each line allows, and the lines together do not.
void StatementReader::check_together() {
  const Subject& subject = statement_.subject;
  const bool promotes = *statement_.action == Action::promote;
  const Span action = statement_.action.span;
  if (promotes && subject.kind != SubjectKind::promotion) {
    lines_.fail(action.begin, action.end, "only plans are promoted",
                "the subject of a promotion is `promotion/PLAN/NNN-STAGE`");
  } else if (!promotes && subject.kind == SubjectKind::promotion) {
    lines_.fail(action.begin, action.end, "a promotion is not proposed, approved or withdrawn",
                "its action is `promote`");
  }
  const Span content = statement_.content.span;
  const bool immutable = subject.kind == SubjectKind::set || subject.kind == SubjectKind::promotion;
  if (immutable && !statement_.content.value) {
    lines_.fail(content.begin, content.end, "sets and promotions cannot be removed",
                "withdraw the statement instead");
  } else if (subject.kind == SubjectKind::set &&
             crypto::hex(*statement_.content.value) != subject.name) {
    lines_.fail(content.begin, content.end, "the content of a set is not the set",
                "write the digest that the subject names");
  }
}

void StatementReader::read_signature() {
  auto signature = crypto::parse_ssh_signature(bytes_.substr(armour_at_));
  if (!signature) {
    return lines_.fail(armour_at_, bytes_.size(), std::move(signature.error().message),
                       std::move(signature.error().help));
  }
  if (signature->name_space != statement_namespace) {
    return lines_.fail(armour_at_, bytes_.size(),
                       fmt::format("the signature is for `{}`", signature->name_space),
                       fmt::format("sign with `-n {}`", statement_namespace));
  }
  statement_.signature = std::move(*signature);
}

std::optional<Fault> StatementReader::run() {
  if (auto fault = fault_of_bytes()) return fault;
  read_fields();
  if (!lines_.fault && !lines_.at_end()) {
    lines_.fail(lines_.at(), armour_at_, "there is more than the fields of a statement",
                std::string(how_to_make));
  }
  if (!lines_.fault) check_together();
  if (!lines_.fault && signed_text(statement_) != bytes_.substr(0, armour_at_)) {
    lines_.fail(0, armour_at_, "the statement is not in its one spelling",
                std::string(how_to_make));
  }
  if (!lines_.fault) read_signature();
  statement_.armour = {statement_.file, static_cast<std::uint32_t>(armour_at_),
                       static_cast<std::uint32_t>(bytes_.size())};
  statement_.bytes = bytes_;
  return lines_.fault;
}

}  // namespace

std::string signed_text(const Statement& statement) {
  return fmt::format(
      "{}\nproject: {}\naction: {}\nsubject: {}\ncontent: {}\nrevision: {}\nprevious: {}\n"
      "signer: {}\nissued: {}\n",
      first_line, *statement.project, spelling(*statement.action), *statement.subject.text,
      digest_text(*statement.content, absent_word), *statement.revision,
      digest_text(statement.previous, none_word), *statement.signer.name,
      to_string(*statement.issued));
}

std::optional<Statement> read_statement(FileId file, std::string_view bytes, Report& report) {
  StatementReader reader(file, bytes);
  const auto fault = reader.run();
  if (!fault) return reader.take();
  report.add(
      malformed_statement,
      Span{file, static_cast<std::uint32_t>(fault->begin), static_cast<std::uint32_t>(fault->end)},
      fault->message, fault->help);
  return std::nullopt;
}

}  // namespace ensign::model
