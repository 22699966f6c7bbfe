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
import { isDeepStrictEqual } from 'node:util';
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core';

const silent = { error() {}, warn() {}, info() {}, debug() {} };
// What the caller's code would fall back to: a value of each type that no bundle holds.
const absent = {
  boolean: false,
  string: 'no value from the bundle',
  number: -987654321.5,
  object: { none: 'no value from the bundle' },
};

function load(text, options) {
  const storage = new MemoryStorage(silent, options);
  storage.setConfigurations(text, true);
  return new FlagdCore(storage, silent, options);
}

function typeOf(bundle, flag) {
  const variants = Object.values(bundle.flags[flag]?.variants ?? {});
  return variants.length > 0 ? typeof variants[0] : 'boolean';
}

function at(seconds, work) {
  if (seconds === undefined) return work();
  const clock = Date.now;
  Date.now = () => seconds * 1000;
  try {
    return work();
  } finally {
    Date.now = clock;
  }
}

function evaluate(core, type, { flag, context, timestamp }) {
  const result = at(timestamp, () => core.resolve(type, flag, absent[type], context ?? {}));
  const served = result.errorCode === undefined && result.variant !== undefined;
  return {
    flag,
    value: served ? result.value : null,
    variant: served ? result.variant : null,
    reason: result.reason,
    error: result.errorCode ?? null,
  };
}

function main([bundlePath, casesPath]) {
  const text = readFileSync(bundlePath, 'utf8');
  const bundle = JSON.parse(text);
  const compiled = load(text, {});
  const interpreted = load(text, { disableDynamicCodeGeneration: true });
  const answers = [];
  for (const one of JSON.parse(readFileSync(casesPath, 'utf8'))) {
    const type = one.type ?? typeOf(bundle, one.flag);
    const answer = evaluate(compiled, type, one);
    const other = evaluate(interpreted, type, one);
    if (!isDeepStrictEqual(answer, other)) {
      throw new Error(
        `the two modes of flagd-core disagree on ${JSON.stringify(one)}: ` +
          `${JSON.stringify(answer)} and ${JSON.stringify(other)}`,
      );
    }
    answers.push(answer);
  }
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
