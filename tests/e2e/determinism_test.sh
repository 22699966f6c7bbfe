# A build is a function of commit, date, key and previous bundle: two clones, other thread counts,
# locales, time zones and umasks give the same bytes.
. "$(dirname "$0")/lib.sh"

s4_clone "$scratch/one"
git clone -q "$scratch/one" "$scratch/deep/er/two"
"$ENSIGN" key new --out "$scratch/ci.key" --quiet
build() { "$ENSIGN" build "$1" --rev HEAD --as-of $as_of --key "$scratch/ci.key" --out "$2" --threads "$3" --quiet; }

build "$scratch/one" "$scratch/a" 1
build "$scratch/deep/er/two" "$scratch/b" 2
(cd "$scratch/deep/er/two" && LC_ALL=tr_TR.UTF-8 LANG=de_DE TZ=Pacific/Kiritimati build . "$scratch/c" 7)
(umask 077 && TZ=America/St_Johns LC_ALL=C build "$scratch/one" "$scratch/d" 7)
expected=$(digest_of "$scratch/a")
for folder in b c d; do
  [ "$expected" = "$(digest_of "$scratch/$folder")" ] || { diff -rq "$scratch/a" "$scratch/$folder"; fail "$folder differs"; }
done

# The work tree, the index and the commit hold the same files here, so they say the same.
for selection in --worktree --staged "--rev HEAD"; do
  # shellcheck disable=SC2086 # two words
  "$ENSIGN" build "$scratch/one" $selection --as-of $as_of --key "$scratch/ci.key" --out "$scratch/e" --first --quiet
  [ "$expected" = "$(digest_of "$scratch/e")" ] || { diff -rq "$scratch/a" "$scratch/e"; fail "$selection differs"; }
done
