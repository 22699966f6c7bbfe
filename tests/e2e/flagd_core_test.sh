# The stock evaluator of flagd (npm) answers the lowering vectors as they say, reads the bundles of the S4 system and of our own repository, and
# says for every flag what the flags' own tests expect and what `ensign eval` answers.
. "$(dirname "$0")/lib.sh"
need node
[ -d "$ENSIGN_SOURCE/tests/node/node_modules/@openfeature/flagd-core" ] || skip "npm ci was not run in tests/node"

node "$ENSIGN_SOURCE/tests/node/check_vectors.mjs" "$ENSIGN_SOURCE/tests/lowering/v1" || fail "vectors and flagd-core disagree"

agree() {  # agree REPOSITORY AS_OF
  expect 0 "$ENSIGN" build "$1" --as-of "$2" --first --out "$scratch/out"
  node "$ENSIGN_SOURCE/tests/node/compare_evaluators.mjs" "$ENSIGN" "$1" "$2" "$scratch/out" || fail "they disagree"
  if [ -d "${ENSIGN_CONFORMANCE:-}/flagd/flagd-schemas/json" ]; then
    node "$ENSIGN_SOURCE/tests/node/validate_flagd.mjs" "$ENSIGN_CONFORMANCE/flagd/flagd-schemas/json" \
      "$scratch"/out/bundles/*/bundle.json || fail "not a valid flagd document"
  else
    echo "the flagd schemas are absent: the bundles were not validated against them"
  fi
}
agree "$s4/repository" $as_of
agree "$ENSIGN_SOURCE" 2026-11-21
