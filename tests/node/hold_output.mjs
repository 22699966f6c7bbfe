// Holds one written file against its schema.
//
//   node hold_output.mjs SCHEMA FILE...
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const file of files) {
  if (valid(JSON.parse(readFileSync(file, 'utf8')))) continue;
  process.stderr.write(`${file}: ${ajv.errorsText(valid.errors)}\n`);
  process.exitCode = 1;
}
