// Evaluates cases with stock flagd-core, the reader of the format that others run.
//
//   node evaluate_bundle.mjs BUNDLE CASES.json
//
// CASES is a JSON array of { flag, context, type?, timestamp? }: `type` is boolean, string, number
// or object (default: the type of the flag's variants), `timestamp` the clock in Unix seconds.
// Prints a JSON array with one { flag, value, variant, reason, error } per case, in the same order;
// `value`, `variant` and `error` are null where there is none. Every case is evaluated by flagd-core's
// compiler and by its interpreter; where the two disagree, or BUNDLE violates flagd-core's own
// schema, the exit code is 1 and standard error says why.

import { readFileSync } from 'node:fs';
import { load } from './flagd_core.mjs';

function main([bundlePath, casesPath]) {
  const evaluate = load(readFileSync(bundlePath, 'utf8'));
  const answers = JSON.parse(readFileSync(casesPath, 'utf8')).map(evaluate);
  process.stdout.write(`${JSON.stringify(answers, null, 1)}\n`);
}

if (process.argv.length !== 4) {
  process.stderr.write('usage: node evaluate_bundle.mjs BUNDLE CASES.json\n');
  process.exit(2);
}
try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
