# People sign: with ensign through ssh-agent or ssh-keygen, or with stock ssh-keygen alone. Every
# file that is written is read by `ensign check`, and verified by stock ssh-keygen.
. "$(dirname "$0")/lib.sh"
need ssh-keygen
need ssh-agent

cd "$scratch"
for person in ada ben; do ssh-keygen -q -t ed25519 -N '' -C $person@example.com -f $person; done
mkdir -p repository/trust repository/flags/segments
cd repository
git init -q
cat >ensign.yaml <<EOF
project: 5f0c2d7e9b1a4c33
name: shop
environments: { staging: {}, production: {} }
attributes: { workspace: { type: string, ascii: true }, user.email: { type: string } }
EOF
cat >trust/people.yaml <<EOF
people:
  ada: { keys: [ { key: "$(cat ../ada.pub)" } ] }
  ben: { keys: [ { key: "$(cat ../ben.pub)" } ] }
  robot: { machine: true }
EOF
cat >flags/segments/pilots.yaml <<EOF
name: pilots
title: Pilots
owner: ada
if: { workspace: [w1, w2] }
EOF
for flag in checkout search; do
  cat >flags/$flag.yaml <<EOF
key: $flag
title: New $flag
type: permission
owner: ada
risk: L1
permanent: part of the product
fallback: { tier: 0, serve: off }
environments:
  staging: { serve: on }
  production:
    serve: off
    rules: [ { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on } ]
EOF
done
git add -A
git commit -qm 'two flags'

subject=flag/checkout@production
check() { expect 0 "$ENSIGN" check . --as-of $as_of; }
# verified FILE PERSON: what the file says is signed, as stock ssh-keygen sees it
verified() {
  printf '%s %s\n' "$2" "$(cut -d' ' -f1,2 "$scratch/$2.pub")" >"$scratch/allowed"
  sed '/^-----BEGIN/,$d' "$1" >"$scratch/signed"
  sed -n '/^-----BEGIN/,$p' "$1" >"$scratch/signature"
  ssh-keygen -q -Y verify -f "$scratch/allowed" -I "$2" -n approval.v1@ensign \
    -s "$scratch/signature" <"$scratch/signed" >"$scratch/said" 2>&1 || fail "$(cat "$scratch/said")"
}

# The statement is nine lines and nothing else, and stock tools sign it.
"$ENSIGN" statement $subject --as ada --action propose --as-of 2025-08-20T09:00:00Z \
  >"$scratch/statement" 2>"$scratch/where"
[ "$(wc -l <"$scratch/statement")" = 9 ] || fail "$(cat "$scratch/statement")"
content=$(sed -n 's/^content: //p' "$scratch/statement")
cat >"$scratch/expected" <<EOF
ensign-approval/1
project: 5f0c2d7e9b1a4c33
action: propose
subject: $subject
content: $content
revision: 1
previous: none
signer: ada
issued: 2025-08-20T09:00:00Z
EOF
cmp "$scratch/statement" "$scratch/expected"
grep -q "approvals/$subject/ada.propose.approval" "$scratch/where" || fail "$(cat "$scratch/where")"
ssh-keygen -q -Y sign -n approval.v1@ensign -f "$scratch/ada" "$scratch/statement" 2>"$scratch/said"
mkdir -p approvals/$subject
cat "$scratch/statement" "$scratch/statement.sig" >approvals/$subject/ada.propose.approval
check
verified approvals/$subject/ada.propose.approval ada

# Who approves the same content joins it: revision and predecessor are the same.
expect 0 "$ENSIGN" approve $subject --as ben --yes --key-file "$scratch/ben" --as-of 2025-08-20
said 'already; `--base` compares with another'
said "rule \`pilots\`: \`on\` where workspace is in Pilots"
said "segment \`pilots\`: workspace is one of \`w1\` or \`w2\`"
said "falls back to: \`off\`"
said "$content  $subject"
check
verified approvals/$subject/ben.approve.approval ben
grep -qx 'revision: 1' approvals/$subject/ben.approve.approval || fail 'another revision'
git add -A
git commit -qm 'signed'

# Without a terminal nobody is asked, and nothing is signed.
expect 2 setsid "$ENSIGN" approve flag/search@production --as ben --key-file "$scratch/ben"
said '--yes'
[ ! -e approvals/flag/search@production ] || fail 'signed without a question'

# A wider segment: two records change alike, and one signature by the agent covers both.
sed -i 's/w2\]/w2, w3]/' flags/segments/pilots.yaml
eval "$(ssh-agent -s)" >/dev/null
trap 'kill "$SSH_AGENT_PID"; rm -rf "$scratch"' EXIT
expect 3 "$ENSIGN" sign $subject flag/search@production --as ada
said 'the agent holds no key of `ada`'
ssh-add -q "$scratch/ada" "$scratch/ben" 2>"$scratch/said" || fail "$(cat "$scratch/said")"
expect 0 "$ENSIGN" sign $subject flag/search@production --as ada --as-of $as_of
set=$(ls approvals/set)
[ "$(sha256sum <"approvals/set/$set/records" | cut -d' ' -f1)" = "$set" ] || fail 'another digest'
verified approvals/set/$set/ada.propose.approval ada
check
grep -q "^$subject sha256:[0-9a-f]* 2 $content\$" approvals/set/$set/records ||
  fail "$(cat approvals/set/$set/records)"
expect 0 "$ENSIGN" approve set/$set --as ben --yes --as-of $as_of
said '2 records, 2 of them exposing more'
said '2 records: flag/checkout@production, flag/search@production'
said "segment \`pilots\`: workspace is one of \`w1\`, \`w2\` or \`w3\`; was workspace is one of \`w1\` or \`w2\`"
verified approvals/set/$set/ben.approve.approval ben
check

# In words, and what has changed.
expect 0 "$ENSIGN" explain $subject --as-of $as_of
said 'exposes more'
said 'revision 2'
expect 0 "$ENSIGN" explain $subject . --rev HEAD --as-of $as_of
silent 'exposes more'

# A set whose records are no longer there is not approved; a comment leaves them there.
sed -i '1i# a comment' flags/checkout.yaml
expect 0 "$ENSIGN" approve set/$set --as ben --yes --as-of $as_of
sed -i 's/serve: off$/serve: on/' flags/checkout.yaml
expect 2 "$ENSIGN" approve set/$set --as ben --yes
said "is about another \`$subject\`"
git checkout -q flags

# Another signature replaces the first, and says so; signing again is nothing new.
expect 0 "$ENSIGN" sign $subject --as ada --action approve --as-of $as_of
sed -i 's/serve: off$/serve: on/' flags/checkout.yaml
expect 0 "$ENSIGN" sign $subject --as ada --action approve --as-of $as_of
said "approvals/$subject/ada.approve.approval replaces the statement of 2025-08-25T23:59:59Z"

# What is withdrawn names what was signed.
expect 0 "$ENSIGN" withdraw $subject --as ada --as-of $as_of
grep -qx 'action: withdraw' approvals/$subject/ada.withdraw.approval || fail 'no withdrawal'
cmp <(grep '^content' approvals/$subject/ada.approve.approval) \
  <(grep '^content' approvals/$subject/ada.withdraw.approval)
verified approvals/$subject/ada.withdraw.approval ada
check

# A removal is signed as such.
git checkout -q flags
rm flags/search.yaml
expect 0 "$ENSIGN" statement flag/search@production --as ada
said 'content: absent'
git checkout -q flags

# What cannot be read is not removed, and mistakes are told.
sed -i 's/^risk: L1/risk: L9/' flags/search.yaml
expect 2 "$ENSIGN" statement flag/search@production --as ada
said 'could not be read whole'
git checkout -q flags
expect 2 "$ENSIGN" statement flag/serch@production --as ada
said 'did you mean `flag/search@production`?'
expect 2 "$ENSIGN" statement $subject --as robot
said 'machines approve nothing'
expect 2 "$ENSIGN" statement $subject --as eve
said 'nobody on the roster'
expect 3 "$ENSIGN" sign $subject --as ada --key-file "$scratch/ben"
said 'that key is none of `ada`'

# Nothing that somebody wrote into a file reaches the terminal as it is.
sed -i 's/^title: Pilots/title: "Pil\\u001b[31mots"/' flags/segments/pilots.yaml
expect 0 "$ENSIGN" explain $subject --as-of $as_of
silent "$(printf '\033')"
