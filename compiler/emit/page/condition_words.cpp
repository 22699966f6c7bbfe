#include "emit/page/wording.h"

namespace ensign::emit {
namespace {

using model::Condition;
using model::Operator;

// What stands before and after the operand.
struct Phrase {
  std::string_view before;
  std::string_view after = {};
};

Phrase phrase_of(Operator op) {
  switch (op) {
    case Operator::equals:
      return {"is"};
    case Operator::not_equals:
      return {"is not"};
    case Operator::in:
      return {"is one of"};
    case Operator::not_in:
      return {"is none of"};
    case Operator::starts_with:
      return {"begins with"};
    case Operator::ends_with:
      return {"ends with"};
    case Operator::contains:
      return {"contains"};
    case Operator::at_least:
      return {"is at least"};
    case Operator::above:
      return {"is above"};
    case Operator::at_most:
      return {"is at most"};
    case Operator::below:
      return {"is below"};
    case Operator::version_at_least:
      return {"is version", "or later"};
    case Operator::version_above:
      return {"is a version after"};
    case Operator::version_at_most:
      return {"is version", "or earlier"};
    case Operator::version_below:
      return {"is a version before"};
    case Operator::version_equals:
      return {"is version"};
    case Operator::exists:
      return {"is given"};
    case Operator::in_segment:
      return {"is in"};
    case Operator::not_in_segment:
      return {"is not in"};
    case Operator::before:
      return {"is before"};
    case Operator::after:
      return {"is after"};
  }
  return {"is"};
}

class Teller {
 public:
  Teller(const model::Model& model, SegmentAddress address, const void* page)
      : model_(model), address_(address), page_(page) {}

  Words tell(const Condition& condition, bool inside) const {
    switch (condition.kind) {
      case Condition::Kind::all:
        return group(condition, "and", "everyone", inside);
      case Condition::Kind::any:
        return group(condition, "or", "nobody", inside);
      case Condition::Kind::negation:
        return Words("not (").add(tell(condition.children.front(), false)).text(")");
      case Condition::Kind::test:
        return test(condition);
    }
    return {};
  }

 private:
  Words group(const Condition& condition, std::string_view word, std::string_view none,
              bool inside) const {
    if (condition.children.empty()) return none;
    std::vector<Words> parts;
    const bool several = condition.children.size() > 1;
    for (const Condition& child : condition.children)
      parts.push_back(tell(child, several || inside));
    // With `and` inside of `or`, and the other way round, only brackets tell who belongs together.
    if (!several || !inside) return joined(parts, word);
    return Words("(").add(joined(parts, word)).text(")");
  }

  Words test(const Condition& condition) const {
    Words words(*condition.attribute == "now" ? "the time" : *condition.attribute);
    const Phrase phrase = phrase_of(condition.op);
    if (condition.op == Operator::exists) return words.text(existence(condition));
    words.text(" ").text(single(condition) ? "is" : phrase.before).text(" ");
    words.add(condition.segment ? segment(*condition.segment) : operands(condition));
    if (!phrase.after.empty()) words.text(" ").text(phrase.after);
    return words;
  }

  static bool single(const Condition& condition) {
    return condition.op == Operator::in && condition.operands.size() == 1;
  }

  static std::string_view existence(const Condition& condition) {
    const bool* wanted =
        condition.operands.empty() ? nullptr : condition.operands.front()->boolean();
    return wanted != nullptr && !*wanted ? " is not given" : " is given";
  }

  static Words operands(const Condition& condition) {
    std::vector<Words> parts;
    for (const auto& operand : condition.operands) {
      parts.push_back(Words().code(value_words(*operand)));
    }
    return joined(parts, "or");
  }

  Words segment(const model::Ref<model::Segment>& reference) const {
    if (!reference.id) return Words(*reference.name);
    const model::Segment& segment = model_.at(*reference.id);
    const std::string& title = segment.title.empty() ? *segment.name : segment.title;
    const std::string url = address_ == nullptr ? std::string() : address_(page_, segment);
    return url.empty() ? Words(title) : Words().link(title, url);
  }

  const model::Model& model_;
  SegmentAddress address_;
  const void* page_;
};

}  // namespace

Words condition_words(const model::Model& model, const Condition& condition, SegmentAddress address,
                      const void* page) {
  return Teller(model, address, page).tell(condition, false);
}

}  // namespace ensign::emit
