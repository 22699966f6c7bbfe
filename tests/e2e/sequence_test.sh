# seq counts contents, not builds; the previous bundle is verified before anything is built on it.
. "$(dirname "$0")/lib.sh"
need node

seq_of() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).ensign.seq' "$1/bundles/production/bundle.json"; }
build() { "$ENSIGN" build "$repository" --as-of "$1" --key "$scratch/ci.key" --out "$scratch/out" --quiet "${@:2}"; }

repository=$scratch/repository
s4_clone "$repository"
"$ENSIGN" key new --out "$scratch/ci.key" --quiet
build 2025-08-25
before=$(sha256sum <"$scratch/out/bundles/production/bundle.json")
[ "$(seq_of "$scratch/out")" = 1 ] || fail "the first seq is 1"

# A comment and a later day change nothing that clients see.
sed -i '1i # a comment' "$repository"/flags/s4/csf-grid.yaml
build 2025-08-26
[ "$before" = "$(sha256sum <"$scratch/out/bundles/production/bundle.json")" ] || fail "equal contents got new bytes"

# Half its lifetime later the same contents are issued anew.
build 2025-09-20
[ "$(seq_of "$scratch/out")" = 2 ] || fail "seq after half the lifetime: $(seq_of "$scratch/out")"
prev=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).ensign.prev' "$scratch/out/bundles/production/bundle.json")
[ "$prev  -" = "$before" ] || fail "prev is not the digest of the bundle before"

# A changed bundle, a foreign key and a foreign folder are refused, and the output stays as it was.
cp -r "$scratch/out" "$scratch/broken"
sed -i 's/"seq":2/"seq":9/' "$scratch/broken/bundles/production/bundle.json"
digest=$(digest_of "$scratch/out")
expect 3 build 2025-09-20 --previous "$scratch/broken"
grep -q 'changed after it was signed' "$scratch/output" || fail "no reason: $(cat "$scratch/output")"
"$ENSIGN" key new --out "$scratch/other.key" --quiet
expect 3 "$ENSIGN" build "$repository" --as-of 2025-09-20 --key "$scratch/other.key" --out "$scratch/out"
mkdir "$scratch/mine" && echo precious >"$scratch/mine/letter.txt"
expect 3 "$ENSIGN" build "$repository" --as-of 2025-09-20 --key "$scratch/ci.key" --out "$scratch/mine"
[ "$(cat "$scratch/mine/letter.txt")" = precious ] || fail "a foreign file was touched"
expect 3 "$ENSIGN" build "$repository" --as-of 2025-09-20 --key "$scratch/ci.key" --out "$repository/flags/out"
[ "$digest" = "$(digest_of "$scratch/out")" ] || fail "a refused build changed the output"
