# Who may kill, and what becomes of a kill of somebody who may not: it is refused before it is signed, and one that was made all
# the same stops no publisher, is named in no timestamp, and alarms no client. Two people push kills to one branch.
. "$(dirname "$0")/lib.sh"
need jq
. "$(dirname "$0")/shop.sh"

said() { grep -qF -- "$1" "$scratch/output" || fail "nothing about $1: $(cat "$scratch/output")"; }
silent() { ! grep -qF -- "$1" "$scratch/output" || fail "says $1: $(cat "$scratch/output")"; }
digest_in() { basename "$1"/bundles/production/kill/*.json .json; }
kill_as() { "$ENSIGN" kill checkout --env production --reason "${reason:-Orders are lost}" --as "$1" --as-of $day "${@:2}"; }
sed -i 's/production: { serve: off }/production: { serve: on }/' "$repo/flags/web/checkout.yaml"
by ada propose flag/checkout@production
by ben approve flag/checkout@production
commit 'on'
expect 0 build --out out --first
expect 0 "$ENSIGN" publish out --to there
expect 0 "$ENSIGN" client init --state c --env production --root "$pin" --from there
mkdir empty

# Who may not is told who may, before anything is signed; so is who has the wrong key. Through a pipe nobody can know.
cd empty
expect 2 kill_as ada --bundle ../there --key-file ../keys/ada
said '`ada` may not kill in `production`'
said 'by the role `emergency/production` of ../there/bundles/production/proof.json: ben'
[ ! -e ensign-kill ] || fail 'something was written'
expect 3 kill_as ben --bundle ../there/bundles/production/bundle.json --key-file ../keys/ada
said 'is none of `ben`'
expect 2 kill_as ada --bundle - --key-file ../keys/ada --repository "$repo" --drill <../there/bundles/production/bundle.json
said 'trust/people.yaml: ben'
expect 0 kill_as ada --bundle - --key-file ../keys/ada --out ../junk <../there/bundles/production/bundle.json
said 'could not be looked up'
cd ..

# Such a kill hinders nobody, and is told with the file to remove.
cp -r junk/bundles there/
junk=$(digest_in junk)
expect 0 "$ENSIGN" publish --refresh there --key keys/ts --as-of $day
said "there/bundles/production/kill/$junk.json does not count"
[ "$(jq -c .kills there/bundles/production/timestamp.json)" = '[]' ] || fail 'the timestamp names a kill that does not count'
expect 0 "$ENSIGN" client update --state c --from there --as-of $day
silent alarm
expect 0 "$ENSIGN" publish out --to there
said "there/bundles/production/kill/$junk.json does not count"
expect 0 kill_as ben --bundle there --key-file keys/ben --out night
[ "$(jq -r .flags.checkout.defaultVariant night/bundles/production/flagd.json)" = off ] || fail 'the kill is not in flagd.json'
said "there/bundles/production/kill/$junk.json does not count"

# One that counts is named, carried, and kept when duty has changed.
cp -r night/bundles there/
expect 3 "$ENSIGN" publish out --to there
said 'was killed by ben'
expect 0 "$ENSIGN" publish --refresh there --key keys/ts --as-of $day
real=$(digest_in night)
[ "$(jq -r '.kills[]' there/bundles/production/timestamp.json)" = "$real" ] || fail 'the timestamp does not name the kill'
expect 0 build --out out --previous there
expect 0 "$ENSIGN" publish out --to there
expect 0 "$ENSIGN" client update --state c --from there --as-of $day
expect 0 "$ENSIGN" client get checkout --state c --as-of $day
said '"variant":"off"'

# The key of who it is, among those of the agent.
if command -v ssh-agent >/dev/null; then
  eval "$(ssh-agent -s)" >/dev/null
  trap 'kill "$SSH_AGENT_PID"; rm -rf "$scratch"' EXIT
  ssh-keygen -q -t ed25519 -N '' -f keys/other
  ssh-add -q keys/ada && ssh-add -q keys/other && ssh-add -q keys/ben
  (cd empty && expect 0 kill_as ben --bundle ../there --drill) || fail 'with the proof'
  (cd "$repo" && expect 0 kill_as ben --bundle - --drill <../there/bundles/production/bundle.json) || fail 'with the repository'
  ssh-add -q -d keys/ben
  (cd empty && expect 3 kill_as ben --bundle ../there --drill && said 'ssh-agent holds none of the keys of `ben`') || fail 'no key'
fi
git -C "$repo" clean -fdq

# Two people, each from a folder of their own, push to one repository; the first finds no branch there.
git init -q --bare remote.git
for reason in 'First fire' 'Second fire'; do
  night=night-${reason%% *}
  expect 0 kill_as ben --bundle there --key-file keys/ben --out "$night"
  line=$(sed -n 's/^or push it: //p' "$scratch/output" | sed "s|REMOTE|$scratch/remote.git|g")
  sh -ec "$line" >pushed 2>&1 || fail "the line for the push of $night: $(cat pushed)"
  [ ! -s pushed ] || fail "the push says: $(cat pushed)"
done
[ "$(git -C remote.git ls-tree -r --name-only ensign-kill/production | grep -c 'kill/[0-9a-f]*\.json$')" = 2 ] || fail 'a kill did not arrive'
unset reason

# A kill and a drill in one second have pages of their own; the same kill twice is one incident.
expect 0 kill_as ben --bundle there --key-file keys/ben --out night
said 'is there already'
expect 0 kill_as ben --bundle there --key-file keys/ben --out night --drill
[ "$(ls night/*-kill-*.md | wc -l)" = 2 ] || fail "$(ls night)"

# Mistakes in what was asked.
expect 2 "$ENSIGN" kill checkout --env prod --reason x --as ben --bundle there --key-file keys/ben
said 'did you mean `production`?'
expect 2 kill_as ben --bundle nowhere --key-file keys/ben
said 'there is no nowhere'
expect 2 kill_as ben --bundle there --key-file keys/ben --mirror nomirror
said 'there is no folder nomirror'
reason=' ' expect 2 kill_as ben --bundle there --key-file keys/ben
said 'needs a reason'

# What is exported says who may kill, to the stock tool.
"$ENSIGN" key export "$repo" >allowed
kill=night/bundles/production/kill/$real.json
ssh-keygen -q -Y verify -f allowed -I ben -n breakglass.v1@ensign -s "$kill.sshsig" <"$kill" || fail 'ssh-keygen refuses the kill'
! ssh-keygen -q -Y verify -f allowed -I ada -n breakglass.v1@ensign -s "junk/bundles/production/kill/$junk.json.sshsig" \
  <"junk/bundles/production/kill/$junk.json" 2>/dev/null || fail 'ada may kill, says the exported file'

# Under a root without the role nobody may, and all who read overlays say so. Founding it says what to write.
sed -i '/^roles:/,$d' "$repo/trust/people.yaml"
by ada propose file/trust/people.yaml
commit 'nobody is on duty'
rm -rf out there c
expect 0 build --out out --first
expect 0 "$ENSIGN" publish out --to there
expect 2 kill_as ben --bundle there --key-file keys/ben
said 'nobody may kill in `production`'
said 'roles: { emergency/production: { holders: [ben] } }'
cp -r night/bundles there/
expect 0 "$ENSIGN" publish --refresh there --key keys/ts --as-of $day
said "$real.json does not count"
expect 0 "$ENSIGN" client init --state c --env production --root "$pin" --from there
expect 0 "$ENSIGN" client update --state c --from there --as-of $day
silent alarm
expect 0 "$ENSIGN" client get checkout --state c --as-of $day
said '"variant":"on"'
expect 0 build --out out --previous there
rm -r "$repo/trust/root"
expect 0 "$ENSIGN" trust init "$repo" --root-key keys/root.pub --key keys/root --roster ada --policy ada --project ada --as-of $day
said 'nobody may kill in production: write into trust/people.yaml who may'
said 'roles: { emergency/production: { holders: [ada] } }'
rm -r "$repo/trust/root"
printf 'roles:\n  emergency/production: { holders: [ben] }\n' >>"$repo/trust/people.yaml"
expect 0 "$ENSIGN" trust init "$repo" --root-key keys/root.pub --key keys/root --roster ada --policy ada --project ada --as-of $day
said 'a kill in production: any of `ben` (role `emergency/production` of trust/people.yaml)'
