# The JSON Schemas in schema/ and the decoders say the same: ajv judges by the schemas, the decoders
# by themselves, over the manual's examples, all our repositories, and thousands of spoilt copies.
. "$(dirname "$0")/lib.sh"
need node
[ -d "$ENSIGN_SOURCE/tests/node/node_modules/ajv" ] || skip "npm ci was not run in tests/node"
node "$ENSIGN_SOURCE/tests/node/hold_schemas.mjs" "$ENSIGN_SOURCE/schema" "$ENSIGN_SHAPE_FINDINGS" \
  "$ENSIGN_SOURCE/docs/files.md" "$ENSIGN_SOURCE" "$ENSIGN_SOURCE"/tests/systems/*/repository || fail "they differ"
