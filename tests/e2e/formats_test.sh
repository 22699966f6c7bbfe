# The five formats, read by other programs; the words of the command line.
. "$(dirname "$0")/lib.sh"
need node

for format in json sarif gitlab; do
  expect 1 "$ENSIGN" check "$s4/as-written" --as-of $as_of --format $format
  node -e 'JSON.parse(require("fs").readFileSync(process.argv[1]))' "$scratch/output" || fail "$format is no JSON"
done
expect 1 "$ENSIGN" check "$s4/as-written" --as-of $as_of --format json
node - "$scratch/output" <<'JS'
const assert = require("assert");
const answer = JSON.parse(require("fs").readFileSync(process.argv[2]));
assert.equal(answer.version, 1);
assert.equal(answer.summary.errors, answer.findings.length);
for (const finding of answer.findings) {
  assert.deepEqual(Object.keys(finding).sort(), ["column", "end_column", "end_line", "help", "labels", "line", "message", "name", "path", "rule", "severity"]);
  assert.match(finding.rule, /^EN\d{3}$/);
}
JS
expect 1 "$ENSIGN" check "$s4/as-written" --as-of $as_of --format github
grep -q '^::error file=flags/s4/' "$scratch/output" || fail "no workflow command"
expect 0 "$ENSIGN" check "$s4/repository" --as-of $as_of --format json --quiet
node -e 'const a = JSON.parse(require("fs").readFileSync(process.argv[1])); if (a.findings.length) process.exit(1)' "$scratch/output"

# Nothing but the answer goes to standard output, nothing at all is said when --quiet and clean.
[ -z "$("$ENSIGN" check "$s4/repository" --as-of $as_of 2>/dev/null)" ] || fail "standard output is not empty"
[ -z "$("$ENSIGN" check "$s4/repository" --as-of $as_of --quiet 2>&1)" ] || fail "--quiet speaks"

expect 2 "$ENSIGN"
expect 2 "$ENSIGN" chekc
grep -q 'did you mean `check`?' "$scratch/output" || fail "no nearest command"
expect 2 "$ENSIGN" check --format xml
expect 2 "$ENSIGN" check --as-of yesterday
expect 2 "$ENSIGN" check --staged --rev HEAD
expect 2 "$ENSIGN" build "$s4/repository"
expect 2 "$ENSIGN" explain EN99999
expect 0 "$ENSIGN" --help
expect 0 "$ENSIGN" check --help
expect 0 "$ENSIGN" --version
expect 0 "$ENSIGN" explain flag-expired
grep -q '^# EN201 flag-expired' "$scratch/output" || fail "the page is not the page"
