# Every file below bundles/, as stock tools and `ensign verify` see it: targets, plain forms, environment files and the log of
# several builds; and what is refused once one of them was touched.
. "$(dirname "$0")/lib.sh"
need node

repository=$scratch/repository out=$scratch/out
cp -r "$ENSIGN_SOURCE/tests/systems/release-governance/repository" "$repository"
"$ENSIGN" key new --out "$scratch/ci.key" --quiet
build() { "$ENSIGN" build "$repository" --as-of "$1" --key "$scratch/ci.key" --only bundles --out "$out" --quiet "${@:2}"; }
verify() { "$ENSIGN" verify "$@" --pub "$scratch/ci.key.pub"; }
production=$out/bundles/production
log=$out/bundles/log/production

# Three issues: a first one, a change, and the same contents after half their lifetime. A build between them adds nothing.
flag=$repository/flags/clients/hold-updates.md
build 2026-02-22
sed -i '/production/s/offered/held/' "$flag"
build 2026-02-23
cp "$log/1.json" "$log/2.json" "$scratch"
build 2026-02-24
[ "$(ls "$log" | grep -c '\.json$')" = 2 ] || fail "a build that changes nothing made an entry"
build 2026-03-05
[ "$(ls "$log" | grep -c '\.json$')" = 3 ] || fail "the log does not hold three entries"
cmp "$log/1.json" "$scratch/1.json" && cmp "$log/2.json" "$scratch/2.json" || fail "an entry was not carried over unchanged"
node - "$log" <<'JS'
const { readFileSync } = require('fs'), { createHash } = require('crypto'), assert = require('assert');
const bytes = [1, 2, 3].map((seq) => readFileSync(`${process.argv[2]}/${seq}.json`));
const entries = bytes.map((one) => JSON.parse(one));
const digest = (what) => createHash('sha256').update(what).digest('hex');
entries.forEach((entry, i) => {
  assert.equal(entry.seq, i + 1);
  assert.equal(entry.prev, i === 0 ? null : entries[i - 1].sha256);
  assert.equal(entry.prev_entry, i === 0 ? null : digest(bytes[i - 1]));
});
assert.deepEqual(entries[1].changed.map((change) => change.subject), ['flag/hold-updates@production']);
const now = JSON.parse(readFileSync(`${process.argv[2]}/../../production/bundle.json`)).flags['hold-updates'];
const sorted = (value) => value && typeof value === 'object' && !Array.isArray(value)
  ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
assert.equal(entries[1].changed[0].new, digest(JSON.stringify(sorted(now))));
assert.equal(entries[0].changed.find((change) => change.subject === 'flag/hold-updates@production').new,
             entries[1].changed[0].old);
assert.deepEqual(entries[2].changed, []);
JS
[ "$(sha256sum <"$production/bundle.json")" = "$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).sha256' "$log/3.json")  -" ] ||
  fail "the newest entry does not name the bundle"

# Each signed file holds, by `ensign verify` and by stock minisign.
for file in "$production"/{bundle,web,tauri,server}.json "$log"/{1,2,3}.json "$out/manifest.json"; do
  expect 0 verify "$file"
  if command -v minisign >/dev/null && [ "${file##*/}" != manifest.json ]; then
    minisign -VHm "$file" -x "$file".*.minisig -p "$scratch/ci.key.pub" >/dev/null || fail "minisign refuses $file"
  fi
done
expect 0 verify "$out"
expect 0 verify "$production/web.json" --of "$production/bundle.json" --format json
grep -q '"target":"web","verified":true' "$scratch/output" || fail "$(cat "$scratch/output")"
expect 0 "$ENSIGN" verify "$production/web.json" --of "$production/bundle.json"
expect 1 "$ENSIGN" verify "$production/web.json" --of "$out/bundles/staging/bundle.json"
expect 2 "$ENSIGN" verify "$production/web.json"
expect 3 "$ENSIGN" verify "$out/nowhere.json" --pub "$scratch/ci.key.pub"
expect 3 "$ENSIGN" verify "$production/web.json" --pub "$out/nowhere.pub"

# A target in another's place carries its own name; a signature in another's place is refused.
cp -r "$out" "$scratch/moved"
cp "$scratch/moved/bundles/production/tauri.json" "$scratch/moved/bundles/production/web.json"
expect 1 verify "$scratch/moved/bundles/production/web.json"
expect 1 verify "$scratch/moved/manifest.json"
grep -q 'web.json has other bytes than were listed' "$scratch/output" || fail "$(cat "$scratch/output")"
touch "$out/stray"
expect 1 verify "$out/manifest.json" --format json
grep -q '"verified":false' "$scratch/output" || fail "$(cat "$scratch/output")"
rm "$out/stray"

# What was touched is not built upon, and the output stays as it was.
cp -r "$out" "$scratch/broken"
rm "$scratch/broken/bundles/log/production/2.json"
before=$(digest_of "$out")
expect 3 build 2026-03-06 --previous "$scratch/broken"
grep -q '2.json is missing from the log of `production`, which goes to seq 3' "$scratch/output" || fail "$(cat "$scratch/output")"
[ "$before" = "$(digest_of "$out")" ] || fail "a refused build changed the output"
rm -r "$scratch/broken" && cp -r "$out" "$scratch/broken"
rm "$scratch/broken/bundles/production/bundle.json"
expect 3 build 2026-03-06 --previous "$scratch/broken"
expect 0 build 2026-03-06 --first
[ "$(ls "$log" | grep -c '\.json$')" = 1 ] || fail "--first kept the old log"

# The environment file of our own two flags, read by a shell.
expect 0 "$ENSIGN" build "$ENSIGN_SOURCE" --as-of 2026-11-21 --first --only bundles --out "$scratch/own"
(set -eu; . "$scratch/own/bundles/release/release.env"; [ "$ENSIGN_LINK_UNCHANGED $ENSIGN_PROGRESS" = "true true" ]) ||
  fail "a shell reads something else: $(cat "$scratch/own/bundles/release/release.env")"
! LC_ALL=C grep -Ev '^(#.*|[A-Za-z_][A-Za-z0-9_]*=[A-Za-z0-9%+,./:=@_-]*)$' "$scratch/own/bundles/release/release.env" ||
  fail "a line needs quotes"
