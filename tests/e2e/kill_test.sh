# A kill at night, from the bundle alone: stock ssh-keygen verifies the overlay, flagd-core serves the fallback from flagd.json,
# builds carry it, and only the sign-off of an incident lifts it.
. "$(dirname "$0")/lib.sh"
need node
need ssh-keygen
[ -d "$ENSIGN_SOURCE/tests/node/node_modules/@openfeature/flagd-core" ] || skip "npm ci was not run in tests/node"

repository=$scratch/repository out=$scratch/out there=$scratch/there night=$scratch/night
"$ENSIGN" init "$repository" --name shop --as-of 2026-05-01 --quiet
ssh-keygen -q -t ed25519 -N '' -C ada -f "$scratch/ada"
ssh-keygen -q -t ed25519 -N '' -C eve -f "$scratch/eve"
cat >"$repository/trust/people.yaml" <<YAML
people:
  you: { name: Ada Obi, contact: ada@example.com, keys: [ { key: "$(cat "$scratch/ada.pub")" } ] }
roles:
  product-owner: { title: Product owner, holders: [you], duties: [Decide], escalation: All }
YAML
echo 'resume: [product-owner]' >>"$repository/flags/kill-switches.yaml"
git -C "$repository" init -q && git -C "$repository" add -A && git -C "$repository" commit -qm start
"$ENSIGN" key new --out "$scratch/ci.key" --quiet
build() { "$ENSIGN" build "$repository" --as-of "$1" --key "$scratch/ci.key" --quiet --only bundles --out "$out" "${@:2}"; }
turn_on() { sed -i 's/^    serve: off$/    serve: on/; /^tests:/,$d' "$repository"/flags/web/new-start-page.yaml; }
turn_on
expect 0 build 2026-05-01
"$ENSIGN" publish "$out" --to "$there" --quiet
bundle=$there/bundles/production/bundle.json

answer() {  # of the flag, by flagd-core
  echo '[{"flag":"new-start-page","context":{"user":{"email":"x@example.com"}}}]' >"$scratch/cases.json"
  node "$ENSIGN_SOURCE/tests/node/evaluate_bundle.mjs" "$1" "$scratch/cases.json" |
    node -e 'const [a] = JSON.parse(require("fs").readFileSync(0)); console.log(a.value, a.variant, a.reason)'
}
[ "$(answer "$there/bundles/production/flagd.json" | cut -d' ' -f1)" = true ] || fail "the flag is not on"

# No repository at all: the bundle comes through a pipe.
mkdir "$scratch/empty"
cd "$scratch/empty"
kill_it() { "$ENSIGN" kill "$@" --env production --reason 'Orders are lost' --as you --key-file "$scratch/ada" --as-of 2026-05-02T03:00:00Z; }
expect 2 kill_it new-start-pag --bundle "$bundle"
grep -q 'did you mean `new-start-page`' "$scratch/output" || fail "no suggestion: $(cat "$scratch/output")"
expect 2 "$ENSIGN" kill KS1 --env staging --reason x --as you --bundle "$bundle" --key-file "$scratch/ada"
kill_it new-start-page --bundle - --out "$night" <"$bundle" >"$scratch/output" 2>&1 || { cat "$scratch/output"; fail "the kill"; }
grep -q 'new-start-page -> off for everybody' "$scratch/output" || fail "it does not say what it does: $(cat "$scratch/output")"
grep -q 'the smallest level that covers them is KS1' "$scratch/output" || fail "no level is proposed: $(cat "$scratch/output")"
overlay=$(ls "$night"/bundles/production/kill/*.json)
digest=$(basename "$overlay" .json)
[ "$(sha256sum <"$overlay" | cut -c-64)" = "$digest" ] || fail "the name is not the digest"
[ -f "$night"/2026-05-02-kill-*.md ] || fail "there is no incident beside the overlay"
echo "you namespaces=\"breakglass.v1@ensign\" $(cut -d' ' -f1,2 "$scratch/ada.pub")" >"$scratch/allowed"
ssh-keygen -q -Y verify -f "$scratch/allowed" -I you -n breakglass.v1@ensign -s "$overlay.sshsig" <"$overlay" || fail "ssh-keygen refuses the signature"
node "$ENSIGN_SOURCE/tests/node/hold_output.mjs" "$ENSIGN_SOURCE/schema/outputs/kill.schema.json" "$overlay" || fail "the schema"
[ "$(answer "$night/bundles/production/flagd.json")" = 'false off STATIC' ] || fail "flagd.json: $(answer "$night/bundles/production/flagd.json")"

# The direct upload, and waiting for the mirror. The incident goes into the repository, which may be red.
echo 'red: [' >>"$repository/flags/web/new-start-page.yaml"
rm -rf "$night"
(sleep 1; cp -r "$night/bundles" "$there/") &
expect 0 kill_it KS1 --bundle "$there" --out "$night" --mirror "$there" --repository "$repository"
wait
push=$(sed -n 's/^or push it: //p' "$scratch/output" | sed "s|REMOTE|$scratch/remote.git|g")
grep -q 'serves it after [0-9.]* s' "$scratch/output" || fail "the time is not told: $(cat "$scratch/output")"
git -C "$repository" checkout -q flags && turn_on
incident=$(ls "$repository"/releases/incidents/*-kill-*.md)
expect 0 "$ENSIGN" check "$repository" --as-of 2026-05-02
grep -q '^kill_switch: KS1$' "$incident" && grep -q '^review: { due: 2026-05-07 }$' "$incident" || fail "the incident: $(cat "$incident")"
[ "$(answer "$there/bundles/production/flagd.json")" = 'false off STATIC' ] || fail "the destination does not serve the kill"
expect 0 "$ENSIGN" verify "$there" --pub "$scratch/ci.key.pub"

# The line that is printed for a push works.
git init -q --bare "$scratch/remote.git"
sh -ec "$push" || fail "the line for the push does not work: $push"
git -C "$scratch/remote.git" ls-tree -r --name-only ensign-kill/production | grep -c bundles/production/kill/ >/dev/null || fail "nothing was pushed"

# A publisher that knows nothing of the kill is refused; a build on what is there carries it.
expect 3 "$ENSIGN" publish "$out" --to "$there"
grep -q 'was killed by you' "$scratch/output" || fail "$(cat "$scratch/output")"
expect 0 build 2026-05-03 --previous "$there"
[ "$(answer "$out/bundles/production/flagd.json")" = 'false off STATIC' ] || fail "the build does not carry the kill"
expect 0 "$ENSIGN" publish "$out" --to "$there"

# Somebody else's overlay is left out.
cp -r "$there" "$scratch/forged"
"$ENSIGN" kill --all --env production --reason x --as you --bundle "$scratch/forged" --out "$scratch/eve-out" --key-file "$scratch/eve" --quiet >/dev/null
cp -r "$scratch/eve-out/bundles" "$scratch/forged/"
expect 0 "$ENSIGN" build "$repository" --as-of 2026-05-03 --key "$scratch/ci.key" --only bundles --previous "$scratch/forged" --out "$scratch/other"
grep -q 'does not count and is left out' "$scratch/output" || fail "no remark: $(cat "$scratch/output")"
[ "$(ls "$scratch/other/bundles/production/kill" | wc -l)" = "$(ls "$out/bundles/production/kill" | wc -l)" ] || fail "a forged overlay was carried"

# Lifting: nothing without the roles of `resume:`, all with them.
lift() { sed -i "s|^review:|lifted: [ $1 ]\nreview:|" "$incident"; }
digest=$(sed -n 's/.*overlay sha256:\([0-9a-f]*\).*/\1/p' "$incident" | head -1)
lift "{ kill: \"sha256:$digest\" }"
expect 0 "$ENSIGN" build "$repository" --as-of 2026-05-04 --key "$scratch/ci.key" --only bundles --out "$out"
grep -q "stays in force: product-owner has not agreed" "$scratch/output" || fail "no remark: $(cat "$scratch/output")"
sed -i '/^lifted:/d' "$incident"
# A digest that is misspelt lifts nothing, and that is said.
lift "{ kill: \"sha256:$(printf '%064d' 7)\", approved_by: [ { role: product-owner, by: you, on: 2026-05-04 } ] }"
expect 0 "$ENSIGN" build "$repository" --as-of 2026-05-04 --key "$scratch/ci.key" --only bundles --out "$out"
grep -q "lifts the kill 0000000000000000 of .production., which is not in force there" "$scratch/output" || fail "no remark: $(cat "$scratch/output")"
[ "$(answer "$out/bundles/production/flagd.json")" = 'false off STATIC' ] || fail "another digest lifted the kill"
sed -i '/^lifted:/d' "$incident"
lift "{ kill: \"sha256:$digest\", approved_by: [ { role: product-owner, by: you, on: 2026-05-04 } ] }"
expect 0 build 2026-05-04
[ "$(answer "$out/bundles/production/flagd.json" | cut -d' ' -f1)" = true ] || fail "the kill was not lifted"
expect 0 "$ENSIGN" publish "$out" --to "$there"

# A drill does all but publish, and writes its record.
expect 0 kill_it KS1 --bundle "$there" --out "$scratch/drill" --drill --repository "$repository"
[ ! -e "$scratch/drill/bundles" ] || fail "a drill left an overlay that somebody could publish"
grep -q '^kind: kill-switch$' "$repository"/rollbacks/drills/2026-05-02-kill-*.md || fail "there is no record of the drill"
