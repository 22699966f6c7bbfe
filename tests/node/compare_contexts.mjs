// Holds stock flagd-core and our evaluator against each other over random contexts, on every bundle
// and target of an output folder, and every target against the bundle that it is derived from: whoever
// has the target gets what the bundle gives to a context with the known values in it.
//
//   node compare_contexts.mjs EVALUATE_CONTEXTS OUT AS_OF COUNT
//
// COUNT is the number of contexts, over all environments. Exit code 1 when any two differ.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { load } from './flagd_core.mjs';
import { put, question, vocabulary } from './random_contexts.mjs';

const [evaluator, out, asOf, count] = process.argv.slice(2);
const now = Date.parse(/T/.test(asOf) ? asOf : `${asOf}T23:59:59Z`) / 1000;
let differences = 0;
let compared = 0;

function demand(what, where, a, b) {
  ++compared;
  if (isDeepStrictEqual(a, b)) return;
  if (++differences <= 20) console.error(`${what}: ${where}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

function own(path, questions) {
  const input = questions.map((one) => JSON.stringify(one)).join('\n') + '\n';
  const text = execFileSync(evaluator, [path], { input, maxBuffer: 1 << 30 }).toString();
  return text.trimEnd().split('\n').map((line) => JSON.parse(line));
}

// The answers of flagd-core for all flags, after they were found equal to ours.
function both(path, questions) {
  const text = readFileSync(path, 'utf8');
  const evaluate = load(text);
  const flags = Object.keys(JSON.parse(text).flags);
  const ours = own(path, questions);
  return questions.map((one, i) => {
    const answers = {};
    for (const flag of flags) {
      const { value, variant, reason, error } = evaluate({ flag, ...one });
      answers[flag] = { value, variant, reason };
      const mine = ours[i][flag];
      demand(`${path} ${flag}: flagd-core and ours`, JSON.stringify(one),
             { value, variant, reason, failed: error !== null },
             { value: mine.value, variant: mine.variant, reason: mine.reason, failed: mine.error !== null });
    }
    return answers;
  });
}

function compare(folder, share) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const bundle = join(folder, 'bundle.json');
  const words = vocabulary(JSON.parse(readFileSync(bundle, 'utf8')));
  const questions = Array.from({ length: share }, () => question(words, now));
  const stock = both(bundle, questions);
  both(join(folder, 'flagd.json'), questions).forEach((answers, i) => {
    demand(`${folder}: bundle.json and flagd.json`, JSON.stringify(questions[i]), stock[i], answers);
  });
  for (const name of files) {
    const document = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const known = document.ensign?.target?.known;
    if (known === undefined) continue;
    const full = questions.map(({ context, timestamp }) => {
      const copy = structuredClone(context);
      for (const [path, what] of Object.entries(known)) put(copy, path, what);
      return { context: copy, timestamp };
    });
    const whole = both(bundle, full);
    both(join(folder, name), questions).forEach((answers, i) => {
      for (const [flag, answer] of Object.entries(answers)) {
        const wanted = { ...whole[i][flag] };
        // What is decided by the known values alone is served to everybody: that is its reason.
        if (document.flags[flag].targeting === undefined) wanted.reason = 'STATIC';
        demand(`${name} and bundle.json, ${flag}`, JSON.stringify(full[i]), wanted, answer);
      }
    });
  }
}

const folders = readdirSync(join(out, 'bundles')).filter((name) => name !== 'log');
for (const name of folders) {
  compare(join(out, 'bundles', name), Math.ceil(Number(count) / folders.length));
}
console.log(`${compared} comparisons over ${count} contexts, ${differences} differences`);
if (compared === 0 || differences > 0) process.exit(1);
