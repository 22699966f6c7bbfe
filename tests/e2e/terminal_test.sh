# What people type at a terminal: the question of `approve`, the password of a key, the passphrase that ssh-keygen asks for. A real
# terminal stands between, that of `script`; what it showed is in $scratch/screen.
. "$(dirname "$0")/lib.sh"
need script
need ssh-keygen
need ssh-agent
script --version 2>/dev/null | grep -q util-linux || skip 'script is not that of util-linux'

mkfifo "$scratch/typed"
env --default-signal=INT true 2>/dev/null || skip 'env knows no --default-signal'
# terminal COMMAND: begins it on a terminal of its own. `press KEYS` sends keys, and `ends CODE` demands its exit code. What a shell
# begins in the background hears no Ctrl-C, unless it is told to.
terminal() {
  : >"$scratch/screen"
  script -qefc "env --default-signal=INT $1" "$scratch/screen" <"$scratch/typed" >/dev/null 2>&1 &
  session=$!
  exec 9>"$scratch/typed"
}
shows() {  # TEXT: waits until it stands there
  for _ in $(seq 300); do
    if grep -qF -- "$1" "$scratch/screen" 2>/dev/null; then return; fi
    kill -0 "$session" 2>/dev/null || break
    sleep 0.1
  done
  sleep 0.2
  grep -qF -- "$1" "$scratch/screen" || fail "the screen does not show $1: $(cat "$scratch/screen")"
}
press() { printf '%b' "$1" >&9; }
ends() {
  local got=0
  exec 9>&-
  wait "$session" || got=$?
  [ "$got" = "$1" ] || fail "exit $got instead of $1: $(cat "$scratch/screen")"
}
hides() { ! grep -qaF -- "$1" "$scratch/screen" || fail "the screen shows $1"; }
unchanged() { [ "$(digest_of "$1")" = "$2" ] || fail "$3"; }

cd "$scratch"
for person in ada ben; do ssh-keygen -q -t ed25519 -N '' -C $person@example.com -f $person; done
ssh-keygen -q -t ed25519 -N 'open sesame' -C cem@example.com -f cem
"$ENSIGN" init shop --name shop --as-of 2026-05-01 --quiet
cd shop
cat >trust/people.yaml <<END
people:
  you: { name: Ada Obi, keys: [ { key: "$(cat ../ada.pub)" } ] }
  ben: { name: Ben, keys: [ { key: "$(cat ../ben.pub)" } ] }
  cem: { name: Cem, keys: [ { key: "$(cat ../cem.pub)" } ] }
END
mkdir -p flags/segments
cat >flags/segments/pilots.yaml <<'END'
name: pilots
title: "Pil\u202eots\u0007\u001b[2J"
owner: you
if: { workspace: [w1] }
END
sed -i '/^attributes:/a\  workspace: { type: string, ascii: true }' ensign.yaml
git init -q && git add -A && git commit -qm start
flag=flags/web/new-start-page.yaml
subject=flag/new-start-page@production
grep -q 'workspace' ensign.yaml || fail "$(cat ensign.yaml)"
sed -i '/^tests:/,$d; s/^    rules: .*/&\n      - { name: pilots, if: { workspace: { in_segment: pilots } }, serve: on }/' $flag
expect 0 "$ENSIGN" check . --as-of 2026-05-02
sed -i 's/\[w1\]/[w1, w2]/' flags/segments/pilots.yaml
approve="$ENSIGN approve $subject --as ben --key-file $scratch/ben --as-of 2026-05-02"
before=$(digest_of .)

# Only yes is yes. Digest and subject stand last, and what somebody wrote into a file does nothing to the screen.
for answer in 'n\n' '\n' '\004' 'yep\n' 'Y E S\n'; do
  terminal "$approve"
  shows 'sign? [y/N]'
  press "$answer"
  ends 1
  shows 'nothing is signed'
  unchanged . "$before" "signed at the answer $answer"
done
hides "$(printf '\342\200\256')"
hides "$(printf '\033[2J')"
hides "$(printf '\007')"
grep -qF 'Pil' "$scratch/screen" || fail "the title is not shown: $(cat "$scratch/screen")"
[ "$(grep -n 'ben approves' "$scratch/screen" | cut -d: -f1)" -lt "$(grep -n "sha256:.*$subject" "$scratch/screen" | tail -1 | cut -d: -f1)" ] ||
  fail "the subject does not stand last: $(cat "$scratch/screen")"
terminal "$approve"
shows 'sign? [y/N]'
press '\003'
ends 130
unchanged . "$before" 'signed at Ctrl-C'
terminal "$approve"
shows 'sign? [y/N]'
press 'y\n'
ends 0
[ -s approvals/$subject/ben.approve.approval ] || fail 'nothing was signed at yes'

# The passphrase of an SSH key is asked for by ssh-keygen, on the same terminal, and is not shown.
rm -r approvals
before=$(digest_of .)
approve="$ENSIGN approve $subject --as cem --yes --key-file $scratch/cem --as-of 2026-05-02"
terminal "$approve"
shows 'passphrase'
press 'wrong\n'
ends 3
unchanged . "$before" 'signed with a wrong passphrase'
terminal "$approve"
shows 'passphrase'
press '\003'
ends 130
unchanged . "$before" 'signed at Ctrl-C'
terminal "$approve"
shows 'passphrase'
press 'open sesame\n'
ends 0
hides 'open sesame'
[ -s approvals/$subject/cem.approve.approval ] || fail 'nothing was signed'

# A key of minisign's format that has a password.
(umask 077 && echo 'correct horse' >"$scratch/password")
ENSIGN_KEY_PASSWORD_FILE=$scratch/password "$ENSIGN" key new --encrypt --out "$scratch/ci.key" --quiet
build="$ENSIGN build . --key $scratch/ci.key --only bundles --out $scratch/out --as-of 2026-05-02"
for answer in 'wrong\n' '\n' '\003'; do
  terminal "$build"
  shows "password of $scratch/ci.key:"
  press "$answer"
  ends 3
  hides 'wrong'$'\r'
  [ ! -e "$scratch/out" ] || fail "built at the answer $answer"
done
shows 'no password was given'
terminal "$build"
shows "password of $scratch/ci.key:"
press 'correct horse\n'
ends 0
hides 'correct horse'
expect 0 "$ENSIGN" verify "$scratch/out" --pub "$scratch/ci.key.pub"
# A new password is asked for twice; nothing is written unless both agree.
for second in 'battery\n' '\003'; do
  terminal "$ENSIGN key new --encrypt --out $scratch/new.key"
  shows 'password'
  press 'staple\n'
  shows 'again'
  press "$second"
  ends 3
  [ ! -e "$scratch/new.key" ] && [ ! -e "$scratch/new.key.pub" ] || fail 'half a key was written'
  hides staple
done

# A kill with the agent, whose key it finds by itself, and with a key that has a passphrase.
"$ENSIGN" publish "$scratch/out" --to "$scratch/there" --quiet
mkdir "$scratch/empty" && cd "$scratch/empty"
kill="$ENSIGN kill new-start-page --env production --reason Lost --bundle $scratch/there --as-of 2026-05-02T03:00:00Z"
eval "$(ssh-agent -s)" >/dev/null
trap 'kill "$SSH_AGENT_PID"; rm -rf "$scratch"' EXIT
expect 3 $kill --as ben --out none
[ ! -e none ] || fail 'an overlay that nobody signed'
ssh-add -q "$scratch/ben" 2>"$scratch/said" || fail "$(cat "$scratch/said")"
expect 0 $kill --as ben --out agent
overlay=$(ls agent/bundles/production/kill/*.json)
echo "ben $(cut -d' ' -f1,2 "$scratch/ben.pub")" >"$scratch/allowed"
ssh-keygen -q -Y verify -f "$scratch/allowed" -I ben -n breakglass.v1@ensign -s "$overlay.sshsig" <"$overlay" ||
  fail 'ssh-keygen refuses what the agent signed'
for answer in 'wrong\n:3' '\003:130'; do
  terminal "$kill --as cem --out typed --key-file $scratch/cem"
  shows 'passphrase'
  press "${answer%:*}"
  ends "${answer#*:}"
  [ ! -e typed ] || fail "the kill left something at ${answer%:*}: $(find typed)"
done
terminal "$kill --as cem --out typed --key-file $scratch/cem"
shows 'passphrase'
press 'open sesame\n'
ends 0
hides 'open sesame'
overlay=$(ls typed/bundles/production/kill/*.json)
echo "cem $(cut -d' ' -f1,2 "$scratch/cem.pub")" >"$scratch/allowed"
ssh-keygen -q -Y verify -f "$scratch/allowed" -I cem -n breakglass.v1@ensign -s "$overlay.sshsig" <"$overlay" ||
  fail 'ssh-keygen refuses what it signed'
