// Holds three things against each other: what a flag's own tests expect, what `ensign eval` answers, and
// what stock flagd-core makes of the bundle.
//
//   node compare_evaluators.mjs ENSIGN REPOSITORY AS_OF OUT [EVALUATE_CONTEXTS]
//
// With the test tool EVALUATE_CONTEXTS our evaluator is asked by it, over the bundle and all at once, and
// not through `ensign eval`, which reads the repository anew for every answer.
// Besides the tests' contexts it draws further ones from a fixed seed. Exit code 1 when any two differ.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const [ensign, repository, asOf, out, tool] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function flagFiles() {
  return filesBelow(join(repository, 'flags'))
    .filter((path) => /\.(yaml|md)$/.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return parse(path.endsWith('.md') ? text.split(/^---$/m)[1] : text);
    })
    .filter((file) => file?.key);
}

// `user.email: x` means { user: { email: x } }.
function nested(context) {
  const result = {};
  for (const [name, value] of Object.entries(context ?? {})) {
    const parts = name.split('.');
    let at = result;
    for (const part of parts.slice(0, -1)) at = at[part] ??= {};
    at[parts.at(-1)] = value;
  }
  return result;
}

// One object for each choice of a value per name.
function combinations([first, ...others]) {
  if (first === undefined) return [{}];
  const [name, values] = first;
  return values.flatMap((value) => combinations(others).map((rest) => ({ [name]: value, ...rest })));
}

// A small linear congruential generator: the same draws on every machine.
let state = 20260101;
const draw = (count) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % count;

function randomContext() {
  return {
    targetingKey: `user-${draw(1000)}`,
    workspace: `w${draw(20)}`,
    user: { email: `u${draw(9)}@${['example.com', 'elsewhere.org'][draw(2)]}` },
  };
}

const instant = /T/.test(asOf) ? asOf : `${asOf}T23:59:59Z`;
const cases = [];
for (const flag of flagFiles()) {
  for (const test of flag.tests ?? []) {
    // A fixed bucket is no input of flagd-core, and a distribution is no single answer.
    if (test.at !== undefined || test.distribution !== undefined) continue;
    for (const chosen of combinations(Object.entries(test.matrix ?? {}))) {
      cases.push({ env: test.in, flag: flag.key, context: nested({ ...test.context, ...chosen }),
                   expect: test.expect, value: test.value, reason: test.reason, time: test.at_time ?? instant });
    }
  }
  for (const env of Object.keys(flag.environments)) {
    for (let i = 0; i < 3; ++i) cases.push({ env, flag: flag.key, context: randomContext(), time: instant });
  }
}

function stock(env, some) {
  const folder = mkdtempSync(join(tmpdir(), 'ensign-'));
  const path = join(folder, 'cases.json');
  writeFileSync(path, JSON.stringify(some.map((one) => ({ ...one, timestamp: Date.parse(one.time) / 1000 }))));
  const bundle = join(out, 'bundles', env, 'bundle.json');
  const answers = JSON.parse(execFileSync('node', [join(here, 'evaluate_bundle.mjs'), bundle, path]));
  rmSync(folder, { recursive: true });
  return answers;
}

function batch(env, some) {
  const input = some.map(({ context, time }) => JSON.stringify({ context, timestamp: Date.parse(time) / 1000 }));
  const bundle = join(out, 'bundles', env, 'bundle.json');
  const lines = execFileSync(tool, [bundle], { input: `${input.join('\n')}\n` }).toString().trimEnd().split('\n');
  return lines.map((line, i) => JSON.parse(line)[some[i].flag]);
}

function own(one) {
  const words = ['eval', repository, '--env', one.env, '--flag', one.flag, '--as-of', String(one.time),
                 '--context', JSON.stringify(one.context)];
  return JSON.parse(execFileSync(ensign, words, { stdio: ['ignore', 'pipe', 'inherit'] }));
}

let differences = 0;
function demand(one, what, a, b) {
  if (JSON.stringify(a) === JSON.stringify(b)) return;
  ++differences;
  console.error(`${one.env} ${one.flag} ${JSON.stringify(one.context)}: ${what}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

const byEnvironment = new Map();
for (const one of cases) byEnvironment.set(one.env, [...(byEnvironment.get(one.env) ?? []), one]);
for (const [env, some] of byEnvironment) {
  const answers = stock(env, some);
  const ours = tool === undefined ? some.map(own) : batch(env, some);
  some.forEach((one, i) => {
    const mine = ours[i];
    demand(one, 'variant of ensign eval and flagd-core', mine.variant, answers[i].variant);
    demand(one, 'value of ensign eval and flagd-core', mine.value, answers[i].value);
    demand(one, 'reason of ensign eval and flagd-core', mine.reason, answers[i].reason);
    if (one.expect !== undefined) demand(one, 'expected variant and ensign eval', String(one.expect), mine.variant);
    if (one.value !== undefined) demand(one, 'expected value and ensign eval', one.value, mine.value);
    if (one.reason !== undefined) demand(one, 'expected reason and ensign eval', one.reason, mine.reason);
  });
}
console.log(`${cases.length} evaluations compared`);
if (cases.length === 0 || differences > 0) process.exit(1);
