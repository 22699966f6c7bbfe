# A real `git commit` with the installed hook: it is the index that decides, whatever is on disk.
. "$(dirname "$0")/lib.sh"

mkdir "$scratch/bin"
ln -s "$ENSIGN" "$scratch/bin/ensign"
export PATH="$scratch/bin:$PATH"
git init -q "$scratch/shop"
cd "$scratch/shop"

ensign init --quiet
ensign hook install pre-commit --quiet
git add -A
expect 0 git commit -qm "governed from now on"

flag=flags/web/new-start-page.yaml
good=$scratch/good
bad=$scratch/bad
cp $flag "$good"
sed 's/^code_default: off/code_default: maybe/' "$good" >"$bad"

cp "$bad" $flag && git add $flag && cp "$good" $flag
expect 1 git commit -qm "bad in the index, good on disk"
grep -q '`maybe`' "$scratch/output" || fail "the finding is missing"

{ cat "$good"; echo "# another word"; } >$flag && git add $flag && cp "$bad" $flag
expect 0 git commit -qm "good in the index, bad on disk"

# These two commit from an index of their own, which Git names to the hook.
expect 1 git commit -qam "bad through -a"
expect 1 git commit -qm "bad by name" $flag

echo "int main() {}" >main.c && git add main.c
expect 0 git commit -qm "nothing governed"

git worktree add -q "$scratch/linked" -b linked
cd "$scratch/linked"
cp "$bad" $flag && git add $flag
expect 1 git commit -qm "bad in a linked work tree"
