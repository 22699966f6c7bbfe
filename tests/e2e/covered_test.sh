#!/usr/bin/env bash
# What a plan or a profile makes of flags ships with its approval, and is proven by it; a stolen key
# invents no plan, and adds nothing to one.
. "$(dirname "$0")/lib.sh"
need jq
need minisign
. "$(dirname "$0")/shop.sh"
cat >>"$repo/trust/policy.yaml" <<'YAML'
  - { rule: plans, match: { kinds: [plan, profile] }, people: 2 }
YAML
mkdir -p "$repo/releases/stages" "$repo/flags/profiles"
cat >"$repo/releases/stages/rollout.yaml" <<'YAML'
plan: rollout
title: Checkout for everybody
owner: team-web
stages:
  - { stage: pilot, title: Here, environment: staging, serves: { checkout: on } }
  - { stage: everybody, title: Everybody, environment: production, serves: { checkout: on } }
YAML
cat >"$repo/flags/profiles/safe.yaml" <<'YAML'
profile: safe
title: All off
owner: team-web
environment: production
serves: { checkout: off }
YAML
by ada propose file/trust/policy.yaml
flag=$repo/flags/web/checkout.yaml
sed -i 's/serve: on }/serve: on, stages: rollout }/; s/serve: off }$/serve: off, stages: rollout }/' "$flag"
sed -i 's/^fallback: .*/fallback: { tier: 1, serve: off, badge: Old checkout, reason: It works }/' "$flag"
commit "a plan, which nobody has approved"
expect 0 build --out first --first
serves() { jq -r .flags.checkout.defaultVariant "$1/bundles/production/bundle.json"; }
[ "$(serves first)" = off ] || fail "the flag is not as it was approved: $(cat "$scratch/output")"

# The stage is there, and waits for the approval of its plan.
sed -i 's/production: { serve: off,/production: { serve: on,/' "$flag"
commit "everybody"
expect 0 build --out waits --previous first
[ "$(serves waits)" = off ] || fail "a stage shipped whose plan nobody approved"
by ada propose plan/rollout
by ben approve plan/rollout
commit "the plan, agreed"
expect 0 build --out second --previous waits
[ "$(serves second)" = on ] || fail "the stage did not ship"
expect 0 verify second --log second
grep -q 'proven   checkout: plan/rollout, revision 1, ada, ben' "$scratch/output" || fail "$(cat "$scratch/output")"
expect 0 verify second --format json
[ "$(jq -r '.entries[0].covered_by' "$scratch/output")" = plan/rollout ] || fail "json"
expect 0 build --out same --previous second
cmp second/bundles/production/proof.json same/bundles/production/proof.json || fail "another proof"

# Back, as the profile says, with one approval for all its flags.
by ada propose profile/safe@production
by ben approve profile/safe@production
expect 0 "$ENSIGN" revert "$repo" --profile safe --env production --write --as-of $day
rm -r "$repo/approvals/flag/checkout@production"
commit "back to the safe profile"
expect 0 build --out back --previous second
[ "$(serves back)" = off ] || fail "the revert did not ship"
expect 0 verify back --log back
grep -q 'proven   checkout: profile/safe@production, revision 1, ada, ben' "$scratch/output" || fail "$(cat "$scratch/output")"

# The thief: turns the flag on under the next seq, and changes the proof.
id=$(basename second/bundles/production/bundle.json.*.minisig .minisig | sed 's/bundle.json.//')
forge() {
  local file=stolen/bundles/production/bundle.json
  rm -rf stolen
  cp -r back stolen
  jq -cS '.ensign.seq = 9 | .flags.checkout.defaultVariant = "on"' back/bundles/production/bundle.json >$file
  jq -cS --arg on "$(jq -r '.records["flag/checkout@production"]' second/bundles/production/proof.json)" \
    --arg plan "$(jq -r '.records["plan/rollout"]' second/bundles/production/proof.json)" \
    ".seq = 9 | .sha256 = \"$(sha256sum $file | cut -c-64)\" | $1" back/bundles/production/proof.json \
    >stolen/bundles/production/proof.json
  rm $file.*.minisig
  minisign -SHm $file -s keys/ci -x "$file.$id.minisig" -t "ensign-bundle/1 project=5f0c2d7e9b1a4c33 \
env=production seq=9 issued=$(jq -r .ensign.issued $file) expires=$(jq -r .ensign.expires $file)" >/dev/null
}
unproven() {
  forge "$1"
  expect 1 verify stolen
  grep -q "UNPROVEN checkout: .*$2" "$scratch/output" || fail "$(cat "$scratch/output")"
}
entry() {
  echo ".records[\"flag/checkout@production\"] = \$on | (.entries[] | select(.subject == \"flag/checkout@production\")) |= \
(.content = \"sha256:$(jq -j '.records["flag/checkout@production"]' second/bundles/production/proof.json | sha256sum | cut -c-64)\" | .covered_by = \"$1\")"
}
unproven "$(entry profile/safe@production)" "that does not list what it is"
unproven "$(entry plan/invented)" "holds no record of that"
unproven "$(entry plan/invented) | .records[\"plan/invented\"] = (\$plan | fromjson | .subject = \"plan/invented\" | tojson)" \
  "a proposal is missing"
# The plan as it was approved, with what it does not list.
unproven "$(entry plan/rollout) | .records[\"plan/rollout\"] = (\$plan | fromjson | .stages[1].title = \"more\" | tojson)" \
  "a proposal is missing"
