# The stock evaluator of flagd (npm) answers the lowering vectors as they say, and reads the bundles of all systems and of our own
# repository. It says for every flag what the flags' own tests expect and what we answer (S4 and our own are asked by `ensign
# eval`), and over 10,000 random contexts of each what our evaluator does; every target says what its bundle does. All documents
# pass the published schemas.
. "$(dirname "$0")/lib.sh"
need node
[ -d "$ENSIGN_SOURCE/tests/node/node_modules/@openfeature/flagd-core" ] || skip "npm ci was not run in tests/node"
: "${ENSIGN_EVALUATE_CONTEXTS:?path of the test tool}"
node=$ENSIGN_SOURCE/tests/node
schemas=${ENSIGN_CONFORMANCE:-}/flagd/flagd-schemas/json

node "$node/check_vectors.mjs" "$ENSIGN_SOURCE/tests/lowering/v1" || fail "vectors and flagd-core disagree"

agree() {  # agree REPOSITORY AS_OF [EVALUATE_CONTEXTS]
  expect 0 "$ENSIGN" build "$1" --as-of "$2" --first --only bundles --out "$scratch/out"
  node "$node/compare_evaluators.mjs" "$ENSIGN" "$1" "$2" "$scratch/out" "${@:3}" || fail "they disagree on $1"
  node "$node/compare_contexts.mjs" "$ENSIGN_EVALUATE_CONTEXTS" "$scratch/out" "$2" 10000 || fail "they disagree on $1"
  if [ -d "$schemas" ]; then
    find "$scratch/out/bundles" -name '*.json' -not -path '*/log/*' -print0 |
      xargs -0 node "$node/validate_flagd.mjs" "$schemas" || fail "not a valid flagd document"
  fi
}

[ -d "$schemas" ] || echo "the flagd schemas are absent: the bundles were not validated against them"
targets=0
for system in "$ENSIGN_SOURCE"/tests/systems/*/; do
  day=$(sed -n 's/.*`--as-of \([0-9-]*\)`.*/\1/p' "$system/README.md" | head -1)
  if [ "${system%/}" = "$s4" ]; then tool=(); else tool=("$ENSIGN_EVALUATE_CONTEXTS"); fi
  agree "${system}repository" "$day" "${tool[@]}"
  targets=$((targets + $(cat "$scratch"/out/bundles/*/*.json | grep -c '"derived_from"' || true)))
done
[ "$targets" -ge 10 ] || fail "only $targets targets were compared"
agree "$ENSIGN_SOURCE" 2026-11-21
