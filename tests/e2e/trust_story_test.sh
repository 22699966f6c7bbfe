# A year of one flag, told in docs/trust-story.md: who may turn it on, what an edit drops and what it leaves standing, what a
# stolen CI key can do, and how it is killed and brought back. Stock ssh-keygen, ssh-agent, git and minisign are the other side.
. "$(dirname "$0")/lib.sh"
need ssh-keygen
need ssh-agent
need minisign
need jq

cd "$scratch"
day=2026-05-01
at() { printf '%sT%s:00Z' "$day" "$1"; }
ensign() { "$ENSIGN" "$@" --as-of "$day"; }
commit() { git add -A && git commit -qm "$1"; }

for person in ada ben cem dan; do ssh-keygen -q -t ed25519 -N '' -C $person@example.com -f $person; done
for key in root-a root-b ci clock; do "$ENSIGN" key new --out $key.key --quiet; done
eval "$(ssh-agent -s)" >/dev/null
trap 'kill "$SSH_AGENT_PID"; rm -rf "$scratch"' EXIT
ssh-add -q ada ben 2>"$scratch/said"

mkdir -p shop/trust shop/flags/segments shop/flags/web shop/rollbacks/web
cd shop
git init -q
cat >ensign.yaml <<'END'
project: 5f0c2d7e9b1a4c33
name: shop
environments: { staging: {}, production: { protected: true } }
attributes: { workspace: { type: string, ascii: true, required: true } }
END
cat >trust/people.yaml <<END
people:
  ada: { keys: [ { key: "$(cat ../ada.pub)" } ] }
  ben: { keys: [ { key: "$(cat ../ben.pub)" } ] }
  cem: { keys: [ { key: "$(cat ../cem.pub)" } ] }
  dan: { keys: [ { key: "$(cat ../dan.pub)" } ] }
teams:
  team-web: { title: Web, members: [ada, ben] }
  team-security: { title: Security, members: [cem, dan] }
roles:
  product-owner: { title: Product owner, holders: [ada], duties: [Decide], escalation: All }
  emergency/production: { title: On call, holders: [ben], duties: [Answer], escalation: All }
END
cat >trust/policy.yaml <<'END'
approvals:
  - { rule: more, match: { kinds: [flag], environments: [production], direction: more }, people: 2 }
  - { rule: less, match: { kinds: [flag], environments: [production], direction: less }, people: 1 }
  - { rule: side-effects, match: { kinds: [flag], environments: [production], risk: [L3], direction: more }, people: 2, from: [ { team: team-security } ] }
unprotected: [staging]
duties: { L3: [fallback, kill-switch, playbook] }
reviews: { within: 5d }
END
flag() {  # KEY RISK
  cat <<END
key: $1
title: Flag $1
type: permission
owner: team-web
risk: $2
permanent: part of the product
fallback: { tier: 0, serve: off }
kill_switch: KS1
playbook: rollbacks/web/flags.md
environments:
  staging: { serve: on }
  production:
    serve: off
    rules: [ { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on } ]
END
}
printf 'name: pilots\ntitle: Pilots\nowner: team-web\nif: { workspace: [w1] }\n' >flags/segments/pilots.yaml
for i in $(seq -w 1 50); do flag "web-$i" L1 >"flags/web/web-$i.yaml"; done
flag mailer L3 | sed '/^    rules:/d' >flags/web/mailer.yaml
{
  printf 'levels:\n  KS1:\n    title: Everything of web\n    when: Orders are lost\n    flags: [mailer'
  for i in $(seq -w 1 50); do printf ', web-%s' "$i"; done
  printf ']\n    playbook: rollbacks/web/flags.md\nresume: [product-owner]\n'
} >flags/kill-switches.yaml
cat >rollbacks/web/flags.md <<END
---
title: Turn a flag of web off
owner: team-web
flags: [mailer]
window: 30min
budget: { detection: 5min, decision: 5min, execution: 10min, verification: 10min }
---
1. Kill the level: \`ensign kill KS1\`.
2. Look at the orders.
END
commit 'the shop, without protection'
expect 0 ensign check .

# The first day of protection: a root, then everybody signs what is there, once.
expect 0 ensign trust init --root-key ../root-a.key.pub --root-key ../root-b.key.pub --threshold 2 \
  --bundle-key production=../ci.key.pub --timestamp-key ../clock.key.pub --roster ada --policy ada --project ada \
  --require policy=1 --require project=1 --key ../root-a.key --key ../root-b.key
root=$(sha256sum trust/root/1.json | cut -d' ' -f1)
expect 0 ensign sign --as ada
for subject in file/ensign.yaml file/trust/people.yaml file/trust/policy.yaml flag/mailer@production; do said "  $subject"; done
for set in approvals/set/*; do
  expect 0 ensign approve "set/$(basename "$set")" --as ben --yes
  expect 0 ensign approve "set/$(basename "$set")" --as cem --yes --key-file ../cem
done
expect 0 ensign check . --gate --pin "$root"
commit 'protected'
build() {  # DIR OPTIONS…
  ensign build . --out "$1" --key ../ci.key --key ../clock.key --pin "$root" --only bundles "${@:2}"
}
expect 0 build ../out --first
proven() { "$ENSIGN" verify "$1/bundles/production/bundle.json" --root "$root" "${@:2}"; }
expect 0 proven ../out
expect 0 "$ENSIGN" client init --state ../client --root "$root" --from ../out --env production --require-proof L3 --as-of $day
client() { "$ENSIGN" client "$1" --state ../client --as-of "$day" "${@:2}"; }
expect 0 client update --from ../out
serves() { client get "$1" --format json --context '{"workspace":"w1","targetingKey":"u"}' 2>"$scratch/said" | jq -r .variant; }
[ "$(serves mailer)" = off ] || fail "the mailer is $(serves mailer)"

# A pull request turns the mailer on. The gate names the two who are missing; one signs through ssh-agent, the other with
# nothing but ssh-keygen.
day=2026-05-04
git switch -qc mailer-on
sed -i 's/^  production: { serve: off }$/  production: { serve: on }/; /^  production:$/,$s/    serve: off/    serve: on/' flags/web/mailer.yaml
commit 'turn the mailer on'
expect 1 ensign check . --base main
said 'EN303 approval-missing'
said 'flag/mailer@production'
said '1 of team `team-security` (`cem` or `dan`)'
expect 0 ensign check .  # without the gate it is well made, and says who is asked
expect 0 ensign sign flag/mailer@production --as ada --base main
commit 'proposed'
expect 1 ensign check . --base main
"$ENSIGN" statement flag/mailer@production --as cem --action approve --base main --as-of "$(at 12:00)" >../statement 2>"$scratch/said"
ssh-keygen -q -Y sign -n approval.v1@ensign -f ../cem ../statement 2>"$scratch/said"
cat ../statement ../statement.sig >approvals/flag/mailer@production/cem.approve.approval
commit 'approved by security'
expect 0 ensign check . --base main

# A comment edit keeps it green. A segment edit turns fifty flags red, and one signature over the set makes them green.
sed -i '1i# reviewed on Monday' flags/web/mailer.yaml
commit 'a comment'
expect 0 ensign check . --base main
git switch -q main && git merge -q --no-edit mailer-on
git switch -qc wider
sed -i 's/\[w1\]/[w1, w2]/' flags/segments/pilots.yaml
commit 'more pilots'
expect 1 ensign check . --base main
[ "$(grep -c 'error: .*EN303' "$scratch/output")" = 50 ] || fail "not fifty: $(grep -c 'error: .*EN303' "$scratch/output")"
before=$(ls approvals/set)
expect 0 ensign sign --as ada --base main
set=$(comm -13 <(echo "$before") <(ls approvals/set))
[ "$(wc -l <"approvals/set/$set/records")" = 50 ] || fail 'the set is not of fifty records'
expect 0 ensign approve "set/$set" --as ben --yes --base main
commit 'signed once'
expect 0 ensign check . --base main
git switch -q main && git merge -q --no-edit wider

# Somebody retires, and nothing drops.
day=2026-05-05
expect 0 ensign trust retire cem
expect 0 ensign sign file/trust/people.yaml file/trust/honoured/1.txt --as ada
commit 'cem has left'
expect 0 ensign check . --gate --pin "$root"
silent EN303
expect 0 build ../out2 --previous ../out
expect 0 proven ../out2
expect 0 client update --from ../out2
[ "$(serves mailer)" = on ] || fail "the mailer is $(serves mailer)"

# Two branches, green apart and red together: the flag that nobody approved as it now is is carried over, the rest ships.
day=2026-05-06
git switch -qc narrower
sed -i 's/\[w1, w2\]/[w1, w3]/' flags/segments/pilots.yaml
before=$(ls approvals/set)
expect 0 ensign sign --as ada --base main
set=$(comm -13 <(echo "$before") <(ls approvals/set))
expect 0 ensign approve "set/$set" --as ben --yes --base main
commit 'other pilots'
expect 0 ensign check . --base main
git switch -q main && git switch -qc one-more
sed -i 's/^    rules: \[/    rules: [ { name: staff, if: { workspace: [staff] }, serve: on },/' flags/web/web-01.yaml
expect 0 ensign sign flag/web-01@production --as ada --base main
expect 0 ensign approve flag/web-01@production --as ben --yes --base main
commit 'staff first'
expect 0 ensign check . --base main
git switch -q main && git merge -q --no-edit narrower && git merge -q --no-edit one-more
expect 1 ensign check . --gate
said 'flag/web-01@production'
expect 0 build ../out3 --previous ../out2
said 'flag/web-01@production'
[ "$(jq -r '.carried[].subject' ../out3/manifest.json)" = flag/web-01@production ] || fail "carried: $(jq -c .carried ../out3/manifest.json)"
old=$(jq -c '.flags["web-01"]' ../out2/bundles/production/bundle.json)
[ "$(jq -c '.flags["web-01"]' ../out3/bundles/production/bundle.json)" = "$old" ] || fail 'what was carried has changed'
[ "$(jq -c '.flags["web-02"]' ../out3/bundles/production/bundle.json)" != "$(jq -c '.flags["web-02"]' ../out2/bundles/production/bundle.json)" ] || fail 'the rest did not ship'
before=$(ls approvals/set)
expect 0 ensign sign flag/web-01@production --as ada
expect 0 ensign approve flag/web-01@production --as ben --yes
commit 'signed as it is'
expect 0 ensign check . --gate
expect 0 build ../out4 --previous ../out3
[ "$(jq -c ".carried // []" ../out4/manifest.json)" = "[]" ] || fail "carried: $(jq -c .carried ../out4/manifest.json)"
expect 0 client update --from ../out4

# With the stolen CI key alone: a record rewritten to L0, and an old record brought back. Both are exposed.
cp -r ../out4 ../forged
bundle=../forged/bundles/production/bundle.json
resign() {
  comment=$(sed -n 's/^trusted comment: //p' ../out4/bundles/production/bundle.json.*.minisig | head -1)
  for signature in "$bundle".*.minisig; do
    minisign -SHm "$bundle" -s ../ci.key -x "$signature" -t "$comment" >"$scratch/said" 2>&1 </dev/null
  done
}
rewritten() { jq -cS "$1" ../out4/bundles/production/bundle.json >"$bundle" && resign; }
rewritten '.flags.mailer.defaultVariant = "off"'
expect 1 proven ../forged
jq -cS '.records["flag/mailer@production"] |= sub("\"L3\"";"\"L0\"")' ../out4/bundles/production/proof.json >../forged/bundles/production/proof.json
cp ../out4/bundles/production/bundle.json* ../forged/bundles/production/
expect 1 proven ../forged
cp ../out/bundles/production/proof.json ../forged/bundles/production/
expect 1 proven ../forged

# A kill from a laptop without the repository. Builds carry it, and only the sign-off lifts it.
day=2026-05-07
expect 0 "$ENSIGN" publish ../out4 --to ../there --root "$root"
(cd .. && mkdir laptop && cd laptop && "$ENSIGN" kill mailer --env production --reason 'Mails go out twice' --as ben \
  --bundle - --out night --key-file ../ben --as-of "$(at 03:00)" <../there/bundles/production/bundle.json) >"$scratch/output" 2>&1 ||
  fail "$(cat "$scratch/output")"
said 'mailer -> off for everybody'
cp -r ../laptop/night/bundles ../there/
expect 0 "$ENSIGN" publish --refresh ../there --key ../clock.key --as-of "$(at 03:01)"
day=$(at 03:02) expect 0 client update --from ../there
[ "$(day=$(at 03:02) serves mailer)" = off ] || fail 'the client does not serve the kill'
cp ../laptop/night/*.md releases/incidents/ 2>/dev/null || { mkdir -p releases/incidents && cp ../laptop/night/*.md releases/incidents/; }
commit 'the incident'
expect 0 build ../out5 --previous ../there
[ "$(jq -r '.flags.mailer.defaultVariant' ../out5/bundles/production/flagd.json)" = off ] || fail 'the build does not carry the kill'
incident=$(ls releases/incidents/*.md)
overlay=$(basename ../laptop/night/bundles/production/kill/*.json .json)
sed -i "s|^review:|lifted: [ { kill: \"sha256:$overlay\", approved_by: [ { role: product-owner, by: ada, on: 2026-05-07 } ] } ]\nreview:|" "$incident"
commit 'lifted, says the file'
expect 0 build ../out6 --previous ../there
said 'stays in force'
expect 0 ensign sign "file/$incident" --as ada
commit 'lifted, says ada'
expect 0 build ../out7 --previous ../there
silent 'stays in force'
[ "$(jq -r '.flags.mailer.defaultVariant' ../out7/bundles/production/flagd.json)" = on ] || fail 'the kill was not lifted'
expect 0 proven ../out7
said "ends the kill $overlay, on the word of whoever built this"
expect 0 "$ENSIGN" publish ../out7 --to ../there --root "$root"

# A review that is overdue is a debt, and blocks no rollback.
day=2026-06-20
expect 1 ensign check .
said 'EN503 review-overdue'
git switch -qc rollback
sed -i '/^  production:$/,$s/    serve: on/    serve: off/' flags/web/mailer.yaml
expect 0 ensign sign flag/mailer@production --as ada --base main
commit 'the mailer is off again'
expect 0 ensign check . --base main
expect 0 build ../out8 --previous ../there
jq -e '.debts[] | select(.rule == "EN503")' ../out8/manifest.json >"$scratch/said" || fail 'the review is no debt'
git switch -q main

# Editing what staging serves needs one commit and nothing else.
git switch -qc staging
sed -i 's/^  staging: { serve: on }/  staging: { serve: { on: 25, off: 75 }, by: workspace }/' flags/web/web-02.yaml
commit 'a quarter of staging'
expect 0 ensign check . --base main
