#!/bin/sh
# Begins a new policy rule:
#
#   compiler/policy/new_rule.sh FOLDER ID NAME
#   compiler/policy/new_rule.sh stages EN405 stage-without-scope
#
# writes FOLDER/NAME.cpp and FOLDER/NAME.md and adds the rule to rules.h and catalogue.cpp, in order
# of the ids. What it writes compiles and finds nothing. Then:
#
#   1. Look for the fault in `check` of the .cpp. The message says what is seen, the help what to do;
#      the span is the narrowest range that is wrong.
#   2. Fill the page where its comments say so, with a small repository that is at fault and one that
#      is just not. Until then the test of the pages fails and says what is missing.
#   3. Build, and run `ENSIGN_UPDATE=1 ensign_tests --source-file='*/unit/rule_pages/*'`: it writes
#      the findings into the page and into tests/golden/messages.txt. Read both as a stranger would.
#
# ID is free and begins with the family of FOLDER. NAME states the fault: `flag-expired`, not
# `check-expiry`.
set -eu

fail() {
  echo "new_rule.sh: $1" >&2
  exit 2
}

[ $# -eq 3 ] || fail "usage: new_rule.sh FOLDER ID NAME, such as: stages EN405 stage-without-scope"
folder=$1 id=$2 name=$3
cd "$(dirname "$0")"

case $folder in
  lifecycle) family=EN2 ;;
  approval) family=EN3 ;;
  stages) family=EN4 ;;
  rollback) family=EN5 ;;
  releases) family=EN6 ;;
  trust) family=EN7 ;;
  code) family=EN8 ;;
  *) fail "no family of rules has the folder '$folder'" ;;
esac
case $id in
  "$family"[0-9][0-9]) ;;
  *) fail "ids in $folder are $family and two digits" ;;
esac
case $name in
  *[!a-z0-9-]* | -* | *- | *--* | [0-9]* | '') fail "a name is lower case words joined by '-'" ;;
esac
symbol=$(echo "$name" | tr - _)
if grep -rqF "\"$id\"" --include='*.h' --include='*.cpp' ..; then fail "$id is taken"; fi
if grep -rqF "\"$name\"" --include='*.h' --include='*.cpp' ..; then fail "'$name' is taken"; fi

mkdir -p "$folder"
cat > "$folder/$symbol.cpp" << EOF
#include <fmt/format.h>

#include "policy/rules.h"

namespace ensign::policy {
namespace {

void check(const model::Model& model, const Rule& rule, report::Report& report) {
  for (const model::Flag& flag : model.flags) {
    const bool at_fault = false;
    if (!at_fault) continue;
    report.add(rule.info, flag.key.span, fmt::format("flag \`{}\` …", *flag.key), "…");
  }
}

}  // namespace

const Rule $symbol{
    {"$id", "$name", report::Severity::error, report::RuleClass::late}, check};

}  // namespace ensign::policy
EOF

cat > "$folder/$symbol.md" << EOF
# $id $name

<!-- One paragraph: what it means, as you would say it to a colleague. -->

<!-- One paragraph: why, from something that really happened. -->

## Fires

<!-- A small repository at fault. Each file is a fenced block whose info string is a word for its
language and its path: yaml flags/web/checkout.yaml. An empty block with the info string findings
comes last. What is missing is taken from tests/rule_pages. -->

## Quiet

<!-- The same repository, just not at fault. Cover the edges, each under a ### title. -->

## Fix

<!-- What to do, and what not to. -->
EOF

# The rule with the next higher id, before which the new one is listed; empty when there is none.
next=$(grep -ho '{"EN[0-9][0-9][0-9]", "[a-z0-9-]*"' ./*/*.cpp | tr -d '{",' | sort |
  awk -v id="$id" '$1 > id { gsub("-", "_", $2); print $2; exit }')

# insert FILE LINE BEFORE SHAPE: puts LINE into FILE before the line BEFORE, or behind the last line that
# begins with SHAPE.
insert() {
  awk -v line="$2" -v before="$3" -v shape="$4" '
    { lines[NR] = $0 }
    $0 == before { at = NR }
    index($0, shape) == 1 { last = NR }
    END {
      if (!at) at = last + 1
      for (i = 1; i <= NR; ++i) { if (i == at) print line; print lines[i] }
    }' "$1" > "$1.new"
  mv "$1.new" "$1"
}
insert rules.h "extern const Rule $symbol;" "extern const Rule $next;" "extern const Rule "
insert catalogue.cpp "    &$symbol," "    &$next," "    &"

echo "compiler/policy/$folder/$symbol.cpp   look for the fault here"
echo "compiler/policy/$folder/$symbol.md    explain it, with examples"
