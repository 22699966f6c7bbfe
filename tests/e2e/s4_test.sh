# The S4 system is clean; written down as its document stands, exactly the contradictions that its
# README names are found, each at its line.
. "$(dirname "$0")/lib.sh"

expect 0 "$ENSIGN" check "$s4/repository" --as-of $as_of
expect 1 "$ENSIGN" check "$s4/as-written" --as-of $as_of

sed -n '/^```findings$/,/^```$/p' "$s4/README.md" | grep -v '^```' | sort >"$scratch/expected"
sed -n 's/^\([^ :]*:[0-9]*\):[0-9]*: [a-z]*: .*\[\(EN[0-9]*\) .*\]$/\1: \2/p' "$scratch/output" | sort >"$scratch/found"
[ -s "$scratch/expected" ] || fail "the README names no findings"
diff "$scratch/expected" "$scratch/found" || fail "other findings than the README names"
