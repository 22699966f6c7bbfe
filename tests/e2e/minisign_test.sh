# Stock minisign and sha256sum, which know nothing of Ensign, accept what a build wrote, and refuse it
# once a byte differs.
. "$(dirname "$0")/lib.sh"
need minisign

"$ENSIGN" key new --out "$scratch/ci.key" --quiet
expect 0 "$ENSIGN" build "$s4/repository" --as-of $as_of --key "$scratch/ci.key" --out "$scratch/out"
cd "$scratch/out"
for environment in staging production; do
  bundle=bundles/$environment/bundle.json
  signature=$(ls $bundle.*.minisig)
  minisign -VHm $bundle -x "$signature" -p "$scratch/ci.key.pub" >"$scratch/said"
  grep -q "^Trusted comment: ensign-bundle/1 project=[0-9a-f]* env=$environment seq=1 issued=2025-08-25T23:59:59Z expires=" \
    "$scratch/said" || fail "trusted comment: $(cat "$scratch/said")"
done
minisign -VHm manifest.json -p "$scratch/ci.key.pub" >/dev/null
printf ' ' >>$bundle
if minisign -VHm $bundle -x "$signature" -p "$scratch/ci.key.pub" >/dev/null 2>&1; then fail "a changed bundle was accepted"; fi
truncate -s -1 $bundle

# The manifest lists every file but itself and its signature, with the digests that sha256sum finds.
need node
node -e 'for (const f of JSON.parse(require("fs").readFileSync("manifest.json")).files) console.log(f.sha256 + "  " + f.path)' >"$scratch/sums"
sha256sum --quiet -c "$scratch/sums"
find . -type f ! -name 'manifest.json*' -printf '%P\n' | sort >"$scratch/there"
cut -c67- "$scratch/sums" | sort | diff - "$scratch/there"

# A key that others can read is not used.
chmod 644 "$scratch/ci.key"
expect 3 "$ENSIGN" build "$s4/repository" --as-of $as_of --key "$scratch/ci.key" --out "$scratch/other"
[ ! -e "$scratch/other" ] || fail "something was written"
