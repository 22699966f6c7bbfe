# Ada and ben begin a shop: the working folder is a Git repository without a commit, with their roster in it. Their SSH keys, and the
# minisign keys root and ci, lie beside it. To be sourced after lib.sh.
need ssh-keygen
day=2026-05-01
ensign() { "$ENSIGN" "$@" --as-of "$day"; }
commit() { git add -A && git commit -qm "$1"; }
cd "$scratch"
for person in ada ben; do ssh-keygen -q -t ed25519 -N '' -C $person@example.com -f $person; done
for key in root ci; do "$ENSIGN" key new --out $key.key --quiet; done
mkdir -p shop/trust shop/flags/web
cd shop
git init -q
cat >trust/people.yaml <<END
people:
  ada: { keys: [ { key: "$(cat ../ada.pub)" } ] }
  ben: { keys: [ { key: "$(cat ../ben.pub)" } ] }
END
