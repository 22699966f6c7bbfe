#include <array>
#include <fmt/format.h>

#include "model/rules.h"
#include "model/statement.h"
#include "model/statement_parts.h"

namespace ensign::model {
namespace {

constexpr std::string_view line_shape =
    "each line is `SUBJECT CONTENT REVISION PREVIOUS`, with one space between";

// The four words of a line; nothing when there are more or fewer.
std::optional<std::array<std::string_view, 4>> words_of(std::string_view line) {
  std::array<std::string_view, 4> words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t space = line.find(' ');
    const bool last = i + 1 == words.size();
    if (last != (space == line.npos)) return std::nullopt;
    words[i] = line.substr(0, space);
    if (words[i].empty()) return std::nullopt;
    if (!last) line.remove_prefix(space + 1);
  }
  return words;
}

std::optional<SetRecord> parse_record(Span place, std::string_view line) {
  const auto words = words_of(line);
  if (!words) return std::nullopt;
  SetRecord record;
  auto subject = parse_subject((*words)[0]);
  const auto revision = parse_revision((*words)[2]);
  if (!subject || !revision) return std::nullopt;
  if (!parse_digest((*words)[1], absent_word, record.content.value)) return std::nullopt;
  if (!parse_digest((*words)[3], none_word, record.previous)) return std::nullopt;
  if (subject->kind == SubjectKind::set || subject->kind == SubjectKind::promotion) {
    return std::nullopt;
  }
  record.subject = std::move(*subject);
  record.revision = *revision;
  const auto length = static_cast<std::uint32_t>((*words)[0].size());
  const auto content = static_cast<std::uint32_t>((*words)[1].size());
  record.subject.text.span = {place.file, place.begin, place.begin + length};
  record.content.span = {place.file, place.begin + length + 1, place.begin + length + 1 + content};
  return record;
}

}  // namespace

std::string record_line(const SetRecord& record) {
  return fmt::format("{} {} {} {}\n", *record.subject.text,
                     digest_text(*record.content, absent_word), record.revision,
                     digest_text(record.previous, none_word));
}

std::optional<RecordSet> read_record_set(FileId file, std::string_view bytes,
                                         report::Report& report) {
  RecordSet set;
  set.file = file;
  set.digest = crypto::sha256(bytes);
  const auto fail = [&](Span span, std::string message, std::string_view help) {
    report.add(malformed_statement, span, std::move(message), std::string(help));
    return std::nullopt;
  };
  if (bytes.empty()) return fail({file, 0, 0}, "the set is empty", line_shape);
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t feed = bytes.find('\n', begin);
    const std::size_t end = feed == bytes.npos ? bytes.size() : feed;
    const Span place{file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (feed == bytes.npos) {
      return fail(place, "the last line does not end in a line feed", line_shape);
    }
    auto record = parse_record(place, bytes.substr(begin, end - begin));
    if (!record || record_line(*record) != bytes.substr(begin, end + 1 - begin)) {
      return fail(place, "the line is no record", line_shape);
    }
    if (!set.records.empty() && *set.records.back().subject.text >= *record->subject.text) {
      return fail(record->subject.text.span, "the subjects are not sorted, each once",
                  "sort the lines by their bytes (`LC_ALL=C sort -u`)");
    }
    set.records.push_back(std::move(*record));
    begin = end + 1;
  }
  return set;
}

}  // namespace ensign::model
