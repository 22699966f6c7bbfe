# Flags of other systems become a governed repository, and stay out where they cannot.
. "$(dirname "$0")/lib.sh"

# A flagd document: a segment, rules, a split that comes back as it was and one that cannot.
cat >"$scratch/flags.json" <<'JSON'
{
  "$schema": "https://flagd.dev/schema/v0/flags.json",
  "flags": {
    "new-cart": {
      "state": "ENABLED",
      "variants": { "on": true, "off": false },
      "defaultVariant": "off",
      "targeting": { "if": [
        { "$ref": "staff" }, "on",
        { "and": [ { "!==": [ { "var": "org" }, null ] }, { "!==": [ { "var": "org" }, "" ] } ] },
        { "fractional": [ { "cat": [ { "var": "$flagd.flagKey" }, ":", { "var": "org" } ] }, ["on", 25], ["off", 75] ] }
      ] }
    },
    "banner colour": {
      "state": "ENABLED",
      "variants": { "red": "#f00", "blue": "#00f" },
      "defaultVariant": "red",
      "targeting": { "fractional": [ ["red", 1], ["blue", 2] ] }
    },
    "limit": {
      "state": "ENABLED",
      "variants": { "small": 10, "large": 100 },
      "defaultVariant": "small",
      "targeting": { "if": [ { "<": [ { "+": [ { "var": "seats" }, 1 ] }, 5 ] }, "small", "large" ] }
    }
  },
  "$evaluators": { "staff": { "ends_with": [ { "var": "email" }, "@example.com" ] } }
}
JSON
expect 1 "$ENSIGN" import flagd "$scratch/flags.json" --out "$scratch/shop" --as-of 2026-10-01
grep -q '^banner colour: renamed: ' "$scratch/output" || fail "the new key is not said"
grep -q '^banner colour: differs: its users are split anew' "$scratch/output" || fail "the buckets are not said"
grep -q '^limit: differs: its targeting is kept under `meta` and not in force' "$scratch/output" || fail "arithmetic is not said"
! grep -q '^new-cart' "$scratch/output" || fail "something is said of what is the same"

# What is found in it are duties of its owner: it can be built, and answers as flagd does.
expect 0 "$ENSIGN" check "$scratch/shop" --as-of 2026-10-01  # in the grace of `adopted`
expect 1 "$ENSIGN" check "$scratch/shop" --as-of 2027-03-01
! grep -o '\[EN[^]]*\]' "$scratch/output" | grep -v '\[EN2' || fail "more than duties is found"
expect 0 "$ENSIGN" eval "$scratch/shop" --env production --flag new-cart --as-of 2026-10-01 --context '{"email":"ada@example.com"}'
grep -q '"variant":"on","reason":"TARGETING_MATCH","rule":"staff"' "$scratch/output" || fail "staff do not get it"
expect 0 "$ENSIGN" eval "$scratch/shop" --env production --flag new-cart --as-of 2026-10-01 --context '{}'
grep -q '"variant":"off","reason":"DEFAULT"' "$scratch/output" || fail "others get it"

# Never twice, and nothing half.
before=$(digest_of "$scratch/shop")
expect 1 "$ENSIGN" import flagd "$scratch/flags.json" --out "$scratch/shop" --as-of 2026-10-01
[ "$(grep -c 'left out: there is a flag' "$scratch/output")" = 3 ] || fail "a flag was taken twice"
[ "$(digest_of "$scratch/shop")" = "$before" ] || fail "the repository was touched"
mkdir -p "$scratch/other/flags"
echo mine >"$scratch/other/flags/limit.yaml"
expect 2 "$ENSIGN" import flagd "$scratch/flags.json" --out "$scratch/other" --as-of 2026-10-01
[ "$(find "$scratch/other" -type f | wc -l)" = 1 ] || fail "something was written"
[ "$(cat "$scratch/other/flags/limit.yaml")" = mine ] || fail "a file was overwritten"

# Flag definitions of GitLab's kind, into the repository that is there now.
flags=$scratch/app/config/feature_flags
mkdir -p "$flags/beta" "$flags/ops"
cat >"$flags/beta/shiny_search.yml" <<'YAML'
---
name: shiny_search
description: Search answers while one types
feature_issue_url: https://git.example.com/shop/-/issues/7
introduced_by_url: https://git.example.com/shop/-/merge_requests/8
rollout_issue_url:
milestone: '17.7'
group: group::source code
type: beta
default_enabled: false
YAML
cat >"$flags/ops/job_limit.yml" <<'YAML'
---
name: job_limit
introduced_by_url: https://git.example.com/shop/-/merge_requests/9
milestone: '16.10'
log_state_changes: true
type: ops
group: group::operations
default_enabled: true
YAML
echo 'default_enabled: maybe' >"$flags/ops/broken.yml"
expect 1 "$ENSIGN" import gitlab "$scratch/app" --out "$scratch/app/governed" --as-of 2026-10-01
grep -q 'ops/broken.yml: left out: its `default_enabled` is no boolean' "$scratch/output" || fail "the broken file is not said"
rm "$flags/ops/broken.yml"
rm -r "$scratch/app/governed"
expect 0 "$ENSIGN" import gitlab "$scratch/app/config" --out "$scratch/app/governed" --as-of 2026-10-01
grep -q '^owner: source-code$' "$scratch/app/governed/flags/beta/shiny_search.yaml" || fail "the group is no owner"
grep -q '^permanent: ' "$scratch/app/governed/flags/ops/job_limit.yaml" || fail "an ops flag ends"
expect 0 "$ENSIGN" eval "$scratch/app/governed" --env production --flag job_limit --as-of 2026-10-01
grep -q '"value":true' "$scratch/output" || fail "the default is another"
expect 1 "$ENSIGN" check "$scratch/app/governed" --as-of 2027-03-01
! grep -o '\[EN[^]]*\]' "$scratch/output" | grep -v '\[EN2' || fail "more than duties is found"
expect 0 "$ENSIGN" import gitlab "$flags/ops/job_limit.yml" --out "$scratch/shop" --as-of 2026-10-01 --owner owners --quiet
grep -q '^owner: owners$' "$scratch/shop/flags/ops/job_limit.yaml" || fail "it has no owner of this repository"

# Answers as data; mistakes in what was asked.
expect 0 "$ENSIGN" import gitlab "$flags" --out "$scratch/json" --as-of 2026-10-01 --format json --quiet
if command -v node >/dev/null; then
  node - "$scratch/output" <<'JS'
const assert = require("assert");
const answer = JSON.parse(require("fs").readFileSync(process.argv[2]));
assert.equal(answer.version, 1);
assert.deepEqual(answer.differences, []);
assert.deepEqual(answer.flags.map((flag) => flag.key), ["shiny_search", "job_limit"]);
assert.ok(answer.flags.every((flag) => flag.exact));
JS
fi
expect 2 "$ENSIGN" import other "$flags" --out "$scratch/x"
expect 2 "$ENSIGN" import flagd "$flags" --out "$scratch/x"
expect 2 "$ENSIGN" import flagd "$scratch/flags.json" --out "$scratch/shop" --env nowhere
expect 2 "$ENSIGN" import gitlab "$flags" --out "$scratch/shop" --owner nobody
expect 3 "$ENSIGN" import flagd "$scratch/missing.json" --out "$scratch/x"
[ ! -e "$scratch/x" ] || fail "a folder was made for nothing"
