// From yaml-cpp's events to our tree. Builds without recursion, refuses on the way what must not be
// walked later (aliases, depth), and finds the ends of things in the text. Private to this room.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "syntax/yaml.h"
#include "syntax/yaml_fault.h"

namespace ensign::syntax {

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const YamlText& source, report::Report& report) : source_(source), report_(report) {}

  // Turns a message of yaml-cpp into this file's one last finding, unless there is one already.
  void fail(std::size_t position, std::string_view message);

  // The root, once the document has ended; absent when the tree would not say what the text says.
  std::optional<Node> take_root();

  bool stopped() const { return stopped_; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  // A collection that is still open.
  struct Frame {
    Node node;
    bool flow = false;
    bool bracketed = false;  // a flow collection with `[` or `{`; a pair inside `[…]` has none
    bool has_child = false;
    std::size_t column = 0;   // of the first key or `-`
    bool key_taken = false;   // a mapping that waits for a value
    bool keep_value = false;  // false when the key was refused
    bool merging = false;     // below a merge key
    Span key_span;            // of the key taken
    std::string key;
    std::unordered_map<std::string, Span> keys;
  };

  Span span(std::size_t begin, std::size_t end) const;
  std::size_t position_of(const YAML::Mark& mark) const;
  std::size_t report_properties(std::size_t at);
  bool belongs_here(std::size_t introduced, std::size_t at) const;
  void open(Node::Kind kind, const YAML::Mark& mark, bool has_properties, bool flow);
  void close();
  void place(Node node);
  void take_key(Frame& frame, Node node);
  void take_value(Frame& frame, Node node);
  void judge_number(Node& node);
  std::size_t introduction() const;
  bool check_colon(std::size_t introduced);
  void finish_with(Fault fault);

  YamlText source_;
  report::Report& report_;
  std::vector<Frame> frames_;
  std::optional<Node> root_;
  std::size_t cursor_ = 0;               // end of what was read last
  std::size_t properties_reported_ = 0;  // up to here anchors and tags have their findings
  std::size_t last_quote_ = std::string_view::npos;  // start of the value read last, when quoted
  bool document_seen_ = false;
  bool stopped_ = false;     // the last finding of this file was made
  bool incomplete_ = false;  // something was refused whose meaning cannot be kept
};

}  // namespace ensign::syntax
