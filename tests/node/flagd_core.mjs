// Stock flagd-core, the reader of the format that others run, with both of its ways to evaluate.

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

function core(text, options) {
  const storage = new MemoryStorage(silent, options);
  storage.setConfigurations(text, true);
  return new FlagdCore(storage, silent, options);
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

function resolve(one, type, { flag, context, timestamp }) {
  const result = at(timestamp, () => one.resolve(type, flag, absent[type], context ?? {}));
  const served = result.errorCode === undefined && result.variant !== undefined;
  return {
    flag,
    value: served ? result.value : null,
    variant: served ? result.variant : null,
    reason: result.reason,
    error: result.errorCode ?? null,
  };
}

// A function of a case, { flag, context, type?, timestamp? }, to { flag, value, variant, reason,
// error }. It throws where the document violates flagd-core's own schema, and where its compiler
// and its interpreter disagree.
export function load(text) {
  const document = JSON.parse(text);
  const compiled = core(text, {});
  const interpreted = core(text, { disableDynamicCodeGeneration: true });
  const typeOf = (flag) => {
    const variants = Object.values(document.flags[flag]?.variants ?? {});
    return variants.length > 0 ? typeof variants[0] : 'boolean';
  };
  return (one) => {
    const type = one.type ?? typeOf(one.flag);
    const answer = resolve(compiled, type, one);
    const other = resolve(interpreted, type, one);
    if (isDeepStrictEqual(answer, other)) return answer;
    throw new Error(
      `the two modes of flagd-core disagree on ${JSON.stringify(one)}: ` +
        `${JSON.stringify(answer)} and ${JSON.stringify(other)}`,
    );
  };
}
