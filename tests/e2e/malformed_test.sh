# One malformed file among thousands: every other finding still appears, exit 1, nothing is emitted
# and the output folder stays untouched.
. "$(dirname "$0")/lib.sh"

repository=$scratch/repository
s4_clone "$repository"
expect 0 "$ENSIGN" build "$repository" --as-of $as_of --out "$scratch/out"
before=$(digest_of "$scratch/out")

mkdir -p "$repository/flags/many"
for i in $(seq 3000); do
  printf 'key: many-%s\ntitle: Flag %s\ntype: release\nowner: team-s4\nrisk: L1\ncreated: 2025-08-01\nexpires: 2025-12-01\nenvironments:\n  staging: { serve: on }\n' "$i" "$i"  >"$repository/flags/many/many-$i.yaml"
done
owner=$(sed -n 's/^owner: *//p' "$repository/flags/s4/csf-grid.yaml")
sed -i "s/^owner: .*/owner: $owner/" "$repository"/flags/many/*.yaml
expect 0 "$ENSIGN" check "$repository" --as-of $as_of

printf 'key: [unclosed\n' >"$repository/flags/many/many-7.yaml"
sed -i 's/^expires: .*/expires: 2025-08-01/' "$repository/flags/many/many-2999.yaml"
sed -i 's/^owner: .*/owner: nobody-we-know/' "$repository/flags/many/many-1500.yaml"
expect 1 "$ENSIGN" check "$repository" --as-of $as_of
for rule in 'many-7.yaml:.*\[EN001' 'many-2999.yaml:7:.*\[EN201' 'many-1500.yaml:4:.*\[EN1'; do
  grep -q "$rule" "$scratch/output" || fail "missing: $rule"
done
[ "$(grep -c '^flags/.*: error: ' "$scratch/output")" = 3 ] || fail "not three findings: $(grep '^flags' "$scratch/output")"
expect 1 "$ENSIGN" build "$repository" --as-of $as_of --out "$scratch/out"
[ "$before" = "$(digest_of "$scratch/out")" ] || fail "the output changed"
expect 1 "$ENSIGN" build "$repository" --as-of $as_of --out "$scratch/fresh"
[ ! -e "$scratch/fresh" ] || fail "something was emitted"
