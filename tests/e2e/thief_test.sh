# What somebody can do who may write to the repository and to the web host, and holds the key that signs bundles: nothing that
# a pinned root, the bundle before, or a client would not tell. People's keys they do not have.
. "$(dirname "$0")/lib.sh"
need ssh-keygen
need minisign
need jq
. "$(dirname "$0")/shop.sh"

clean() { git -C "$repo" reset -q --hard && git -C "$repo" clean -fdq; }
expect 0 build --out out --first --pin "$pin"
expect 0 "$ENSIGN" publish out --to there

# Without its root nobody would be asked: whoever pins one is told, and whoever builds on what was published.
rm -r "$repo/trust/root"
expect 3 "$ENSIGN" check "$repo" --gate --as-of $day --pin "$pin"
said 'is pinned, and the repository has none'
expect 3 build --out next --previous out --pin "$pin"
expect 3 build --out next --previous out
said 'out/bundles/production/bundle.json was made under version 1 of a root of trust'
[ ! -e next ] || fail "something was built"

# Another root, with another roster under it.
"$ENSIGN" key new --out keys/evil -q
ssh-keygen -q -t ed25519 -N '' -C eve -f keys/eve
sed -i "s|^  ben:.*|  ben: { name: Ben, keys: [ { key: \"$(cut -d' ' -f1,2 keys/eve.pub)\" } ] }|" "$repo/trust/people.yaml"
expect 0 "$ENSIGN" trust init "$repo" --root-key keys/evil.pub --key keys/evil --threshold 1 --roster ben --policy ben --project ben \
  --bundle-key production=keys/ci.pub --bundle-key staging=keys/ci.pub --timestamp-key keys/ts.pub --as-of $day
cp keys/eve keys/ben && cp keys/eve.pub keys/ben.pub
rm -r "$repo/approvals"
sed -i 's/production: { serve: off }/production: { serve: on }/' "$repo/flags/web/checkout.yaml"
sed -i 's/people: 2/people: 1/' "$repo/trust/policy.yaml"
for file in ensign.yaml trust/people.yaml trust/policy.yaml; do by ben propose "file/$file"; done
by ben propose flag/checkout@production
expect 0 "$ENSIGN" check "$repo" --gate --as-of $day
said 'so it vouches for itself'
expect 1 "$ENSIGN" check "$repo" --gate --as-of $day --pin "$pin"
said EN701
expect 3 build --out next --previous out
said 'was made under another root of trust'
expect 0 build --out evil --first
expect 1 "$ENSIGN" verify evil/bundles/production/bundle.json --root "$pin" --as-of $day
expect 0 "$ENSIGN" client init --state c --env production --root "$pin" --from out --require-proof L2
expect 0 "$ENSIGN" client update --state c --from there --as-of $day
expect 1 "$ENSIGN" client update --state c --from evil --as-of $day
expect 0 "$ENSIGN" client get checkout --state c --as-of $day
said '"variant":"off"'
clean

# A rename takes no approval along: the new name needs its own, and the old one may not go without.
head=$(git -C "$repo" rev-parse HEAD)
git -C "$repo" mv flags/web/checkout.yaml flags/web/renamed.yaml
sed -i 's/^key: checkout/key: renamed/' "$repo/flags/web/renamed.yaml"
printf 'retired:\n  checkout: { on: 2026-06-09, type: permission, reason: renamed }\n' >"$repo/flags/retired.yaml"
rm "$repo"/approvals/flag/checkout@production/*
git -C "$repo" add -A && git -C "$repo" commit -qm renamed
expect 1 "$ENSIGN" check "$repo" --base "$head" --as-of $day --pin "$pin"
said '`flag/checkout@production` is gone, and its removal still needs a proposal'
said '`flag/renamed@production` still needs a proposal'
mkdir "$repo/approvals/flag/renamed@production"
git -C "$repo" show "$head:approvals/flag/checkout@production/ada.propose.approval" \
  >"$repo/approvals/flag/renamed@production/ada.propose.approval"
expect 1 "$ENSIGN" check "$repo" --base "$head" --as-of $day --pin "$pin"
said EN120
sed -i 's/flag.checkout@/flag\/renamed@/' "$repo/approvals/flag/renamed@production/ada.propose.approval"
expect 1 "$ENSIGN" check "$repo" --base "$head" --as-of $day --pin "$pin"
said EN711
git -C "$repo" reset -q --hard "$head" && clean

# A bundle of an environment that asks nobody, in the place of production.
staged=stolen/bundles/production
cp -r out stolen
cp out/bundles/staging/bundle.json $staged/
rm $staged/bundle.json.*.minisig && cp out/bundles/staging/bundle.json.*.minisig $staged/
jq -cS ".env = \"staging\" | .sha256 = \"$(sha256sum $staged/bundle.json | cut -c-64)\" | .records = {} | .entries = []" \
  out/bundles/production/proof.json >$staged/proof.json
expect 1 "$ENSIGN" verify $staged/bundle.json --root "$pin" --as-of $day
said 'it is the bundle of `staging`, and lies where that of `production` belongs'
(cd $staged && expect 1 "$ENSIGN" verify bundle.json --root "$pin" --as-of $day) || fail "by its relative name"

# Words of a stolen proof and of a bundle steer no terminal and no build host: whoever verifies reads them.
rm -rf stolen && cp -r out stolen
evil='x\u001b[2J\n::stop-commands::y\n##[error]z'
jq -cS ".project = \"$evil\"" out/bundles/production/proof.json >stolen/bundles/production/proof.json
jq -cS ".ensign.kill.levels = [{\"id\": \"$evil\", \"flags\": [\"checkout\", \"$evil\"]}]" out/bundles/production/bundle.json >evil.json
for ask in "verify stolen/bundles/production/bundle.json --root $pin" \
  "kill checkout --env production --reason x --as ben --key-file keys/ben --bundle evil.json --out night"; do
  "$ENSIGN" $ask --as-of $day >told 2>&1 || true
  grep -q 'stop-commands' told || fail "nothing was told: $(cat told)"
  ! grep -qP '\x1b|^\s*::|##\[' told || fail "it was told as it was: $(cat -v told)"
done

# Files without end, and pipes to which nobody writes.
for what in bundle proof; do
  rm -rf stolen && cp -r out stolen
  ln -sf /dev/zero stolen/bundles/production/$what.json
  expect 3 timeout 20 "$ENSIGN" verify stolen/bundles/production/bundle.json --root "$pin" --as-of $day
done
expect 0 "$ENSIGN" client init --state fresh --env production --root "$pin" --from out --require-proof L2
for make in 'ln -s /dev/zero' mkfifo 'truncate -s 8388609' 'truncate -s 1T'; do
  rm -rf stolen && cp -r out stolen && rm stolen/bundles/production/bundle.json
  $make stolen/bundles/production/bundle.json
  expect 1 timeout 20 "$ENSIGN" client update --state fresh --from stolen --as-of $day
  said refused
done
ln -sf /dev/zero stolen/bundles/production/bundle.json
expect 3 timeout 20 "$ENSIGN" verify stolen/bundles/production/bundle.json --pub keys/ci.pub

# Where the disk takes no more, what a client remembers stays as it was, and what it serves too.
rm -rf fresh && expect 0 "$ENSIGN" client init --state fresh --env production --root "$pin" --from out
cp -r fresh before-fresh
(trap '' XFSZ; ulimit -f 1; expect 3 "$ENSIGN" client update --state fresh --from out --as-of $day) ||
  fail "a full disk: $(cat "$scratch/output")"
cmp fresh/state before-fresh/state || fail "the state is another"
[ ! -e fresh/flagd.json ] || fail "something is served that was not remembered"
expect 0 "$ENSIGN" client update --state fresh --from out --as-of $day
# And killed at any time it is the old state or the new one, whole.
for i in $(seq 12); do
  rm -rf fresh && cp -r before-fresh fresh
  "$ENSIGN" client update --state fresh --from out --as-of $day >/dev/null 2>&1 &
  sleep "0.00$((i * 7))"
  kill -KILL $! 2>/dev/null || true
  wait $! 2>/dev/null || true
  expect 0 "$ENSIGN" client update --state fresh --from out --as-of $day
done

# An output never lies in what is governed, by whatever name.
clean
ln -s "$repo/flags" link
for place in "$repo" "$repo/flags" "$repo/flags/out" "$repo/approvals/x" "$repo/ensign.yaml" link/out; do
  expect 3 build --out "$place" --first
  said overlap
done
[ -z "$(git -C "$repo" status --porcelain)" ] || fail "a build wrote into its source"
