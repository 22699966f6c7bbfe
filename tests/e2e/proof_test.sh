#!/usr/bin/env bash
# Who approved what is in a bundle, from the bundle and its proof alone; then what somebody can do who
# has stolen the key that signs bundles. People sign with stock ssh-keygen, the thief with stock minisign.
. "$(dirname "$0")/lib.sh"
need minisign
need jq
. "$(dirname "$0")/shop.sh"

expect 0 build --out out --first
bundle=out/bundles/production/bundle.json
expect 0 verify out
grep -q 'proven   checkout: revision 1, ada, ben' "$scratch/output" || fail "$(cat "$scratch/output")"
grep -q '1 of 1 entries proven' "$scratch/output" || fail "$(cat "$scratch/output")"
# The site says how, and whose keys sign.
expect 0 "$ENSIGN" build "$repo" --only site --as-of $day -q --first --out site
grep -q "ensign verify bundles/production/bundle.json --root DIGEST" site/site/verify.html || fail 'no word of the proof'
! grep -q 'ensign verify bundles/staging' site/site/verify.html || fail 'a proof of what nobody approves'
ci=$(sed -n 's/^untrusted comment: .* //p' keys/ci.pub)
grep -q "signed by 1 of $ci" site/site/verify.html || fail "no word of the keys: $(cat site/site/verify.html)"
expect 0 verify out --log out --format json
[ "$(jq -r '.verified, .log_entries' "$scratch/output" | xargs)" = "true 1" ] || fail "json"
[ -f out/root/1.json ] || fail "the root is not published"
jq -e '.files | map(.path) | index("bundles/production/proof.json")' out/manifest.json >/dev/null ||
  fail "the manifest does not list the proof"
[ ! -e out/bundles/staging/proof.json ] || fail "a proof of an environment that is not protected"
expect 1 "$ENSIGN" verify $bundle --root "$(printf 0%.0s {1..64})" --as-of $day

# The same bytes on every run.
expect 0 build --out again --first
cmp out/bundles/production/proof.json again/bundles/production/proof.json || fail "another proof"

# The outer layer with stock tools.
minisign -QVHm $bundle -x $bundle.*.minisig -p keys/ci.pub >/dev/null || fail "minisign"
jq -j '.records["flag/checkout@production"]' out/bundles/production/proof.json | sha256sum | cut -c-64 >digest
grep -q "content: sha256:$(cat digest)" "$repo/approvals/flag/checkout@production/ben.approve.approval" ||
  fail "the digest of the record is not what was signed"

# A client with require_proof.
expect 0 "$ENSIGN" client init --state c --env production --root "$pin" --from out --require-proof L2
expect 0 "$ENSIGN" client update --state c --from out --as-of $day
expect 0 "$ENSIGN" client get checkout --state c --as-of $day
grep -q '"variant":"off"' "$scratch/output" || fail "$(cat "$scratch/output")"
expect 3 "$ENSIGN" client init --state c --env production --root "$pin" --from out
expect 3 "$ENSIGN" client update --state nowhere --from out --as-of $day
expect 2 "$ENSIGN" client get checkout --state c --context '{user'
expect 3 "$ENSIGN" client init --state d --env prod --root "$pin" --from out
said 'nothing is published for an environment `prod`'
said 'name one that is: production, staging'

# A key that the root does not name signs nothing, and what nobody signed is told.
"$ENSIGN" key new --out keys/evil -q
for key in evil root; do
  for part in bundles site; do
    expect 3 "$ENSIGN" build "$repo" --key keys/$key --as-of $day --out strange --first --only $part
    said 'may not sign here: the root of trust names it in no role'
    [ ! -e strange ] || fail "something was written"
  done
done
expect 0 "$ENSIGN" build "$repo" --key keys/ts --only bundles --as-of $day --out strange --first
said 'the bundle of production has 0 of 1 signatures: 1 more of'
expect 2 "$ENSIGN" build "$repo" --key keys/ci --as-of $day --out strange --channel nowhere
said 'no channel is named `nowhere`'

# A whole output: every bundle with a proof, and the signatures of the others.
whole() { "$ENSIGN" verify "$1" --root "$pin" --as-of $day "${@:2}"; }
expect 0 whole out --log out
said '1 of 1 entries proven'
said 'nobody is asked to approve what is in staging'
expect 0 whole out --format json
[ "$(jq -r '.verified, .kind, .bundles[0].env, .without_proof[0]' "$scratch/output" | xargs)" = \
  "true output production staging" ] || fail "json: $(cat "$scratch/output")"
expect 0 whole out/bundles/production
rm -rf spoilt && cp -r out spoilt && rm spoilt/bundles/staging/*.minisig
expect 1 whole spoilt
rm -rf spoilt && cp -r out spoilt && rm spoilt/bundles/production/proof.json
expect 3 whole spoilt
said 'holds no bundle with a proof.json'

# Nobody is accused of what a wrong question does.
expect 3 verify out --log nolog
said 'there is no folder nolog'
expect 1 verify out --log out/bundles/log/staging
said 'is the log of `staging`, and the bundle is of `production`'
silent 'somebody has rewritten'
expect 1 "$ENSIGN" verify $bundle --root "$pin" --as-of 2026-06-01
said 'statements in the proof are later than 2026-06-01'
said 'nothing is proven'
silent 'who may not'
silent 'not protected'
rm -rf spoilt && cp -r out spoilt && truncate -s 100 spoilt/bundles/production/proof.json
expect 1 verify spoilt
said 'spoilt/bundles/production/proof.json: '
said 'fetch proof.json and bundle.json again'

# forge: writes stolen/ with bundle and proof as the thief wants them, under the next seq.
id=$(basename $bundle.*.minisig .minisig | sed 's/bundle.json.//')
forge() {
  local flags=$1 proof=$2 file=stolen/bundles/production/bundle.json
  rm -rf stolen
  cp -r out stolen
  jq -cS ".ensign.seq = 2 | .ensign.prev = \"$(sha256sum $bundle | cut -c-64)\" | $flags" $bundle >$file
  jq -cS ".seq = 2 | .sha256 = \"$(sha256sum $file | cut -c-64)\" | $proof" out/bundles/production/proof.json \
    >stolen/bundles/production/proof.json
  rm $file.*.minisig
  minisign -SHm $file -s keys/ci -x "$file.$id.minisig" -t "ensign-bundle/1 project=5f0c2d7e9b1a4c33 \
env=production seq=2 issued=$(jq -r .ensign.issued $file) expires=$(jq -r .ensign.expires $file)" >/dev/null
  rm -f stolen/bundles/production/timestamp.json*
}
subject='.records["flag/checkout@production"]'
on='.flags.checkout.defaultVariant = "on"'

# A flag turned on without a record of it.
forge "$on" .
expect 1 verify stolen
grep -q 'UNPROVEN checkout: the bundle serves something else than its record' "$scratch/output" || fail "flag"
# And with a record that asks for less.
forge "$on" "$subject |= (fromjson | .serves.defaultVariant = \"on\" | .governs.risk = \"L0\" | tojson)"
expect 1 verify stolen
grep -q 'UNPROVEN checkout: a proposal is missing' "$scratch/output" || fail "$(cat "$scratch/output")"
expect 0 "$ENSIGN" client update --state c --from stolen --as-of $day
grep -q "^held: checkout: a proposal is missing" "$scratch/output" || fail "$(cat "$scratch/output")"
expect 0 "$ENSIGN" client get checkout --state c --as-of $day
grep -q '"variant":"off"' "$scratch/output" || fail "the client took it: $(cat "$scratch/output")"
grep -q '"held":"a proposal is missing"' "$scratch/output" || fail "$(cat "$scratch/output")"
# A policy that asks nobody.
forge "$on" '.files["trust/policy.yaml"] = "approvals:\n  - { rule: all, people: 0 }\n"'
expect 1 verify stolen
grep -q 'trust/policy.yaml in the proof is approved by 0 of the 1' "$scratch/output" || fail "policy"

# Turned on for good: approved, and known to the log. Then the old approval comes back.
sed -i 's/production: { serve: off }/production: { serve: on }/' "$repo/flags/web/checkout.yaml"
by ada propose flag/checkout@production
by ben approve flag/checkout@production
git -C "$repo" add -A
git -C "$repo" commit -qm "on, agreed"
expect 0 build --out next --previous out
expect 0 verify next --log next
forge . .
expect 1 verify stolen --log next
grep -q 'it does not follow\|is of another bundle\|the log knows revision 2' "$scratch/output" ||
  fail "$(cat "$scratch/output")"
