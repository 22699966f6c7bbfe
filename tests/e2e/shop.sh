# A shop whose people sign, for end-to-end tests: a repository under a root of trust, where two people
# are asked for production. Ada and Ben sign with stock ssh-keygen. To be sourced after lib.sh.
need ssh-keygen
day=2026-06-10T12:00:00Z
repo=$scratch/shop
mkdir -p "$repo"/{trust,flags/web} "$scratch/keys"
cd "$scratch"
for person in ada ben; do ssh-keygen -q -t ed25519 -N '' -C $person -f keys/$person; done
for key in root ci ts; do "$ENSIGN" key new --out keys/$key -q; done

cat >"$repo/ensign.yaml" <<'YAML'
project: 5f0c2d7e9b1a4c33
name: shop
environments:
  staging: {}
  production: { protected: true }
YAML
cat >"$repo/trust/people.yaml" <<YAML
people:
  ada: { name: Ada, keys: [ { key: "$(cut -d' ' -f1,2 keys/ada.pub)" } ] }
  ben: { name: Ben, keys: [ { key: "$(cut -d' ' -f1,2 keys/ben.pub)" } ] }
teams:
  team-web: { title: Web, members: [ada, ben] }
roles:
  emergency/production: { title: On call, holders: [ben] }
YAML
cat >"$repo/trust/policy.yaml" <<'YAML'
approvals:
  - { rule: production, match: { environments: [production] }, people: 2 }
YAML
cat >"$repo/flags/web/checkout.yaml" <<'YAML'
key: checkout
title: New checkout
type: permission
owner: team-web
risk: L2
permanent: part of the product
fallback: { tier: 1, serve: off, badge: Old checkout, reason: It works }
environments:
  staging: { serve: on }
  production: { serve: off }
YAML
git -C "$repo" init -q
git -C "$repo" add -A
git -C "$repo" commit -qm "the shop"
expect 0 "$ENSIGN" trust init "$repo" --root-key keys/root.pub --key keys/root --threshold 1 \
  --roster ada --policy ada --project ada --bundle-key production=keys/ci.pub \
  --bundle-key staging=keys/ci.pub --timestamp-key keys/ts.pub --as-of $day
pin=$(sha256sum "$repo/trust/root/1.json" | cut -c-64)

# by PERSON ACTION SUBJECT [OPTION…]: the lines that ensign prints, signed by the stock tool.
by() {
  (cd "$repo" && "$ENSIGN" statement "$3" --as "$1" --action "$2" --as-of $day "${@:4}") >lines
  rm -f lines.sig
  ssh-keygen -q -Y sign -n approval.v1@ensign -f "keys/$1" lines 2>/dev/null
  mkdir -p "$repo/approvals/$3"
  cat lines lines.sig >"$repo/approvals/$3/$1.$2.approval"
}
for file in ensign.yaml trust/people.yaml trust/policy.yaml; do by ada propose "file/$file"; done
by ada propose flag/checkout@production
by ben approve flag/checkout@production
commit() { git -C "$repo" add -A && git -C "$repo" commit -qm "$1"; }
commit "agreed"

# build OPTION…, and what a bundle says of who approved it.
build() { "$ENSIGN" build "$repo" --key keys/ci --key keys/ts --only bundles --as-of $day -q "$@"; }
verify() { "$ENSIGN" verify "$1/bundles/production/bundle.json" --root "$pin" --as-of $day "${@:2}"; }
