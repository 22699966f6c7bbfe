# A real `git push` with the installed hooks: what arrives is judged before it is taken, and what is
# about to be pushed before it leaves.
. "$(dirname "$0")/lib.sh"

mkdir "$scratch/bin"
ln -s "$ENSIGN" "$scratch/bin/ensign"
export PATH="$scratch/bin:$PATH"
server=$scratch/server.git
git init -q --bare "$server"
git init -q "$scratch/shop"
cd "$scratch/shop"
git remote add origin "$server"
ensign init --quiet
git add -A && git commit -qm "governed from now on"
flag=flags/web/new-start-page.yaml
bad() { sed -i 's/^code_default: off/code_default: maybe/' $flag && git commit -qam "$1"; }
good() { sed -i 's/^code_default: maybe/code_default: off/' $flag && git commit -qam "$1"; }
says() { grep -q -- "$1" "$scratch/output" || { cat "$scratch/output" >&2; fail "not said: $1"; }; }
server_has() { git -C "$server" rev-parse -q --verify "$1" >/dev/null; }

# Where pushes arrive: nobody commits in a bare repository, so only this hook goes there.
expect 3 ensign hook install pre-commit "$server"
expect 3 ensign hook install pre-push "$server"
expect 0 ensign hook install pre-receive "$server"
cmp "$server/hooks/pre-receive" "$ENSIGN_SOURCE/hooks/pre-receive" || fail "another hook was installed"
cmp hooks/pre-receive "$ENSIGN_SOURCE/hooks/pre-receive" || fail "init wrote another hook"

expect 0 git push -q origin main
says "refs/heads/main: accepted"
says "all of it"
bad "a word that is none"
expect 1 git push -q origin main
says '`maybe`'
says "refs/heads/main: refused"
[ "$(git -C "$server" rev-parse main)" = "$(git rev-parse main~1)" ] || fail "the server took it"
[ -z "$(find "$server/objects" -name 'tmp_objdir*' -o -name 'incoming-*')" ] || fail "quarantine stays"

# A push is taken whole or not at all, and each ref hears its own verdict.
git branch side main~1
expect 1 git push -q origin main side
says "refs/heads/side: "
says "refs/heads/main: refused"
! server_has side || fail "half of a push was taken"

# What was wrong before is not what a later change is asked about: the end counts, not the way.
good "as it was"
expect 0 git push -q origin main side
says "refs/heads/side: not judged: it brings nothing new"
says "since $(git rev-parse main~2 | cut -c1-12)"

# A new branch is compared with where it left the usual one.
git checkout -q -b work
echo "# a word more" >>$flag && git commit -qam "a word more"
expect 0 git push -q origin work
says "refs/heads/work: accepted, $(git rev-parse work | cut -c1-12), since $(git rev-parse main | cut -c1-12) (need not be approved yet)"

# Removal, tags, and what is no branch.
expect 0 git push -q origin :work
says "refs/heads/work: not judged: it is removed"
git tag -a v1 -m "first" main && git tag blob "$(git hash-object -w $flag)"
git notes add -m "a note" main
expect 0 git push -q origin v1 blob refs/notes/commits
says "refs/tags/v1: not judged: it brings nothing new"
says "refs/tags/blob: not judged: it names no commit"
says "refs/notes/commits: not judged: it is no branch and no tag"

# A branch without history in common is judged whole; one without ensign.yaml is none of ours.
git checkout -q --orphan other && git commit -qm "another beginning"
expect 0 git push -q origin other
says "all of it"
git rm -rq . && echo text >README && git add README && git commit -qm "no longer governed"
expect 1 git push -q origin other
says "ensign.yaml is gone"
git checkout -q --orphan plain && git commit -qm "never governed"
expect 0 git push -q origin plain
says "refs/heads/plain: not judged: it holds no ensign.yaml"
git push -q origin plain:ensign-kill/production 2>"$scratch/output" || fail "a kill was held up"
says "kills carry their own signatures"

# A channel keeps its guard through the change that takes it away.
git checkout -q -b release/v2 main
sed -i '/^channels:/a\  release/v2: [production]' ensign.yaml && git commit -qam "a channel"
expect 0 git push -q origin release/v2
says "refs/heads/release/v2: accepted"
says "(may be published from)"
sed -i '/^  release.v2:/d' ensign.yaml && git commit -qam "none any more"
expect 0 git push -q origin release/v2
says "(may be published from)"

# Over history that was rewritten, the commit that the server has is still the base.
git checkout -q main && git reset -q --hard main~2 && echo "# anew" >>$flag && git commit -qam "anew"
git -C "$server" config receive.denyNonFastForwards false
expect 0 git push -qf origin main
says "refs/heads/main: accepted"

# A repository that people work in receives too, in a folder of its own.
git clone -q "$server" "$scratch/worked" 2>/dev/null
git -C "$scratch/worked" config receive.denyCurrentBranch updateInstead
ensign hook install pre-receive "$scratch/worked" --quiet
bad "bad again"
expect 1 git push -q "$scratch/worked" main
says '`maybe`'
good "good again"
expect 0 git push -q "$scratch/worked" main

# The pushing side: the same words, before anything leaves.
rm "$server/hooks/pre-receive"
ensign hook install pre-push --quiet
git fetch -q origin
expect 0 git push -q origin main
says "refs/heads/main: accepted"
bad "bad once more"
expect 1 git push -q origin main
says "refs/heads/main: refused"
expect 1 git push -q origin HEAD:elsewhere
says "refs/heads/elsewhere: refused"
! server_has elsewhere || fail "it left all the same"
good "good once more"
expect 0 git push -q origin HEAD:elsewhere
says "refs/heads/elsewhere: accepted"
expect 0 git push -q origin :elsewhere
expect 0 git push -q "$server" main  # by its address, which is no name of a remote
expect 0 git push -q origin main     # nothing to push

# A folder below the top is named in the script, which Git runs at the top.
mkdir "$scratch/deep" && cd "$scratch/deep" && git init -q
ensign init "it's here" --quiet && ensign hook install pre-push "it's here" --quiet
git add -A && git commit -qm "governed below"
git init -q --bare "$scratch/deep.git"
expect 0 git push -q "$scratch/deep.git" main
says "refs/heads/main: accepted"
flag="it's here/flags/web/new-start-page.yaml"
sed -i 's/^code_default: off/code_default: maybe/' "$flag" && git commit -qam bad
expect 1 git push -q "$scratch/deep.git" main

# What Git did not write is refused, not guessed at.
expect 3 bash -c 'echo nonsense | ensign hook run pre-receive .'
says "is no line that Git gives"
