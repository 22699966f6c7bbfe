# model.json, notes/, interop/ and the site's feeds and calendars, of all systems, read by programs of
# others: ajv, ical.js, feedsmith, xmllint, ssh-keygen and promtool.
. "$(dirname "$0")/lib.sh"
need node
[ -d "$ENSIGN_SOURCE/tests/node/node_modules/ical.js" ] || skip "npm ci was not run in tests/node"

day_of() { sed -n 's/.*`--as-of \([0-9-]*\)`.*/\1/p' "$1/README.md" | head -1; }
# The schema of the flag manifest of open-feature/cli, where the outside test data has it.
manifest_schema=${ENSIGN_CONFORMANCE:-}/openfeature-cli/flag-manifest.json
[ -f "$manifest_schema" ] || { echo "the flag manifest is not held against its schema: there is no $manifest_schema"; manifest_schema=; }
everything='[allowed-signers, atom, codeowners, icalendar, kubernetes, openfeature-cli, prometheus]'
listed='CODEOWNERS allowed_signers calendar.ics expiry.ics feeds kubernetes openfeature prometheus'

for system in "$ENSIGN_SOURCE"/tests/systems/*/; do
  system=${system%/}
  name=${system##*/}
  repository=$scratch/$name/repository
  out=$scratch/$name/out
  mkdir -p "$scratch/$name"
  cp -r "$system/repository" "$repository"
  sed -i '/^outputs:/d' "$repository/ensign.yaml"
  expect 0 "$ENSIGN" build "$repository" --as-of "$(day_of "$system")" --first --only interop --out "$scratch/$name/none"
  [ ! -e "$scratch/$name/none/interop" ] || fail "$name: interop/ is there although nothing is listed"

  echo "outputs: $everything" >>"$repository/ensign.yaml"
  expect 0 "$ENSIGN" build "$repository" --as-of "$(day_of "$system")" --first --out "$out"
  [ "$(cd "$out/interop" && echo *)" = "$listed" ] || fail "$name: interop/ holds $(ls "$out/interop")"
  expect 0 node "$ENSIGN_SOURCE/tests/node/check_outputs.mjs" "$ENSIGN_SOURCE/schema" "$repository" "$out" $manifest_schema

  # The manifest names every file.
  (cd "$out" && find . -type f ! -name 'manifest.json*' | sed 's|^\./||' | sort) >"$scratch/there"
  node -e 'for (const f of JSON.parse(require("fs").readFileSync(process.argv[1])).files) console.log(f.path)' \
    "$out/manifest.json" | sort >"$scratch/named"
  diff "$scratch/there" "$scratch/named" || fail "$name: the manifest names other files"

  if command -v xmllint >/dev/null; then
    xmllint --noout "$out"/interop/feeds/*.atom "$out"/site/feeds/*.atom || fail "$name: a feed is no XML"
  fi
  if command -v promtool >/dev/null; then
    expect 0 promtool check rules "$out"/interop/prometheus/records.yaml "$out"/interop/prometheus/alerts.yaml
    (cd "$out/interop/prometheus" && expect 0 promtool test rules alerts_test.yaml)
  else
    echo "the rules of Prometheus are not tested: promtool is not installed"
  fi

  # For everybody: no file of the roster's contacts, no feed of a team, no dates of the inside.
  echo 'site: public' >>"$repository/ensign.yaml"
  sed -i '0,/^site: internal/{/^site: internal/d}' "$repository/ensign.yaml"
  expect 0 "$ENSIGN" build "$repository" --as-of "$(day_of "$system")" --first --only site --out "$scratch/$name/open"
  [ -f "$scratch/$name/open/site/feeds/all.atom" ] || fail "$name: the public site has no feed"
  [ -z "$(find "$scratch/$name/open/site" -name 'team-*.atom' -o -name expiry.ics)" ] || fail "$name: the public site tells of the inside"
  ! grep -rqE 'FREEZE|DUE|term="(incident|expiry)"' "$scratch/$name/open/site"/*.ics "$scratch/$name/open/site/feeds" ||
    fail "$name: the public site tells of the inside"
done

# allowed_signers: a person's signature holds, within the days of the key alone.
need ssh-keygen
s=$scratch/signers
mkdir -p "$s"
cp -r "$s4/repository" "$s/repository"
ssh-keygen -q -t ed25519 -N '' -C '' -f "$s/active"
ssh-keygen -q -t ed25519 -N '' -C '' -f "$s/retired"
public() { cut -d' ' -f1,2 "$1.pub"; }
sed -i "s|^  marit: .*|  marit: { name: Marit Solberg, contact: marit.solberg@example.com, keys: [ { key: \"$(public "$s/active")\", from: 2025-01-01, until: 2025-12-31 }, { key: \"$(public "$s/retired")\", state: retired } ] }|" \
  "$s/repository/trust/people.yaml"
sed -i '/^outputs:/d' "$s/repository/ensign.yaml"
echo 'outputs: [allowed-signers]' >>"$s/repository/ensign.yaml"
expect 0 "$ENSIGN" build "$s/repository" --as-of "$as_of" --first --only interop --out "$s/out"
echo text >"$s/text"
for key in active retired; do
  ssh-keygen -q -Y sign -f "$s/$key" -n approval.v1@ensign <"$s/text" >"$s/$key.sig" 2>/dev/null
done
ssh-keygen -q -Y sign -f "$s/active" -n file <"$s/text" >"$s/other.sig" 2>/dev/null
verify() { # SIGNATURE NAMESPACE TIME
  ssh-keygen -Y verify -f "$s/out/interop/allowed_signers" -I marit -n "$2" -s "$s/$1.sig" -Overify-time="$3" <"$s/text" >"$scratch/output" 2>&1
}
verify active approval.v1@ensign 20250601Z || { cat "$scratch/output" >&2; fail "a good signature is refused"; }
verify active approval.v1@ensign 20251231235959Z || fail "the last second of the last day is refused"
! verify active approval.v1@ensign 20260101000000Z || fail "a signature after the last day holds"
! verify active approval.v1@ensign 20241231235959Z || fail "a signature before the first day holds"
! verify retired approval.v1@ensign 20250601Z || fail "a retired key signs"
! verify other file 20250601Z || fail "another namespace holds"

# A word that this version does not write is refused.
sed -i 's/^outputs:.*/outputs: [argo-rollouts]/' "$s/repository/ensign.yaml"
expect 1 "$ENSIGN" check "$s/repository" --as-of "$as_of"
grep -q 'EN025' "$scratch/output" || fail "an unknown output is taken"
