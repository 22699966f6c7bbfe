# Back to an approved profile: `ensign revert --profile` prints a patch or writes the files, and nobody has to sign again, for who
# approves a profile approves the records that it makes. Also in a freeze.
. "$(dirname "$0")/lib.sh"
need jq
. "$(dirname "$0")/pair.sh"
mkdir -p flags/profiles
cat >ensign.yaml <<'END'
project: 5f0c2d7e9b1a4c33
name: shop
environments: { staging: {}, production: { protected: true } }
attributes: { workspace: { type: string, ascii: true, required: true } }
END
cat >trust/policy.yaml <<'END'
approvals:
  - { rule: two, match: { kinds: [flag, profile], environments: [production] }, people: 2 }
END
flag() {  # KEY, and what production serves, on lines of its own
  cat <<END
# $1: a comment that stays
key: $1
title: Flag $1
type: permission
owner: ada
risk: L1
permanent: part of the product
variants: { on: true, off: false }
fallback: { tier: 0, serve: off }
environments:
  staging: { serve: on }
  production:
END
  cat
  echo 'meta: { note: behind }'
}
flag checkout <<'END' >flags/web/checkout.yaml
    serve: on
    rules:
      - { name: some, if: { workspace: [w1] }, serve: off }
END
flag search <<'END' | sed 'N;s/production:\n *\({.*\)/production: \1/;P;D' >flags/web/search.yaml
    { serve: { on: 50, off: 50 }, by: workspace }
END
flag banner <<'END' >flags/web/banner.yaml
    serve: on
END
cat >flags/profiles/known-safe.yaml <<'END'
profile: known-safe
title: What we go back to
owner: ada
environment: production
serves: { checkout: off, search: off, banner: on }
END
commit 'without protection'
expect 0 ensign check .
expect 0 ensign trust init --root-key ../root.key.pub --key ../root.key --bundle-key production=../ci.key.pub --roster ada \
  --policy ada --project ada
expect 0 ensign sign --as ada --key-file ../ada
for set in approvals/set/*; do expect 0 ensign approve "set/$(basename "$set")" --as ben --yes --key-file ../ben; done
commit 'protected, with an approved profile'
expect 0 ensign check . --gate
build() { ensign build . --out "$1" --key ../ci.key --only bundles "${@:2}"; }
expect 0 build ../out --first
serves() { jq -r ".flags[\"$2\"].defaultVariant" "$1/bundles/production/bundle.json"; }
[ "$(serves ../out checkout)" = on ] || fail "checkout is $(serves ../out checkout)"

# Mistakes are told, and nothing is touched.
clean() { [ -z "$(git status --porcelain)" ] || fail "touched: $(git status --porcelain)"; }
expect 2 ensign revert --profile known-saf --env production
said 'no profile is named `known-saf`'
said 'did you mean `known-safe`?'
expect 2 ensign revert --profile known-safe --env staging
said 'is of `production`, not of `staging`'
expect 2 ensign revert --profile known-safe
clean

# The patch is one for stock git, says the same as --write, and leaves all else as it is.
expect 0 ensign revert --profile known-safe --env production
clean
said 'ensign kill checkout search --env production'
"$ENSIGN" revert --profile known-safe --env production --as-of $day >../patch 2>../said
git apply --check ../patch || fail "git refuses the patch: $(cat ../patch)"
git apply ../patch
patched=$(digest_of flags)
git checkout -q flags
expect 0 ensign revert --profile known-safe --env production --write
said flags/web/checkout.yaml
said flags/web/search.yaml
silent banner.yaml
[ "$(digest_of flags)" = "$patched" ] || fail "the patch and --write differ: $(git diff)"
grep -qx '# checkout: a comment that stays' flags/web/checkout.yaml || fail 'a comment is gone'
grep -qx 'meta: { note: behind }' flags/web/checkout.yaml || fail 'what stood behind is gone'
grep -qx '  production: { serve: off }' flags/web/search.yaml || fail "$(cat flags/web/search.yaml)"
! grep -q 'rules:' flags/web/checkout.yaml || fail 'a rule stays'
[ "$(git diff --name-only | wc -l)" = 2 ] || fail "$(git diff --name-only)"
expect 0 ensign revert --profile known-safe --env production --write
said 'is as known-safe wants it'

# No new approval: not at the gate, not for the build, and whoever verifies sees it proven.
git switch -qc rollback
commit 'back to what is safe'
day=2026-05-02
expect 0 ensign check . --base main
silent EN303
expect 0 build ../out2 --previous ../out
silent 'ships as before'
[ "$(jq -c '.carried // []' ../out2/manifest.json)" = '[]' ] || fail "carried: $(jq -c .carried ../out2/manifest.json)"
for flag in checkout search; do [ "$(serves ../out2 $flag)" = off ] || fail "$flag is $(serves ../out2 $flag)"; done
[ "$(serves ../out2 banner)" = on ] || fail 'the banner changed'
root=$(sha256sum trust/root/1.json | cut -d' ' -f1)
expect 0 "$ENSIGN" verify ../out2/bundles/production/bundle.json --root "$root"

# What the profile does not say is not covered by it.
sed -i 's/^    serve: on$/    serve: off/' flags/web/banner.yaml
expect 1 ensign check . --base main
said 'flag/banner@production'
said 'EN303 approval-missing'
git checkout -q flags
# A profile that nobody has approved as it is covers nothing.
sed -i 's/banner: on/banner: off/' flags/profiles/known-safe.yaml
expect 0 ensign revert --profile known-safe --env production --write
expect 1 ensign check . --base main
said 'flag/banner@production'
said 'profile/known-safe@production'
git checkout -q flags

# A freeze holds what exposes more, and neither the way back nor what is proven to expose less.
git switch -q main
mkdir -p releases/freezes
cat >releases/freezes/year-end.yaml <<'END'
freeze: year-end
title: Year end
reason: Fewer people are there to mend things.
owner: ada
from: 2026-05-01
until: 2026-05-20
environments: [production]
END
commit 'a freeze'
expect 0 ensign check . --gate
git merge -q --no-edit rollback
expect 0 ensign check . --base HEAD~1
silent EN405
expect 0 build ../out3 --previous ../out
[ "$(serves ../out3 checkout)" = off ] || fail 'the freeze held the way back'
git switch -qc more
sed -i 's/^    serve: off$/    serve: on/' flags/web/checkout.yaml
sed -i 's/production: { serve: off }/production: { serve: { on: 1, off: 99 }, by: workspace }/' flags/web/search.yaml
both() {
  for subject in "$@"; do
    expect 0 ensign sign "$subject" --as ada --key-file ../ada --base main
    expect 0 ensign sign "$subject" --action approve --as ben --key-file ../ben --base main
  done
}
both flag/checkout@production flag/search@production
commit 'on again, say both'
expect 1 ensign check . --base main
said 'EN405 change-frozen'
said 'flag/checkout@production` stands still until 2026-05-20T23:59:59Z, for the freeze `year-end`'
said 'flag/search@production'
silent EN303
# Nor does it help to end the freeze in the same change.
git rm -q releases/freezes/year-end.yaml && git commit -qm 'no freeze any more'
expect 1 ensign check . --base main
said 'EN405 change-frozen'
git reset -q --hard HEAD~1
# Merged all the same: the build ships what was there, and the rest.
git switch -q main && git merge -q --no-edit more
expect 0 build ../out4 --previous ../out3
said 'flag/checkout@production ships as before: stands still until 2026-05-20T23:59:59Z'
[ "$(serves ../out4 checkout)" = off ] || fail 'a frozen flag was shipped'
jq -e '.carried[] | select(.subject == "flag/search@production")' ../out4/manifest.json >../said || fail 'not listed as carried'
# A waiver that those approve who approve the flag lets one of them through.
mkdir -p trust/waivers
cat >trust/waivers/hotfix.yaml <<'END'
waiver: hotfix
rule: EN405
subject: flag/checkout@production
reason: Orders are lost without it.
owner: ada
created: 2026-05-02
expires: 2026-05-10
END
commit 'a waiver'
expect 0 build ../out5 --previous ../out4
[ "$(serves ../out5 checkout)" = off ] || fail 'a waiver that nobody approved'
expect 0 ensign sign file/trust/waivers/hotfix.yaml --as ada --key-file ../ada
expect 0 ensign approve file/trust/waivers/hotfix.yaml --as ben --yes --key-file ../ben
said 'already; `--base` compares with another. It says'
said '  +reason: Orders are lost without it.'
commit 'approved'
expect 0 build ../out6 --previous ../out5
[ "$(serves ../out6 checkout)" = on ] || fail "the waiver does not help: $(cat "$scratch/output")"
said 'flag/search@production ships as before'
# After its last day all ships.
day=2026-05-21
expect 0 build ../out7 --previous ../out6
silent 'stands still'
[ "$(jq -c '.carried // []' ../out7/manifest.json)" = '[]' ] || fail "carried: $(jq -c .carried ../out7/manifest.json)"
