# Publishing to a folder: what may follow what, files that appear whole at whatever time a publisher is killed, a lock, and
# timestamps that stock minisign accepts.
. "$(dirname "$0")/lib.sh"
need node
need minisign

repository=$scratch/repository out=$scratch/out there=$scratch/there
s4_clone "$repository"
"$ENSIGN" key new --out "$scratch/ci.key" --quiet
build() { "$ENSIGN" build "$repository" --as-of "$1" --key "$scratch/ci.key" --quiet --out "$2" "${@:3}"; }
publish() { "$ENSIGN" publish "$@"; }

build 2025-08-25 "$out"
expect 0 publish "$out" --to "$there" --dry-run
grep -q '^add bundles/production/bundle.json$' "$scratch/output" || fail "the dry run does not say what it would do"
[ "$(grep -E '^(add|replace|remove) ' "$scratch/output" | tail -1)" = 'add manifest.json' ] || fail "the manifest is not last"
[ ! -e "$there" ] || fail "a dry run wrote something"
expect 0 publish "$out" --to "$there"
[ "$(digest_of "$out")" = "$(digest_of "$there")" ] || fail "the copy differs"
expect 0 "$ENSIGN" verify "$there" --pub "$scratch/ci.key.pub"
expect 0 "$ENSIGN" log verify "$there" --pub "$scratch/ci.key.pub"
grep -q '^production: seq 1 to 1, without a gap' "$scratch/output" || fail "the log: $(cat "$scratch/output")"

# Two build on the same bundle: the second is refused, and builds again on what the first published.
cp -r "$out" "$scratch/second"
seq_of() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).ensign.seq' "$1/bundles/production/bundle.json"; }
build 2025-09-20 "$out"
build 2025-09-21 "$scratch/second"
[ "$(seq_of "$out")" = 2 ] && [ "$(seq_of "$scratch/second")" = 2 ] || fail "both are to have seq 2"
expect 0 publish "$out" --to "$there"
expect 3 publish "$scratch/second" --to "$there"
grep -q 'has another bundle with the same seq 2' "$scratch/output" || fail "no reason: $(cat "$scratch/output")"
cp -r "$there" "$scratch/before"
expect 0 build 2025-10-07 "$scratch/second" --previous "$there"
expect 0 publish "$scratch/second" --to "$there"
[ "$(seq_of "$there")" = 3 ] || fail "seq $(seq_of "$there") instead of 3"
expect 3 publish "$out" --to "$there"
grep -q 'is at seq 3, and the output at 2' "$scratch/output" || fail "a lower seq: $(cat "$scratch/output")"

# Who saw seq 2 finds it in the log, and a fork is told.
expect 0 "$ENSIGN" log verify "$there" --pin "$scratch/before"
expect 1 "$ENSIGN" log verify "$there" --env production --pin "2:$(printf '%064d' 0)"
grep -q 'was forked' "$scratch/output" || fail "the fork is not told"
expect 1 "$ENSIGN" log verify "$there" --env production --pin "9:$(printf '%064d' 0)" --format json
# A digest is of one environment: with several it is asked which, and no other is accused.
sha_of() { sha256sum "$1/bundles/$2/bundle.json" | cut -c-64; }
[ -f "$there/bundles/staging/bundle.json" ] || fail "there is no second environment"
pin="$(seq_of "$there"):$(sha_of "$there" production)"
expect 2 "$ENSIGN" log verify "$there" --pin "$pin"
grep -q 'say which with `--env`: .*production.*staging' "$scratch/output" || fail "which: $(cat "$scratch/output")"
expect 0 "$ENSIGN" log verify "$there" --env production --pin "$pin"
expect 2 "$ENSIGN" log verify "$there" --env production --pin 2:abc
expect 3 "$ENSIGN" log verify "$there" --env nowhere
rm "$scratch/before/bundles/log/production/1.json"
expect 1 "$ENSIGN" log verify "$scratch/before"
grep -q 'is missing from the log' "$scratch/output" || fail "the gap is not told"

# An output that is not whole, a folder that is none, and another publisher at work.
cp -r "$scratch/second" "$scratch/broken"
printf ' ' >>"$scratch/broken/bundles/production/bundle.json"
expect 3 publish "$scratch/broken" --to "$there"
expect 3 publish "$scratch/nowhere" --to "$there"
if command -v flock >/dev/null; then
  flock "$there" sleep 3 &
  sleep 0.5
  expect 3 publish "$scratch/second" --to "$there"
  grep -q 'another publisher is at work' "$scratch/output" || fail "the lock: $(cat "$scratch/output")"
  wait
fi

# Whenever a publisher is killed, every file that is there under its name is the old one or the new one, whole, and the next
# publisher finishes. A dozen kills at times drawn from a fixed seed (ENSIGN_KILLS: more).
old=$scratch/old new=$scratch/new target=$scratch/target
cp -r "$out" "$old"
cp -r "$scratch/second" "$new"
whole() {  # each file under its own name is one of the two
  (cd "$target" && find . -type f ! -name '.*ensign-new') | while read -r file; do
    cmp -s "$target/$file" "$old/$file" || cmp -s "$target/$file" "$new/$file" || { echo "$file"; break; }
  done
}
rm -rf "$target" && publish "$old" --to "$target" --quiet
start=$(date +%s%N)
publish "$new" --to "$target" --quiet
length=$((($(date +%s%N) - start) / 1000))
RANDOM=20260101
olds=0 news=0 between=0 killed=0
for i in $(seq "${ENSIGN_KILLS:-12}"); do
  rm -rf "$target" && publish "$old" --to "$target" --quiet
  "$ENSIGN" publish "$new" --to "$target" --quiet &
  pid=$!
  sleep "$(printf '0.%06d' $((RANDOM * length / 32768 * 12 / 10 % 900000)))"
  if kill -KILL $pid 2>/dev/null; then killed=$((killed + 1)); fi
  wait $pid 2>/dev/null || true
  torn=$(whole)
  [ -z "$torn" ] || fail "kill $i left a file that is neither old nor new: $torn"
  find "$target" -name '.*ensign-new' -delete
  case $(digest_of "$target") in
    "$(digest_of "$old")") olds=$((olds + 1)) ;;
    "$(digest_of "$new")") news=$((news + 1)) ;;
    *) between=$((between + 1)) ;;
  esac
  publish "$new" --to "$target" --quiet
  [ "$(digest_of "$target")" = "$(digest_of "$new")" ] || fail "kill $i: the next publisher did not finish"
done
echo "killed $killed publishers: old $olds, new $news, between $between"
[ $killed -ge 4 ] || fail "the kills did not hit"
