# Every system under tests/systems is clean and builds; written down as its document stands, exactly
# what its README names is found, each at its line. The README also says for which day.
. "$(dirname "$0")/lib.sh"

# The first lines of the findings in $scratch/output, as READMEs write them: `path:line: RULE`.
found() {
  sed -n 's/^\([^ :]*:[0-9]*\):[0-9]*: [a-z]*: .*\[\(EN[0-9]*\) .*\]$/\1: \2/p' "$scratch/output" | sort
}

# Every flag has a page, and nothing of the build is empty.
see_site() {
  local flag key
  [ -s "$1/site/index.html" ] || fail "$2 has no front page"
  for flag in "$system"/repository/flags/*/*.yaml "$system"/repository/flags/*/*.md; do
    key=$(sed -n 's/^key: *//p' "$flag" 2>/dev/null | head -1)
    [ -z "$key" ] || [ -s "$1/site/flags/$key.html" ] || fail "$2 has no page for $key"
  done
  [ -z "$(find "$1" -type f -empty)" ] || fail "$2: an empty file was written"
}

seen=0
for system in "$ENSIGN_SOURCE"/tests/systems/*/; do
  system=${system%/}
  name=${system##*/}
  day=$(sed -n 's/.*`--as-of \([0-9-]*\)`.*/\1/p' "$system/README.md" | head -1)
  [ -n "$day" ] || fail "the README of $name names no day (\`--as-of DATE\`)"

  expect 0 "$ENSIGN" check "$system/repository" --as-of "$day"
  expect 0 "$ENSIGN" build "$system/repository" --as-of "$day" --first --out "$scratch/$name"
  see_site "$scratch/$name" "$name"

  expect 1 "$ENSIGN" check "$system/as-written" --as-of "$day"
  sed -n '/^```findings$/,/^```$/p' "$system/README.md" | grep -v '^```' | sort >"$scratch/expected"
  found >"$scratch/found"
  [ -s "$scratch/expected" ] || fail "the README of $name names no findings"
  diff "$scratch/expected" "$scratch/found" || fail "other findings in $name than its README names"
  seen=$((seen + 1))
done
[ "$seen" -ge 3 ] || fail "only $seen systems were found"
