// Asks stock flagd-core for every case of the lowering vectors (docs/lowering.md, "Vectors").
//
//   node check_vectors.mjs FOLDER
//
// Cases with `hash` are left out: a fixed hash is no input of flagd-core. Exit code 1 when an answer
// differs from the vector's.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'ensign-'));
let compared = 0;
let differences = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json')).sort()) {
  const vector = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const flag = vector.yaml[0].replace('key: ', '');
  const cases = vector.cases.filter((one) => one.hash === undefined).map((one) => ({ ...one, flag }));
  const bundle = join(scratch, 'bundle.json');
  const questions = join(scratch, 'cases.json');
  writeFileSync(bundle, JSON.stringify({ flags: { [flag]: vector.flag }, $evaluators: vector.evaluators }));
  writeFileSync(questions, JSON.stringify(cases));
  const answers = JSON.parse(execFileSync('node', [join(here, 'evaluate_bundle.mjs'), bundle, questions]));
  cases.forEach((one, i) => {
    ++compared;
    if (answers[i].variant === one.variant && answers[i].reason === one.reason) return;
    ++differences;
    console.error(`${name} ${JSON.stringify(one.context)}: ${one.variant} ${one.reason}, but flagd-core says ` +
                  `${answers[i].variant} ${answers[i].reason}`);
  });
}
rmSync(scratch, { recursive: true });
console.log(`${compared} cases of vectors compared`);
if (compared === 0 || differences > 0) process.exit(1);
