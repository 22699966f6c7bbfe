# Whenever a build is killed, the output folder is the old one or the new one, whole. 200 kills at
# times drawn from a fixed seed, spread over the length of a build.
. "$(dirname "$0")/lib.sh"

s4_clone "$scratch/repository"
cp -r "$scratch/repository" "$scratch/changed"
sed -i 's/^title: .*/title: Another title/' "$scratch/changed"/flags/s4/*.yaml
build() { "$ENSIGN" build "$1" --as-of $as_of --first --quiet --out "$2"; }

build "$scratch/repository" "$scratch/old"
build "$scratch/changed" "$scratch/new"
old=$(digest_of "$scratch/old")
new=$(digest_of "$scratch/new")
[ "$old" != "$new" ] || fail "the two builds do not differ"

start=$(date +%s%N)
build "$scratch/repository" "$scratch/out"
length=$((($(date +%s%N) - start) / 1000))   # microseconds of one whole build
RANDOM=20260101
olds=0 news=0 killed=0
for i in $(seq 200); do
  if [ $((i % 2)) = 0 ]; then from=$scratch/repository; else from=$scratch/changed; fi
  "$ENSIGN" build "$from" --as-of $as_of --first --quiet --out "$scratch/out" &
  pid=$!
  sleep "$(printf '0.%06d' $((RANDOM * length / 32768 * 12 / 10 % 900000)))"
  if kill -KILL $pid 2>/dev/null; then killed=$((killed + 1)); fi
  wait $pid 2>/dev/null || true
  case $(digest_of "$scratch/out") in
    "$old") olds=$((olds + 1)) ;;
    "$new") news=$((news + 1)) ;;
    *) fail "kill $i left something else behind" ;;
  esac
done
echo "killed $killed builds; the output was the old one $olds times, the new one $news times"
[ $killed -ge 50 ] && [ $olds -gt 0 ] && [ $news -gt 0 ] || fail "the kills did not hit both sides"

# The next build removes what a killed one left beside the folder.
build "$scratch/changed" "$scratch/out"
left=$(find "$scratch" -maxdepth 1 -name '.*ensign*')
[ -z "$left" ] || fail "left behind: $left"
[ "$new" = "$(digest_of "$scratch/out")" ] || fail "the last build is not whole"

# A full disk: nothing changes either.
if [ "$(id -u)" = 0 ] && mkdir "$scratch/small" && mount -t tmpfs -o size=200k tmpfs "$scratch/small" 2>/dev/null; then
  mkdir "$scratch/small/out"
  expect 3 build "$scratch/repository" "$scratch/small/out"
  [ -z "$(ls -A "$scratch/small")" ] || [ "$(ls -A "$scratch/small")" = out ] || fail "a full disk left $(ls -A "$scratch/small")"
  umount "$scratch/small"
fi
