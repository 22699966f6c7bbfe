// Validates flagd documents against the published schemas.
//
//   node validate_flagd.mjs SCHEMA_DIR FILE...
//
// SCHEMA_DIR holds flags.json and targeting.json of flagd-schemas. Exit code 1 when a file is not
// valid; every violation stands on its own line of standard error.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

function main([folder, ...files]) {
  // Not strict: the schemas state tuples in a way that ajv only warns about.
  const ajv = new Ajv({ strict: false, allErrors: false });
  addFormats(ajv);
  ajv.addSchema(read(join(folder, 'targeting.json')));
  const validate = ajv.compile(read(join(folder, 'flags.json')));
  let valid = true;
  for (const file of files) {
    if (validate(read(file))) continue;
    valid = false;
    for (const error of validate.errors) {
      process.stderr.write(`${file}: ${error.instancePath || '/'} ${error.message}\n`);
    }
  }
  return valid ? 0 : 1;
}

if (process.argv.length < 4) {
  process.stderr.write('usage: node validate_flagd.mjs SCHEMA_DIR FILE...\n');
  process.exit(2);
}
try {
  process.exit(main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
