#!/usr/bin/env bash
# What is written under a root of trust, for other programs: proof and timestamp are what their schemas
# say, and a bundle of which a part ships as before passes the published schemas of flagd and is
# evaluated by flagd-core as by us.
. "$(dirname "$0")/lib.sh"
need node
need jq
[ -d "$ENSIGN_SOURCE/tests/node/node_modules/@openfeature/flagd-core" ] || skip "npm ci was not run in tests/node"
: "${ENSIGN_EVALUATE_CONTEXTS:?path of the test tool}"
node=$ENSIGN_SOURCE/tests/node
schemas=$ENSIGN_SOURCE/schema/outputs
published=${ENSIGN_CONFORMANCE:-}/flagd/flagd-schemas/json
. "$(dirname "$0")/shop.sh"

mkdir -p "$repo/flags/segments"
cat >>"$repo/ensign.yaml" <<'YAML'
attributes:
  workspace: { type: string, ascii: true, required: true }
targets:
  all: { title: All }
YAML
cat >"$repo/flags/segments/pilots.yaml" <<'YAML'
name: pilots
title: Pilots
owner: team-web
if: { workspace: [w1, w2, w3] }
YAML
cat >"$repo/flags/web/search.yaml" <<'YAML'
key: search
title: New search
type: permission
owner: team-web
risk: L2
permanent: part of the product
fallback: { tier: 1, serve: off, badge: Old search, reason: It works }
environments:
  production:
    serve: off
    rules:
      - { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on }
      - { name: some, if: { workspace: { starts_with: w } }, serve: { on: 30, off: 70 }, by: workspace }
YAML
by ada propose file/ensign.yaml
by ada propose flag/search@production
by ben approve flag/search@production
commit "search"
expect 0 build --out first --first
expect 0 verify first

# The segment gets wider, which nobody has approved; checkout goes on with approval.
sed -i 's/w2, w3/w2, w3, w4/' "$repo/flags/segments/pilots.yaml"
sed -i 's/production: { serve: off }/production: { serve: on }/' "$repo/flags/web/checkout.yaml"
by ada propose flag/checkout@production
by ben approve flag/checkout@production
commit "wider"
expect 0 build --out out --previous first
[ "$(jq -r '.carried[].subject' out/manifest.json)" = flag/search@production ] || fail "search is not carried"
expect 0 verify out --log out

hold() { node "$node/hold_output.mjs" "$schemas/$1.schema.json" "${@:2}"; }
for folder in first out; do
  hold proof $folder/bundles/production/proof.json || fail "the schema of proofs"
  hold timestamp $folder/bundles/production/timestamp.json || fail "the schema of timestamps"
  node "$node/compare_contexts.mjs" "$ENSIGN_EVALUATE_CONTEXTS" $folder 2026-06-10 2000 || fail "flagd-core disagrees"
  [ ! -d "$published" ] || find $folder/bundles/production -name 'bundle.json' -o -name flagd.json -o -name all.json |
    xargs node "$node/validate_flagd.mjs" "$published" || fail "not a valid flagd document"
done
# The schemas can say no.
for spoil in '.surplus = 1' 'del(.yields)' '.entries[0].subject = "set/x"' '.entries[0].covered_by = "flag/x"' '.seq = 0'; do
  jq "$spoil" out/bundles/production/proof.json >spoilt.json
  ! hold proof spoilt.json 2>/dev/null || fail "a proof with $spoil is valid"
done
for spoil in '.surplus = 1' 'del(.kills)' '.sha256 = "x"'; do
  jq "$spoil" out/bundles/production/timestamp.json >spoilt.json
  ! hold timestamp spoilt.json 2>/dev/null || fail "a timestamp with $spoil is valid"
done
