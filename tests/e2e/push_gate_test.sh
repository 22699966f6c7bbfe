# What may be pushed where people have a root of trust: an unapproved change of a protected flag is refused by the name of who
# is missing, before it leaves (pre-push) and before it is taken (pre-receive, a bare repository with quarantined objects), and the
# same push passes once they have signed. And governed folders below the top of the repository.
. "$(dirname "$0")/lib.sh"
need ssh-keygen

mkdir "$scratch/bin"
ln -s "$ENSIGN" "$scratch/bin/ensign"
export PATH="$scratch/bin:$PATH"
cd "$scratch"
for person in ada ben; do ssh-keygen -q -t ed25519 -N '' -C $person@example.com -f $person; done
ensign key new --out root.key --quiet
ensign key new --out ci.key --quiet
says() { grep -qF -- "$1" "$scratch/output" || { cat "$scratch/output" >&2; fail "not said: $1"; }; }
at() { git -C "$1" rev-parse -q --verify "$2"; }
commit() { git add -A && git commit -qm "$1"; }

# shop DIR: a governed folder with one flag, under a root of trust, where two must agree. All is signed.
shop() {
  mkdir -p "$1/trust" "$1/flags/web"
  cat >"$1/ensign.yaml" <<END
project: 5f0c2d7e9b1a4c33
name: shop
environments: { staging: {}, production: { protected: true } }
attributes: { workspace: { type: string, ascii: true } }
channels:
  main: [production]
END
  cat >"$1/trust/people.yaml" <<END
people:
  ada: { keys: [ { key: "$(cat "$scratch/ada.pub")" } ] }
  ben: { keys: [ { key: "$(cat "$scratch/ben.pub")" } ] }
END
  printf 'approvals:\n  - { rule: two, match: { kinds: [flag], environments: [production] }, people: 2 }\n' >"$1/trust/policy.yaml"
  cat >"$1/flags/web/checkout.yaml" <<END
key: checkout
title: New checkout
type: permission
owner: ada
risk: L1
permanent: part of the product
fallback: { tier: 0, serve: off }
environments:
  staging: { serve: on }
  production: { serve: off }
END
  protect "$1"
}
protect() {
  ensign trust init "$1" --root-key root.key.pub --key root.key --bundle-key production=ci.key.pub --roster ada --policy ada \
    --project ada --quiet 2>"$scratch/said" || fail "$(cat "$scratch/said")"
  sign "$1" propose ada file/ensign.yaml file/trust/people.yaml file/trust/policy.yaml
  sign "$1" propose ada flag/checkout@production
  sign "$1" approve ben flag/checkout@production
}
# sign DIR ACTION PERSON SUBJECT…
sign() {
  local place=$1 action=$2 person=$3
  shift 3
  (cd "$place" && ensign sign "$@" --action "$action" --as "$person" --key-file "$scratch/$person" --quiet >"$scratch/said" 2>&1) ||
    fail "$(cat "$scratch/said")"
}
serve() { sed -i "s/^  production: .*/  production: { serve: $2 }/" "$1/flags/web/checkout.yaml"; }

server=$scratch/server.git
git init -q --bare "$server"
git init -q work
shop "$scratch/work"
cd work
commit 'a shop under a root'
git remote add origin "$server"
root=$(sha256sum trust/root/1.json | cut -d' ' -f1)

# Where it arrives.
expect 0 ensign hook install pre-receive "$server"
expect 0 git push -q origin main
says "refs/heads/main: accepted"
first=$(git rev-parse main)
serve . on
commit 'on, says nobody'
expect 1 git push -q origin main
says 'flag/checkout@production'
says 'still needs a proposal (`ada` or `ben`) and 1 person more (`ada` or `ben`)'
says "refs/heads/main: refused"
[ "$(at "$server" main)" = "$first" ] || fail 'the server took what nobody approved'
[ -z "$(find "$server/objects" -name 'tmp_objdir*' -o -name 'incoming-*')" ] || fail 'quarantine stays'

# People can only approve what has been pushed: elsewhere it is said, and taken.
expect 0 git push -q origin main:refs/heads/on
says 'note: '
says 'flag/checkout@production'
says "refs/heads/on: accepted"
says '(need not be approved yet)'
# A tag that is called like the channel would publish as the channel does.
expect 1 git push -q origin main:refs/tags/main
says 'refs/tags/main: refused'
expect 0 git push -q origin main:refs/tags/v1
# Several refs in one push: one that is refused takes all with it.
expect 1 git push -q origin main main:refs/heads/more
says 'refs/heads/main: refused'
says 'refs/heads/more: accepted'
! at "$server" more || fail 'half of a push was taken'

sign . propose ada flag/checkout@production
commit 'ada proposes'
expect 1 git push -q origin main
says 'still needs 1 person more (`ben`)'
silent '(`ada`'
sign . approve ben flag/checkout@production
commit 'ben approves'
expect 0 git push -q origin main
says 'refs/heads/main: accepted'
says '(may be published from)'
silent 'still needs'
approved=$(git rev-parse main)

# Before it leaves: the same question and the same words.
mv "$server/hooks/pre-receive" "$scratch/pre-receive"
expect 0 ensign hook install pre-push
serve . off
commit 'off again'
expect 1 git push -q origin main
says 'still needs a proposal'
[ "$(at "$server" main)" = "$approved" ] || fail 'it left all the same'
sign . propose ada flag/checkout@production
sign . approve ben flag/checkout@production
commit 'off, say both'
expect 0 git push -q origin main
says 'refs/heads/main: accepted'
rm .git/hooks/pre-push
mv "$scratch/pre-receive" "$server/hooks/pre-receive"
latest=$(git rev-parse main)

# Over rewritten history: what differs from what the server has is asked about, also when it was approved long ago.
git -C "$server" config receive.denyNonFastForwards false
expect 1 git push -qf origin "$approved:refs/heads/main"
says 'checkout'
says 'refs/heads/main: refused'
git checkout -q --orphan before-trust
git rm -rq --cached trust approvals
git commit -qm 'as if nobody had to be asked' ensign.yaml flags
git clean -qfd && git checkout -q before-trust
expect 1 git push -qf origin before-trust:main
says 'root of trust was there, and now there is none'
# Neither may a new channel begin where nobody was asked.
sed -i '/^channels:/a\  release/v2: [production]' ensign.yaml
git commit -qam 'a channel'
expect 1 git push -q origin before-trust:release/v2
says 'the usual branch has a root of trust, and this has none'
! at "$server" release/v2 || fail 'a channel without a root'
[ "$(at "$server" main)" = "$latest" ] || fail 'main has moved'
git checkout -qf main

# What protects is not taken away, on no branch.
for gone in trust/root trust ensign.yaml approvals/flag; do
  git checkout -q -B gone main
  git rm -rq "$gone"
  git commit -qm "without $gone"
  expect 1 git push -q origin gone:main
  says 'refs/heads/main: refused'
  [ "$gone" = approvals/flag ] || expect 1 git push -q origin gone
  [ "$gone" = approvals/flag ] || ! at "$server" gone || fail "a branch without $gone was taken"
done
git checkout -q main
expect 0 git push -q origin :on
says 'refs/heads/on: not judged: it is removed'
git -C "$server" config receive.denyDeleteCurrent ignore
expect 1 git push -q origin :main
says 'this is the usual branch'
[ "$(at "$server" main)" = "$latest" ] || fail 'the usual branch is gone'

# A pin says which root counts: another one is refused, whoever signed it.
echo "#!/bin/sh
exec ensign hook run pre-receive --pin $root" >"$server/hooks/pre-receive"
echo '# a word' >>flags/web/checkout.yaml
commit 'a comment needs nobody'
expect 0 git push -q origin main
silent 'is not pinned'
sed -i "s/--pin .*/--pin $(printf '%064d' 0)/" "$server/hooks/pre-receive"
echo '# another' >>flags/web/checkout.yaml
commit 'another comment'
expect 1 git push -q origin main

# Folders below the top: each is found where it stands, and judged by itself.
cd "$scratch"
git init -q mono
shop "$scratch/mono/services/shop"
shop "$scratch/mono/other place"
mkdir -p mono/services/shop/deeper && cp mono/services/shop/ensign.yaml mono/services/shop/deeper/  # a fixture of the shop's own
cd mono
commit 'two shops'
git init -q --bare "$scratch/mono.git"
git remote add origin "$scratch/mono.git"
expect 0 ensign hook install pre-receive "$scratch/mono.git"
expect 0 git push -q origin main
says 'refs/heads/main, other place/: accepted'
says 'refs/heads/main, services/shop/: accepted'
silent 'deeper'
one=$(git rev-parse main)
serve services/shop on
commit 'one of them on'
expect 1 git push -q origin main
says 'refs/heads/main, other place/: accepted'
says 'flag/checkout@production'
says 'refs/heads/main, services/shop/: refused'
[ "$(at "$scratch/mono.git" main)" = "$one" ] || fail 'a folder below the top was not judged'
for person in ada ben; do sign services/shop "$([ $person = ada ] && echo propose || echo approve)" $person flag/checkout@production; done
commit 'both agree'
expect 0 git push -q origin main
# Gone, renamed, or swallowed by another that stands above.
git checkout -q -B gone main
git rm -q services/shop/ensign.yaml && git commit -qm 'no shop'
expect 1 git push -q origin gone
says 'services/shop/ensign.yaml is gone'
git checkout -q -B gone main
git mv services moved && git commit -qm 'moved'
expect 1 git push -q origin gone
says 'services/shop/ensign.yaml is gone'
git checkout -q -B gone main
printf 'project: 0000000000000001\nname: above\nenvironments: { staging: {} }\n' >ensign.yaml
git add ensign.yaml && git commit -qm 'above'
expect 1 git push -q origin gone
says 'an ensign.yaml stands above services/shop/ now'
git checkout -q main
! at "$scratch/mono.git" gone || fail 'it was taken'
# pre-push finds them as well, and a hook that names a folder asks about that one.
expect 0 ensign hook install pre-push
serve 'other place' on
commit 'the other one on'
rm "$scratch/mono.git/hooks/pre-receive"
expect 1 git push -q origin main
says 'refs/heads/main, other place/: refused'
rm .git/hooks/pre-push
expect 2 ensign hook install pre-push . --folder services/shop
expect 0 ensign hook install pre-receive "$scratch/mono.git" --folder services/shop/
grep -qF "exec ensign hook run pre-receive --folder 'services/shop'" "$scratch/mono.git/hooks/pre-receive" ||
  fail "$(cat "$scratch/mono.git/hooks/pre-receive")"
expect 0 git push -q origin main
says 'refs/heads/main: accepted'
silent 'other place'
serve services/shop off
commit 'off again'
expect 1 git push -q origin main
says 'refs/heads/main: refused'
# The same in a repository that people work in.
git clone -q "$scratch/mono.git" "$scratch/worked" 2>"$scratch/said"
git -C "$scratch/worked" config receive.denyCurrentBranch updateInstead
expect 0 ensign hook install pre-receive "$scratch/worked/services/shop"
grep -qF -- "--folder 'services/shop'" "$scratch/worked/.git/hooks/pre-receive" || fail "$(cat "$scratch/worked/.git/hooks/pre-receive")"
expect 1 git push -q "$scratch/worked" main
says 'still needs'
