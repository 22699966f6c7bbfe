# `check --base main`: who must agree is what main says today, also for a branch that parted from it before; what else happened on
# main since is no business of the branch.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pair.sh"
printf 'project: 5f0c2d7e9b1a4c33\nname: shop\nenvironments: { staging: {}, production: { protected: true } }\n' >ensign.yaml
printf 'approvals:\n  - { rule: all, people: 1 }\n' >trust/policy.yaml
flag() {
  printf 'key: %s\ntitle: A flag\ntype: permission\nowner: ada\nrisk: L1\npermanent: part of the product\n' "$1"
  printf 'environments: { staging: { serve: on }, production: { serve: %s } }\n' "$2"
}
flag checkout off >flags/web/checkout.yaml
flag search off >flags/web/search.yaml
sign() { expect 0 ensign sign "${@:2}" --as "$1" --key-file "../$1"; }
expect 0 ensign trust init --root-key ../root.key.pub --key ../root.key --bundle-key production=../ci.key.pub --roster ada \
  --policy ada --project ada
sign ada
commit 'protected'
expect 0 ensign check . --gate

# A branch with the one signature that is asked for when it parts.
git switch -qc on
flag checkout on >flags/web/checkout.yaml
sign ada
commit 'on, says ada'
expect 0 ensign check . --base main
# What happens to another flag meanwhile is not its business.
git switch -q main
flag search on >flags/web/search.yaml
sign ada
commit 'another flag'
git switch -q on
expect 0 ensign check . --base main
silent 'has changed in `main`'
# But from now on two must agree.
git switch -q main
printf 'approvals:\n  - { rule: all, people: 2 }\n' >trust/policy.yaml
sign ada
expect 0 ensign sign flag/search@production flag/checkout@production --action approve --as ben --key-file ../ben
commit 'two must agree'
expect 0 ensign check . --gate
git switch -q on
expect 1 ensign check . --base main
said 'who must agree has changed in `main` since this parted from it'
said 'flag/checkout@production` still needs 1 person more (`ben`)'
git merge -q --no-edit main
expect 1 ensign check . --base main
said 'flag/checkout@production` still needs 1 person more (`ben`)'
silent 'flag/search'
silent 'has changed in `main`'
sign ben flag/checkout@production --action approve --base main
commit 'on, says ben too'
expect 0 ensign check . --base main
