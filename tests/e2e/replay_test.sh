#!/usr/bin/env bash
# What was approved once does not come back with the approvals of its time: neither in the repository,
# from its own history, nor as a trust file, nor because the proof of the last build was taken away.
. "$(dirname "$0")/lib.sh"
need jq
. "$(dirname "$0")/shop.sh"
serves() { jq -r .flags.checkout.defaultVariant "$1/bundles/production/bundle.json"; }
expect 0 build --out first --first
[ "$(serves first)" = off ] || fail "checkout is on"

sed -i 's/production: { serve: off }/production: { serve: on }/' "$repo/flags/web/checkout.yaml"
by ada propose flag/checkout@production
by ben approve flag/checkout@production
commit "on, agreed"
expect 0 build --out second --previous first
[ "$(serves second)" = on ] || fail "checkout is off"
expect 0 verify second --log second

# Somebody brings back the content of the first commit with the approvals of that time. Both are real.
git -C "$repo" checkout -q HEAD~1 -- flags approvals
commit "as it was"
expect 0 "$ENSIGN" check "$repo" --gate --as-of $day
expect 0 "$ENSIGN" build "$repo" --key keys/ci --key keys/ts --only bundles --as-of $day \
  --out third --previous second
grep -q 'flag/checkout@production ships as before: goes back behind revision 2, which was published: signed as revision 3 it still needs' \
  "$scratch/output" || fail "$(cat "$scratch/output")"
grep -q 'signed `flag/checkout@production` in another place of its history: revision 2 was published \[EN309' \
  "$scratch/output" || fail "$(cat "$scratch/output")"
[ "$(serves third)" = on ] || fail "the old approval came back"
expect 0 verify third --log third
[ "$(jq -r '.carried[0].subject' third/manifest.json)" = flag/checkout@production ] || fail "the manifest is silent"

# Signed again as the next revision it ships: to go back is a change, too.
by ada propose flag/checkout@production --base HEAD~1
by ben approve flag/checkout@production --base HEAD~1
grep -q '^revision: 3' "$repo/approvals/flag/checkout@production/ben.approve.approval" || fail "not revision 3"
commit "off, agreed again"
expect 0 build --out fourth --previous third
[ "$(serves fourth)" = off ] || fail "checkout is still on"
expect 0 verify fourth --log fourth

# A removal of that time does not count for what was made since.
rm "$repo/flags/web/checkout.yaml"
by ada propose flag/checkout@production
by ben approve flag/checkout@production
commit "gone, agreed"
expect 0 build --out gone --previous fourth
[ "$(serves gone)" = null ] || fail "checkout is still there"
git -C "$repo" checkout -q HEAD~1 -- flags approvals
commit "there again"
expect 0 build --out back --previous gone
[ "$(serves back)" = null ] || fail "an approval from before the removal came back"

# A trust file: nothing is built. The policy that asked for one person came back with its signature.
sed -i 's/people: 2/people: 1/' "$repo/trust/policy.yaml"
by ada propose file/trust/policy.yaml
commit "one is enough"
expect 0 build --out lax --previous fourth
sed -i 's/people: 1/people: 2/' "$repo/trust/policy.yaml"
by ada propose file/trust/policy.yaml
commit "one is not enough"
expect 0 build --out strict --previous lax
git -C "$repo" checkout -q HEAD~1 -- trust approvals
commit "one is enough, says who cannot sign that"
expect 3 build --out again --previous strict
grep -q 'file/trust/policy.yaml: revision 3 was published, and this is 2: an older approval came back' \
  "$scratch/output" || fail "$(cat "$scratch/output")"
grep -q 'approve it again as revision 4' "$scratch/output" || fail "no cure"
[ ! -e again ] || fail "something was written"

# Without the proof of the last build nobody could tell.
rm strict/bundles/production/proof.json
expect 3 build --out again --previous strict
grep -q 'proof.json of the previous output is missing, cannot be read, or is of another bundle' "$scratch/output" || fail "$(cat "$scratch/output")"
