# `ensign sign` without a subject: one signature for all that is governed and lacks one, with the files that roles of the root answer
# for; what is not that person's to sign is named, with who could.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pair.sh"
mkdir -p releases/stages
cat >ensign.yaml <<'END'
project: 5f0c2d7e9b1a4c33
name: shop
environments: { staging: {}, production: { protected: true } }
END
printf 'approvals:\n  - { rule: all }\n' >trust/policy.yaml
cat >flags/web/checkout.yaml <<'END'
key: checkout
title: New checkout
type: permission
owner: ada
risk: L1
permanent: part of the product
environments: { staging: { serve: on }, production: { serve: off } }
END
sign() { expect 0 ensign sign "${@:2}" --as "$1" --key-file "../$1"; }
sign ada
said 'without a root of trust no environment is protected'
expect 0 ensign trust init --root-key ../root.key.pub --key ../root.key --bundle-key production=../ci.key.pub --roster ada \
  --policy ben --project ada,ben --require project=2
commit 'protected'
expect 1 ensign check . --gate

# Ada answers for the project file and the roster; the policy is ben's.
sign ada
for subject in flag/checkout@production file/ensign.yaml file/trust/people.yaml; do said "  $subject"; done
said 'note: trust/policy.yaml must be signed by 1 person of `ben` (role policy)'
silent '  file/trust/policy.yaml'
[ "$(find approvals -name '*.approval' | wc -l)" = 1 ] || fail 'more than one signature'
expect 1 ensign check . --gate
# The project file asks for two, and somebody has proposed the flag.
sign ben
for subject in file/ensign.yaml file/trust/policy.yaml; do said "  $subject"; done
silent '  flag/checkout@production'
silent '  file/trust/people.yaml'
expect 0 ensign check . --gate
for person in ada ben; do
  sign $person
  said 'nothing to sign: all that is governed, and yours to sign, is signed as it is'
done
commit 'signed'

# A change that is committed before anybody signs it, as a pull request is: the signature follows what was there.
git switch -qc stricter
printf 'approvals:\n  - { rule: all, people: 2 }\n  - { rule: files, match: { kinds: [file] }, people: 1 }\n' >trust/policy.yaml
sed -i 's/production: { serve: off }/production: { serve: on }/' flags/web/checkout.yaml
mkdir -p rollbacks/web
printf -- '---\ntitle: Turn it off\nowner: ada\n---\n1. Turn it off.\n' >rollbacks/web/checkout.md
commit 'stricter, and on'
expect 1 ensign check . --base main
sign ben
said '  file/trust/policy.yaml'
said '  flag/checkout@production'
said '  file/rollbacks/web/checkout.md'
expect 0 ensign check . --base main
commit 'ben proposes'
# What the new policy asks is asked from then on: the flag by two, and each file by one.
expect 1 ensign check . --gate
said 'flag/checkout@production` still needs 1 person more (`ada`)'
silent 'rollbacks/web'
git switch -q main && git merge -q --no-edit stricter
sign ada --action approve
said '  flag/checkout@production'
expect 0 ensign check . --gate
commit 'ada approves'

# Back to what was there: the old signatures are of another time.
sed -i 's/production: { serve: on }/production: { serve: off }/' flags/web/checkout.yaml
expect 1 ensign check . --gate --base HEAD
sign ada
said '  flag/checkout@production'
expect 0 ensign approve flag/checkout@production --as ben --yes --key-file ../ben
said 'exposes more'
commit 'off again'
expect 0 ensign check . --base HEAD~1

# Files are shown before they are approved, too.
echo '# a comment' >>trust/policy.yaml
expect 0 ensign approve file/trust/policy.yaml --as ben --yes --key-file ../ben
said 'file/trust/policy.yaml'
said '  +# a comment'
# Somebody has approved it, and nobody proposed it: that is what is missing, and what `sign` gives.
expect 1 ensign check . --gate
said 'still needs a proposal'
sign ada
said '  file/trust/policy.yaml'
expect 0 ensign check . --gate
