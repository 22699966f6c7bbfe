// Contexts drawn from what the conditions of a document mention: the attributes and the constants
// that they are compared with, values close to those, absent and null and empty ones, other types
// and other scripts. The same ones on every machine.

let state = 20261121;
export function draw(count) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * count);
}
const one = (list) => list[draw(list.length)];

// Where docs/lowering.md promises nothing for a value of another type (order, versions, `contains`),
// or asks for ASCII (what a split hashes), only values of the declared type are drawn.
const strict = new Set(['<', '<=', '>', '>=', 'sem_ver', 'contains', 'fractional']);

// Map of attribute to { constants, uses }.
export function vocabulary(document) {
  const words = new Map();
  const note = (name, use, constants) => {
    if (!words.has(name)) words.set(name, { constants: new Set(), uses: new Set() });
    words.get(name).uses.add(use);
    for (const constant of constants.flat()) {
      if (constant !== null && typeof constant !== 'object') words.get(name).constants.add(constant);
    }
  };
  const walk = (logic, splits) => {
    if (Array.isArray(logic)) return logic.forEach((item) => walk(item, splits));
    if (logic === null || typeof logic !== 'object') return;
    for (const [operator, argument] of Object.entries(logic)) {
      const list = Array.isArray(argument) ? argument : [argument];
      const names = list.filter((item) => item?.var !== undefined).map((item) => item.var);
      const constants = list.filter((item) => item?.var === undefined);
      const contains = operator === 'in' && list[1]?.var !== undefined;
      if (operator === 'var') note(argument, splits ? 'fractional' : 'var', []);
      for (const name of names) note(name, contains ? 'contains' : operator, constants);
      walk(argument, splits || operator === 'fractional');
    }
  };
  for (const flag of Object.values(document.flags)) walk(flag.targeting, false);
  walk(Object.values(document.$evaluators ?? {}), false);
  words.delete('$flagd.flagKey');
  return words;
}

function close(constant) {
  if (typeof constant === 'number') return constant + one([-1, 0, 1, 0.5]);
  if (typeof constant === 'boolean') return !constant;
  if (/^\d+\.\d+\.\d+/.test(constant)) return one([`${constant}-rc.1`, '0.0.1', '999.0.0', constant]);
  return one([`${constant}x`, `x${constant}`, constant.slice(0, -1), constant.toUpperCase()]);
}

const odd = [0, 1, -1, 17.5, true, false, [], ['a'], {}, { a: 1 }, 'Ärger', '日本語', '🙂', ' ', '0'];

function value({ constants, uses }) {
  const is_strict = [...uses].some((use) => strict.has(use));
  const known = [...constants];
  const unit = uses.has('fractional') ? [`unit-${draw(5000)}`, `w${draw(50)}`] : [];
  switch (draw(8)) {
    case 0:
      return undefined;
    case 1:
      return one([null, '']);
    case 2:
      return is_strict ? one([...unit, ...known.map(close), null]) : one(odd);
    case 3:
      return known.length > 0 ? close(one(known)) : one(['a', 'b', ...unit]);
    default:
      return known.length > 0 || unit.length > 0 ? one([...known, ...unit]) : one(['a', 'b']);
  }
}

export function put(context, path, what) {
  const parts = path.split('.');
  let at = context;
  for (const part of parts.slice(0, -1)) {
    if (typeof at[part] !== 'object' || at[part] === null || Array.isArray(at[part])) at[part] = {};
    at = at[part];
  }
  at[parts.at(-1)] = what;
}

// A question to any evaluator: { context, timestamp }.
export function question(words, now) {
  const context = {};
  let timestamp = now;
  for (const [name, word] of words) {
    if (name === '$flagd.timestamp') {
      if (word.constants.size > 0) timestamp = one([...word.constants]) + one([-1, 0, 1, 86400]);
      continue;
    }
    const what = value(word);
    if (what !== undefined) put(context, name, what);
  }
  if (context.targetingKey === undefined && draw(2) === 0) context.targetingKey = `user-${draw(1000)}`;
  return { context, timestamp };
}
