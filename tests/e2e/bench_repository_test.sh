# The repository of the benchmark is the same wherever it is made, down to the id of its commit, and
# what is measured on it is the ordinary work: it checks without a finding, and builds.
. "$(dirname "$0")/lib.sh"
: "${ENSIGN_BENCH_REPOSITORY:?path of the generator}" "${ENSIGN_BENCH_ROOT:?path of the signer}"

repository() {
  git init -q "$1"
  "$ENSIGN_BENCH_REPOSITORY" 50 | git -C "$1" fast-import --quiet
  git -C "$1" reset -q --hard
}
repository "$scratch/one"
(export LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati && repository "$scratch/two")
one=$(git -C "$scratch/one" rev-parse HEAD)
[ "$one" = "$(git -C "$scratch/two" rev-parse HEAD)" ] || fail "two runs make two repositories"
[ "$(git -C "$scratch/one" rev-list --count HEAD)" -ge 10 ] || fail "there is no history"
widest=$(git -C "$scratch/one" log --format=%h | while read -r commit; do
  git -C "$scratch/one" show --name-only --format= "$commit" -- 'flags/*/*' | grep -vc flags/segments || true
done | sort -n | tail -1)
[ "$widest" -ge 50 ] || fail "no commit touches every flag"

expect 0 "$ENSIGN" check "$scratch/one" --as-of 2026-09-01
grep -q '^clean: 50 flags' "$scratch/output" || fail "not clean: $(cat "$scratch/output")"
expect 0 "$ENSIGN" build "$scratch/one" --as-of 2026-09-01 --out "$scratch/out"

# The steps that the benchmark reads, with a time each; only on request.
expect 0 "$ENSIGN" build "$scratch/one" --as-of 2026-09-01 --out "$scratch/out" --verbose
for step in freeze parse link judge seal bundles site notes manifest write; do
  grep -Eq "^$step +[0-9.]+ ms +[0-9.]+ ms CPU +[0-9]+ MB$" "$scratch/output" || fail "no line about $step"
done

# Under a root of trust all of it is approved, and the proof says so.
pin=$("$ENSIGN_BENCH_ROOT" "$scratch/two" 2026-09-01)
git -C "$scratch/two" add -A
git -C "$scratch/two" commit -qm "a root of trust"
expect 0 "$ENSIGN" check "$scratch/two" --gate --pin "$pin" --as-of 2026-09-01
expect 0 "$ENSIGN" build "$scratch/two" --pin "$pin" --as-of 2026-09-01 --first --only bundles --out "$scratch/rooted"
! grep -q '^carried' "$scratch/output" || fail "not all is approved: $(cat "$scratch/output")"
proof=$scratch/rooted/bundles/production/proof.json
[ "$(grep -o '"subject":"flag/' "$proof" | wc -l)" -ge 40 ] || fail "the proof is too small"
expect 0 "$ENSIGN" build "$scratch/two" --pin "$pin" --as-of 2026-09-01 --only bundles --out "$scratch/rooted"
