# The root of trust from its first day to its recovery, with stock minisign and ssh-keygen as the
# other side: what they sign counts here, and what is signed here they verify.
. "$(dirname "$0")/lib.sh"
need ssh-keygen
need minisign

cd "$scratch"
for person in ada ben cem; do ssh-keygen -q -t ed25519 -N '' -C $person@example.com -f $person; done
for key in root bundle; do "$ENSIGN" key new --out $key.key --quiet; done
for key in second third lost; do minisign -G -W -p $key.key.pub -s $key.key >"$scratch/said"; done
id_of() { printf '%16s' "$(sed -n '1s/.* //p' "$1")" | tr ' ' 0; }

mkdir -p repository/trust repository/flags
cd repository
cat >ensign.yaml <<'END'
project: 5f0c2d7e9b1a4c33
name: shop
environments: { staging: {}, production: { protected: true } }
END
roster() {
  cat <<END
# The roster, with a comment that stays.
people:
  ada: { keys: [{ key: "$(cat ../ada.pub)" }] }
  ben:   # he likes lines
    name: Ben
    keys:
      - key: "$(cat ../ben.pub)"
  cem: { keys: [{ key: "$(cat ../cem.pub)" }] }
END
}
roster >trust/people.yaml
cat >flags/checkout.yaml <<'END'
key: checkout
title: New checkout
type: permission
owner: ada
risk: L1
permanent: part of the product
environments: { staging: { serve: on } }
END

trust() { local wanted=$1; shift; expect "$wanted" "$ENSIGN" trust "$@" --as-of $as_of; }
check() { local wanted=$1; shift; expect "$wanted" "$ENSIGN" check . --as-of $as_of "$@"; }
digest() { sha256sum "$1" | cut -d' ' -f1; }

# sign PERSON PATH [REVISION PREVIOUS]: a statement by stock ssh-keygen.
sign() {
  local home=approvals/file/$2
  mkdir -p $home
  cat >"$scratch/text" <<END
ensign-approval/1
project: 5f0c2d7e9b1a4c33
action: approve
subject: file/$2
content: sha256:$(digest $2)
revision: ${3:-1}
previous: ${4:-none}
signer: $1
issued: 2025-08-20T09:00:00Z
END
  rm -f "$scratch/text.sig"
  ssh-keygen -q -Y sign -n approval.v1@ensign -f "$scratch/$1" "$scratch/text" 2>"$scratch/said" ||
    fail "$(cat "$scratch/said")"
  cat "$scratch/text" "$scratch/text.sig" >$home/$1.approve.approval
}

# Before the first day: nothing is asked of anybody.
check 0
trust 0 show
said 'there is no root of trust'
trust 1 verify

# What is missing is said before anything is written.
trust 2 init
said 'there is no trust/policy.yaml'
printf 'approvals:\n  - { rule: everything, people: 1 }\nunprotected: [staging]\n' >trust/policy.yaml
trust 2 init
said 'a root needs at least one root key'
trust 2 init --root-key ../root.key.pub --roster dora
said 'there is no `dora` on the roster'
trust 2 init --root-key ../root.key.pub --threshold 2
said 'cannot ask for 2 signatures: 1 can sign'
[ ! -e trust/root ] || fail "something was written"

# One key for now, signed here; stock minisign verifies it.
trust 0 init --root-key ../root.key.pub --key ../root.key --require project=1 \
  --bundle-key production=../bundle.key.pub
said 'protected from now on: `production`'
said 'as free as before: `staging`'
said 'no key may sign timestamps yet, and clients call a protected bundle stale without them'
said 'or build with `--first`'
said 'signed by 1 of the 1 root keys'
said 'trust/policy.yaml must be signed by 2 people of `ada`, `ben` and `cem` (role policy)'
said 'ensign sign file/ensign.yaml file/trust/people.yaml file/trust/policy.yaml --as ada'
minisign -VHm trust/root/1.json -p ../root.key.pub -x trust/root/1.json.*.minisig >/dev/null ||
  fail "stock minisign does not verify the root"
pin=$(digest trust/root/1.json)
said "check --pin $pin"

# Nothing is signed yet, and it blocks everything.
check 1 --pin $pin
said 'EN704 trust-file-unsigned'
for file in ensign.yaml trust/people.yaml trust/policy.yaml; do sign ada $file; done
check 1 --pin $pin
said '`trust/policy.yaml` is signed by 1 of the 2 people'
sign ben trust/policy.yaml
check 0 --pin $pin
silent 'not pinned'
check 0
said "not pinned, so it vouches for itself: --pin $pin"
check 1 --pin 0000000000000000000000000000000000000000000000000000000000000000
said 'EN701 root-invalid'
trust 0 verify --pin $pin
trust 0 show --format json
said "\"sha256\":\"$pin\""
git init -q && git add -A && git commit -qm 'a root of trust'

# One byte more, and it is another policy.
printf '# nothing\n' >>trust/policy.yaml
check 1 --pin $pin
said 'EN704'
git checkout -q trust/policy.yaml

# Two of three, the others by stock minisign, away from here.
trust 0 rotate --root-key ../root.key.pub --root-key ../second.key.pub --root-key ../third.key.pub \
  --threshold 2 --require roster=2
said 'signed by 0 of the 1 root keys of the version before'
said 'signed by 0 of the 2 root keys of its own'
check 1 --pin $pin
said 'version 2 of the root is signed by 0 of the 1 keys that version 1 asks for'
trust 0 sign --key ../root.key
check 1 --pin $pin
said 'version 2 of the root is signed by 1 of the 2 keys that it asks for'
cp trust/root/2.json "$scratch/2.json"
second=trust/root/2.json.$(id_of ../second.key.pub).minisig
minisign -SHm "$scratch/2.json" -s ../second.key -x $second >/dev/null
check 1 --pin $pin
said "its comment has tabs in it"
said "sign again with \`-t 'root version 2'\`"
minisign -SHm "$scratch/2.json" -s ../second.key -t 'root version 2' \
  -x $second >/dev/null
check 1 --pin $pin
said '`trust/people.yaml` is signed by 1 of the 2 people'
sign ben trust/people.yaml
check 0 --pin $pin
check 0 --pin $(digest trust/root/2.json)
trust 2 sign --key ../lost.key
said 'is no root key of version 2'
trust 0 sign --key ../root.key
said 'already signed'
git add -A && git commit -qm 'two of three'

# A change cannot take the root away, or put another in its place.
git rm -rq trust/root
check 1 --base HEAD
said 'and now there is none [EN701 root-invalid]'
git reset -q --hard
git rm -rq trust/root
trust 0 init --root-key ../lost.key.pub --key ../lost.key
check 1 --base HEAD
said 'does not go on from version 2 of the root'
git reset -q --hard && git clean -fdq

# An old policy comes back with its old signatures: caught, since the change needs new ones.
old=$(digest trust/policy.yaml)
mkdir "$scratch/old" && cp -r trust approvals "$scratch/old"
printf 'approvals:\n  - { rule: everything, people: 2 }\nunprotected: [staging]\n' >trust/policy.yaml
sign ada trust/policy.yaml 2 sha256:$old
sign ben trust/policy.yaml 2 sha256:$old
check 0 --base HEAD
git add -A && git commit -qm 'two people'
cp "$scratch/old/trust/policy.yaml" trust/policy.yaml
cp "$scratch"/old/approvals/file/trust/policy.yaml/* approvals/file/trust/policy.yaml/
check 1 --base HEAD
said 'the signatures are not those of this change'
git reset -q --hard

# A key is stolen: any one of the roster suspends it, though a change needs two, and the rest of the
# text stays.
before=$(digest trust/people.yaml)
trust 0 suspend ben
said 'commit it at once: any one person of the role `roster` may sign it'
check 1
said '`trust/people.yaml` is signed by 0 of the 2 people'
printf 'suspended:\n  - %s\n' "$(ssh-keygen -lf ../ben.pub | cut -d' ' -f2)" >"$scratch/end"
{ roster; cat "$scratch/end"; } | cmp - trust/people.yaml || fail "the roster is another"
sign cem trust/people.yaml 2 sha256:$before
check 1
said '`trust/policy.yaml` is signed by 1 of the 2 people'
sign cem trust/policy.yaml 3 sha256:$(digest trust/policy.yaml)
check 0
git reset -q --hard && git clean -fdq

# A person leaves: the roster says so, a list keeps what they signed, and nothing drops.
trust 0 retire ben --on 2025-08-20
said '2 statements of theirs count on'
said 'ensign trust rotate --policy NAME'
grep -q '^    left: 2025-08-20$' trust/people.yaml || fail "$(cat trust/people.yaml)"
sha256sum approvals/file/trust/p*.yaml/ben.approve.approval | cut -d' ' -f1 | sort | cmp - trust/honoured/1.txt ||
  fail "the list is another"
check 1
said '`trust/honoured/1.txt` is signed by 0 of the 2 people'
for person in ada cem; do
  sign $person trust/people.yaml 2 sha256:$before
  sign $person trust/honoured/1.txt
done
check 0
git add -A && git commit -qm 'ben has left'
# Who has left signs nothing, is retired once, and is in no later version of the root.
expect 3 "$ENSIGN" sign file/ensign.yaml --as ben --key-file ../ben --as-of $as_of
said '`ben` has left, their last day was 2025-08-20'
trust 2 retire ben
said '`ben` has left already, on 2025-08-20'
trust 0 rotate --key ../root.key --key ../second.key
said '`ben` has left, and has no more the role'
! grep -q "\"$(ssh-keygen -lf ../ben.pub | cut -d' ' -f2)\"" trust/root/3.json || fail 'ben is in the root'
said 'signed by 2 of the 2 root keys of its own'
sign cem trust/policy.yaml 3 sha256:$(digest trust/policy.yaml)
check 0

# The end comes near, and is past.
expect 1 "$ENSIGN" check . --as-of 2026-08-10
said 'EN703 root-expires-soon'
expect 1 "$ENSIGN" check . --as-of 2026-09-20
said 'EN702 root-expired'
git add -A && git commit -qm 'version 3'

# Two root keys are lost. Nobody can sign version 4 but its own new keys: whoever pins it begins again
# there, and whoever does not, refuses it.
trust 0 rotate --root-key ../lost.key.pub --threshold 1 --key ../lost.key
said 'signed by 0 of the 2 root keys of the version before'
check 1
said 'version 4 of the root is signed by 0 of the 2 keys'
check 1 --pin $pin
check 1 --base HEAD
fresh=$(digest trust/root/4.json)
check 0 --pin $fresh
check 0 --pin $fresh --base HEAD
git rm -q --cached -r trust/root && rm trust/root/[123].json*
check 0
said "--pin $fresh"
