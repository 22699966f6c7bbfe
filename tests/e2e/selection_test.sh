# Work tree, index and commit; bare, detached, unborn, empty and depth-1 repositories; no repository.
. "$(dirname "$0")/lib.sh"

s4_clone "$scratch/one"
check() { "$ENSIGN" check "$@" --as-of $as_of; }
expect 0 check "$scratch/one"

# A mistake is seen where it is: on disk, then in the index, then in the commit.
flag=$scratch/one/flags/s4/csf-grid.yaml
cp "$flag" "$scratch/good.yaml"
echo 'colour: blue' >>"$flag"
expect 1 check "$scratch/one"
expect 0 check "$scratch/one" --staged
git -C "$scratch/one" add -A
cp "$scratch/good.yaml" "$flag"
expect 0 check "$scratch/one"
expect 1 check "$scratch/one" --staged
expect 0 check "$scratch/one" --rev HEAD
git -C "$scratch/one" commit -qm "a mistake"
expect 1 check "$scratch/one" --rev HEAD
expect 0 check "$scratch/one" --rev HEAD~1
git -C "$scratch/one" commit -qam "mended"

git clone -q --bare "$scratch/one" "$scratch/bare.git"
expect 0 check "$scratch/bare.git"
git clone -q --depth 1 "file://$scratch/one" "$scratch/shallow"
expect 0 check "$scratch/shallow" --rev HEAD
git -C "$scratch/shallow" checkout -q --detach
expect 0 check "$scratch/shallow"
expect 3 check "$scratch/shallow" --rev HEAD~1
git init -q "$scratch/unborn"
cp -r "$s4/repository/." "$scratch/unborn"
expect 0 check "$scratch/unborn"
expect 3 check "$scratch/unborn" --rev HEAD
git init -q "$scratch/empty"
expect 1 check "$scratch/empty"
cp -r "$s4/repository" "$scratch/plain"
expect 0 check "$scratch/plain"
expect 3 check "$scratch/plain" --rev HEAD
expect 3 check "$scratch/nowhere"

# With a base, what is overdue is an error only where the change touches it.
cd "$scratch/one"
git checkout -qb topic
late=2027-01-01
expect 1 "$ENSIGN" check . --as-of $late
expect 0 "$ENSIGN" check . --base main --as-of $late
sed -i 's/^title: .*/title: Another/' "$flag"
expect 1 "$ENSIGN" check . --base main --as-of $late
[ "$(grep -c ': error: ' "$scratch/output")" = 1 ] || fail "$(grep ': error: ' "$scratch/output")"
expect 3 "$ENSIGN" check . --base no-such-branch --as-of $late

# With a base, a running split is compared with what it was there.
split=$scratch/one/flags/s4/split-of-three.yaml
cat > "$split" << 'EOF'
key: split-of-three
title: Split of three
type: experiment
value: string
variants: { a: "1", b: "2", c: "3" }
owner: team-engineering
risk: L1
expires: 2027-06-30
environments:
  staging: { serve: { a: 10, b: 40, c: 50 } }
EOF
git add -A
git commit -qm "a split"
sed -i 's/a: 10, b: 40, c: 50/a: 30, b: 40, c: 30/' "$split"
check . --base HEAD > "$scratch/moved" || true
grep -q '40 % of the users, where 20 % would do \[EN236' "$scratch/moved" || fail "no EN236 with a base"
check . > "$scratch/moved" || true
if grep -q EN236 "$scratch/moved"; then fail "EN236 without a base"; fi
