#include "model/words.h"

#include <doctest/doctest.h>
#include <set>

#include "model/operation_words.h"

namespace ensign::model {
namespace {

template <typename E>
void check_round_trip(std::size_t count) {
  const auto all = spellings<E>();
  CHECK_EQ(all.size(), count);
  std::set<std::string_view> distinct;
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(from_spelling<E>(all[i]) == static_cast<E>(i));
    CHECK_EQ(spelling(static_cast<E>(i)), all[i]);
    distinct.insert(all[i]);
  }
  CHECK_EQ(distinct.size(), count);
  CHECK_FALSE(from_spelling<E>("").has_value());
}

}  // namespace

// The counts are those of docs/files.md.
TEST_CASE("every word is spelt and read back") {
  check_round_trip<FlagType>(5);
  check_round_trip<ValueType>(5);
  check_round_trip<Risk>(4);
  check_round_trip<OnExpiry>(2);
  check_round_trip<Exposure>(2);
  check_round_trip<AttributeType>(6);
  check_round_trip<GateType>(8);
  check_round_trip<Comparison>(3);
  check_round_trip<TriggerClass>(3);
  check_round_trip<EvidenceResult>(2);
  check_round_trip<ReleaseType>(4);
  check_round_trip<ReleaseState>(3);
  check_round_trip<NoteKind>(6);
  check_round_trip<Audience>(3);
  check_round_trip<SubjectKind>(8);
  check_round_trip<Direction>(2);
  check_round_trip<Duty>(11);
  check_round_trip<Notable>(7);
  check_round_trip<Promotion>(2);
  check_round_trip<SiteKind>(2);
  check_round_trip<Output>(7);
  check_round_trip<KeyState>(4);
  check_round_trip<Action>(4);
  check_round_trip<Operator>(21);
  check_round_trip<MetricFamily>(4);
  check_round_trip<SeverityLevel>(4);
  check_round_trip<CalendarKind>(2);
  check_round_trip<Weekday>(7);
  check_round_trip<IncidentState>(3);
  check_round_trip<Addressee>(7);
  check_round_trip<Moment>(3);
  check_round_trip<DocumentKind>(7);
  check_round_trip<PlaybookKind>(7);
  check_round_trip<RollbackOption>(3);
  check_round_trip<PlaybookStatus>(2);
  check_round_trip<DrillKind>(4);
  check_round_trip<Advance>(1);
}

TEST_CASE("words are spelt as in the files, not as in the program") {
  CHECK_EQ(spelling(FlagType::kill_switch), "kill-switch");
  CHECK_EQ(spelling(GateType::sign_off), "sign-off");
  CHECK_EQ(spelling(GateType::stage), "stage");
  CHECK_EQ(spelling(Operator::not_in_segment), "not_in_segment");
  CHECK_EQ(spelling(Operator::after), "after");
  CHECK_EQ(spelling(ReleaseType::hotfix), "hotfix");
  CHECK_EQ(spelling(PlaybookKind::decision_tree), "decision-tree");
  CHECK_EQ(spelling(PlaybookKind::template_), "template");
  CHECK_EQ(spelling(DocumentKind::post_mortem), "post-mortem");
  CHECK_EQ(spelling(Weekday::sunday), "sunday");
  CHECK_FALSE(from_spelling<FlagType>("kill_switch").has_value());
  CHECK_FALSE(from_spelling<Risk>("l2").has_value());
}

}  // namespace ensign::model
