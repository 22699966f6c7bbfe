#include <algorithm>
#include <fmt/format.h>

#include "model/names.h"
#include "policy/rules.h"
#include "trust/anchors.h"
#include "trust/revisions.h"

namespace ensign::policy {
namespace {

// `ada` and `ben`
std::string people_of(const std::vector<std::string>& people) {
  std::vector<std::string_view> names(people.begin(), people.end());
  return model::listed(names, "and");
}

std::string help_for(const trust::Anchor& anchor) {
  if (!anchor.file) return "write it: with a root of trust, what it says is signed";
  if (anchor.others.empty()) return "rotate the root: nobody is left who could sign";
  return fmt::format("ask {}: ensign sign file/{} --as NAME", people_of(anchor.others),
                     anchor.path);
}

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  const trust::Anchors anchors = trust::anchors(model);
  for (const trust::Anchor& anchor : anchors.files) {
    if (anchor.holds()) continue;
    const std::string message =
        anchor.file ? fmt::format("`{}` is signed by {} of the {} {} that the role `{}` asks for",
                                  anchor.path, anchor.people.size(), anchor.threshold,
                                  anchor.threshold == 1 ? "person" : "people", anchor.role)
                    : fmt::format("there is no `{}`, so nobody signed it", anchor.path);
    auto& finding = report.add(rule.info, Span{anchor.file.value_or(anchors.root->file), 0, 0},
                               message, help_for(anchor));
    for (const std::size_t number : anchor.stale) {
      finding.labels.push_back(
          {model.statements[number].content.span, "signed when the file was another"});
    }
  }
}

// What a statement says of one file, itself or through its set.
struct Said {
  std::int64_t revision = 0;
  std::optional<crypto::Sha256> previous;
};

Said said_of(const model::Model& model, const model::Statement& statement,
             std::string_view subject) {
  const model::RecordSet* set = trust::set_of(model, statement);
  if (set == nullptr) return {*statement.revision, statement.previous};
  const auto record = std::ranges::find_if(
      set->records, [&](const model::SetRecord& each) { return *each.subject.text == subject; });
  if (record == set->records.end()) return {};
  return {record->revision, record->previous};
}

// Old bytes come with their old signatures; a change needs new ones.
void check_change(const model::Model& base, const model::Model& head, const Rule& rule,
                  report::Report& report) {
  if (base.roots.empty()) return;
  const trust::Revisions revisions(base);
  const trust::Anchors anchors = trust::anchors(head);
  for (const trust::Anchor& anchor : anchors.files) {
    const auto before = base.digests.find(anchor.path);
    const auto now = head.digests.find(anchor.path);
    const bool changed =
        before != base.digests.end() && now != head.digests.end() && before->second != now->second;
    if (!changed || !anchor.holds()) continue;
    const std::string subject = "file/" + anchor.path;
    const std::int64_t next = revisions.highest(subject) + 1;
    std::set<std::string_view> people;
    for (const std::size_t number : anchor.statements) {
      const model::Statement& statement = head.statements[number];
      const Said said = said_of(head, statement, subject);
      if (said.revision == next && said.previous == before->second) {
        people.insert(*statement.signer.name);
      }
    }
    if (static_cast<std::int64_t>(people.size()) >= anchor.threshold) continue;
    report.add(
        rule.info, Span{*anchor.file, 0, 0},
        fmt::format("`{}` is changed, and the signatures are not those of this change",
                    anchor.path),
        fmt::format("`ensign sign {} --as NAME --base REV`, with the commit before the change, "
                    "signs it again: revision {}, `previous: sha256:{}`",
                    subject, next, crypto::hex(before->second)));
  }
}

}  // namespace

const Rule trust_file_unsigned{
    {"EN704", "trust-file-unsigned", report::Severity::error, report::RuleClass::unsound},
    check,
    check_change};

}  // namespace ensign::policy
