# Statements signed by stock ssh-keygen are read; copied, edited and misnamed ones are told apart.
. "$(dirname "$0")/lib.sh"
need ssh-keygen

cd "$scratch"
ssh-keygen -q -t ed25519 -N '' -C ada@example.com -f key
mkdir -p repository/trust repository/flags
cd repository
cat >ensign.yaml <<EOF
project: 5f0c2d7e9b1a4c33
name: shop
environments: { production: {} }
EOF
cat >trust/people.yaml <<EOF
people: { ada: { keys: [ { key: "$(cat ../key.pub)" } ] } }
EOF
cat >flags/checkout.yaml <<EOF
key: checkout
title: New checkout
type: permission
owner: ada
risk: L1
permanent: part of the product
environments: { production: { serve: on } }
EOF

# statement SUBJECT CONTENT [NAMESPACE]: a signed one, on standard output
statement() {
  cat >"$scratch/text" <<EOF
ensign-approval/1
project: 5f0c2d7e9b1a4c33
action: approve
subject: $1
content: $2
revision: 1
previous: none
signer: ada
issued: 2025-08-20T09:00:00Z
EOF
  rm -f "$scratch/text.sig"
  ssh-keygen -q -Y sign -n "${3:-approval.v1@ensign}" -f "$scratch/key" "$scratch/text" 2>"$scratch/said" ||
    fail "$(cat "$scratch/said")"
  cat "$scratch/text" "$scratch/text.sig"
}
check() { expect "$1" "$ENSIGN" check . --as-of $as_of; }

digest=sha256:$(sha256sum flags/checkout.yaml | cut -d' ' -f1)
home=approvals/flag/checkout@production
mkdir -p $home
statement flag/checkout@production "$digest" >$home/ada.approve.approval
check 0

# A set, approved by one signature.
printf 'flag/checkout@production %s 1 none\n' "$digest" >records
set=$(sha256sum records | cut -d' ' -f1)
mkdir -p approvals/set/$set
mv records approvals/set/$set/records
statement set/$set sha256:$set >approvals/set/$set/ada.approve.approval
check 0

# Copied to another subject; signed for another purpose; one space more.
cp $home/ada.approve.approval "$scratch/good"
mkdir approvals/file
mkdir -p approvals/file/ensign.yaml
mv $home/ada.approve.approval approvals/file/ensign.yaml/
check 1
said EN120
rm -r approvals/file
statement flag/checkout@production "$digest" git >$home/ada.approve.approval
check 1
said 'the signature is for `git`'
sed 's/^signer: /signer:  /' "$scratch/good" >$home/ada.approve.approval
check 1
said EN035
sed 's/checkout@/chekout@/' "$scratch/good" >$home/ada.approve.approval
check 1
said EN119

# A signature of an RSA or ECDSA key is not used here, and it says what to make instead.
sed '/^-----BEGIN/,$d' "$scratch/good" >"$scratch/text"
for type in rsa ecdsa; do
  rm -f "$scratch"/other* "$scratch/text.sig"
  ssh-keygen -q -t $type -N '' -f "$scratch/other"
  ssh-keygen -q -Y sign -n approval.v1@ensign -f "$scratch/other" "$scratch/text" 2>"$scratch/said" || fail "$(cat "$scratch/said")"
  cat "$scratch/text" "$scratch/text.sig" >$home/ada.approve.approval
  check 1
  said 'are not used here'
  said 'ssh-keygen -t ed25519'
done
