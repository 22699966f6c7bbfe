# Ensign governs itself: its own flags, releases and playbooks are clean and build.
. "$(dirname "$0")/lib.sh"

expect 0 "$ENSIGN" check "$ENSIGN_SOURCE" --as-of 2026-11-21
expect 0 "$ENSIGN" build "$ENSIGN_SOURCE" --as-of 2026-11-21 --out "$scratch/out"

# What the flags' records say of the program is what the program does.
s4_clone "$scratch/repository"
inode() { stat -c %i "$scratch/built/site/index.html"; }
build() { "$ENSIGN" build "$scratch/repository" --as-of $as_of --first --quiet --out "$scratch/built"; }
build
kept=$(inode)
build
[ "$kept" = "$(inode)" ] || fail "link-unchanged is on, and an unchanged file was written anew"
ENSIGN_LINK_UNCHANGED=false build
[ "$kept" != "$(inode)" ] || fail "link-unchanged is off, and the file was linked"

# A folder that is named relative to where one stands, there or not, with a final slash or without.
cd "$scratch"
for out in relative relative relative/ deep/er/out; do
  expect 0 "$ENSIGN" build repository --as-of $as_of --out $out
  [ -f "$out/manifest.json" ] || fail "nothing in $out"
done
cd repository
expect 0 "$ENSIGN" build --as-of $as_of --out out
expect 3 "$ENSIGN" build --as-of $as_of --out flags/out
expect 3 "$ENSIGN" build --as-of $as_of --out .
expect 3 "$ENSIGN" build --as-of $as_of --out ..
