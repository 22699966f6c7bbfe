# What the end-to-end tests share. Each test is a bash script that ends with 0, or with 77 to be
# skipped. ENSIGN is the binary, ENSIGN_SOURCE the source tree, ENSIGN_CONFORMANCE outside test data.
set -euo pipefail
: "${ENSIGN:?path of the binary}" "${ENSIGN_SOURCE:?path of the source tree}"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME=$scratch/home GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1
export GIT_AUTHOR_NAME=Test GIT_AUTHOR_EMAIL=test@example.com GIT_AUTHOR_DATE=2025-08-20T12:00:00Z
export GIT_COMMITTER_NAME=Test GIT_COMMITTER_EMAIL=test@example.com GIT_COMMITTER_DATE=2025-08-20T12:00:00Z
mkdir -p "$HOME"
git config --global init.defaultBranch main

s4=$ENSIGN_SOURCE/tests/systems/s4-rollout
as_of=2025-08-25

fail() { printf 'FAIL: %s\n' "$*" >&2; exit 1; }
skip() { printf 'skipped: %s\n' "$*" >&2; exit 77; }
need() { command -v "$1" >/dev/null || skip "$1 is not installed"; }

# expect CODE COMMAND…: runs it and demands its exit code; its output is in $scratch/output.
expect() {
  local wanted=$1 got=0
  shift
  "$@" >"$scratch/output" 2>&1 || got=$?
  [ "$got" = "$wanted" ] || { cat "$scratch/output" >&2; fail "exit $got instead of $wanted: $*"; }
}

# said TEXT, silent TEXT: whether the last output holds it.
said() { grep -qF -- "$1" "$scratch/output" || fail "nothing about $1: $(cat "$scratch/output")"; }
silent() { ! grep -qF -- "$1" "$scratch/output" || fail "something about $1: $(cat "$scratch/output")"; }

# One digest over the names and contents of a folder.
digest_of() { (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1); }

# A Git repository with the sound S4 files at its root, committed.
s4_clone() {
  cp -r "$s4/repository" "$1"
  git -C "$1" init -q
  git -C "$1" add -A
  git -C "$1" commit -qm "the rollout plan"
}
