// Holds the JSON Schemas against the decoders, in both directions.
//
//   node hold_schemas.mjs SCHEMA_DIR SHAPE_FINDINGS MANUAL REPOSITORY...
//
// Samples are all governed files of the repositories and the examples of the manual. Then:
//   1. every sample is valid, by its schema and by its decoder;
//   2. every mapping of a sample has exactly the fields in the schema that the decoder knows;
//   3. every sample with one place spoilt is judged alike by both.
// Exit code 1 when they differ; each difference is a line of standard error.

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { fileOf, kindOf, pathOf, yamlOf } from './kinds.mjs';

const [schemaDir, shapeFindings, manual, ...repositories] = process.argv.slice(2);
if (repositories.length === 0) {
  process.stderr.write('usage: node hold_schemas.mjs SCHEMA_DIR SHAPE_FINDINGS MANUAL REPOSITORY...\n');
  process.exit(2);
}

const ajv = new Ajv({ strict: false, allErrors: false });
addFormats(ajv);
const schemas = new Map();
for (const file of readdirSync(schemaDir).filter((name) => name.endsWith('.json'))) {
  const schema = JSON.parse(readFileSync(join(schemaDir, file), 'utf8'));
  schemas.set(file.replace('.schema.json', ''), schema);
  ajv.addSchema(schema, file);
}
const validator = (kind) => ajv.getSchema(`${kind}.schema.json`);

// Rules that a schema can state. What else the decoders find is about several fields at once, about
// other files, or about text that no pattern describes. A root is JSON and has one rule for all that
// may be wrong with it, which a schema can state in part: EN036 is asked of what the schema refuses,
// and of unknown members, and never the other way round.
const stateable = new Set(['EN021', 'EN022', 'EN023', 'EN024', 'EN025', 'EN026', 'EN027', 'EN028',
  'EN030', 'EN032', 'EN033']);
// A value of an attribute is judged by what is declared elsewhere in the file, or in another one.
const beyond = ({ message }) => / is never `/.test(message);
const isStateable = (finding) => stateable.has(finding.rule) && !beyond(finding);
const ofShape = (rule) => rule < 'EN038' || (rule >= 'EN120' && rule < 'EN130');

// What the decoders find in each file, in order; each is read alone.
function judge(files) {
  const frames = files.map(({ path, text }) => `${path} ${Buffer.byteLength(text)}\n${text}`);
  const run = spawnSync(shapeFindings, { input: frames.join(''), maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`${shapeFindings} ended with ${run.status}: ${run.stderr}`);
  return run.stdout.toString().trimEnd().split('\n').map((line) => JSON.parse(line));
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

// Examples of the manual: a heading that names a place, and the first fenced block below it.
function* examplesOf(text) {
  for (const [, heading, language, body] of text.matchAll(
    /^## (.+)\n(?:(?!^## )[^]*?)^```(yaml|markdown|json)\n([^]*?)^```$/gm)) {
    const place = heading.replaceAll('&lt;', '').replaceAll('&gt;', '').replace(/ or .*/, '');
    const kind = kindOf(place.replace('YYYY-MM-DD', 'date'));
    if (kind) yield { kind, yaml: language === 'markdown' ? yamlOf('x.md', body) : body, place };
  }
}

function collect() {
  const samples = [];
  for (const { kind, yaml, place } of examplesOf(readFileSync(manual, 'utf8'))) {
    const document = parse(yaml);
    samples.push({ kind, document, path: pathOf(kind, document), name: `the manual, ${place}` });
  }
  for (const repository of repositories) {
    for (const file of filesBelow(repository)) {
      const path = relative(repository, file);
      const kind = kindOf(path);
      if (!kind) continue;
      const document = parse(yamlOf(path, readFileSync(file, 'utf8')));
      samples.push({ kind, document, path, name: file });
    }
  }
  return samples;
}

let differences = 0;
function differ(text) {
  differences += 1;
  if (differences <= 400) process.stderr.write(`${text}\n`);
}

function resolve(schema, kind) {
  if (schema?.$ref === undefined) return schema;
  const [file, pointer] = schema.$ref.split('#');
  const root = file === '' ? schemas.get(kind) : schemas.get(file.replace('.schema.json', ''));
  const owner = file === '' ? kind : file.replace('.schema.json', '');
  const found = pointer.split('/').slice(1).reduce((at, part) => at[part], root);
  return Object.defineProperty(resolve({ ...found }, owner), 'owner', { value: owner, writable: true });
}

// The subschemas that speak about `value`: the schema, and the branches of it that apply.
function* applying(given, value, kind) {
  const schema = resolve(given, kind);
  if (typeof schema !== 'object') return;
  const owner = schema.owner ?? kind;
  yield [schema, owner];
  for (const part of schema.allOf ?? []) {
    if (part.if === undefined) yield* applying(part, value, owner);
    else if (holds(part.if, value, owner)) yield* applying(part.then, value, owner);
  }
  for (const part of schema.anyOf ?? []) {
    if (typeof part === 'object' && part.required === undefined && holds(part, value, owner)) {
      yield* applying(part, value, owner);
    }
  }
}

// References inside a part of a file are looked up in that file.
const compiled = new Map();
function holds(part, value, owner) {
  if (!compiled.has(part)) {
    const absolute = JSON.parse(JSON.stringify(part).replaceAll('"#/', `"${owner}.schema.json#/`));
    compiled.set(part, ajv.compile(absolute));
  }
  return compiled.get(part)(value);
}

// Every mapping of a document whose fields the schema closes: where it is, and those fields.
function* closedMappings(given, value, kind, at = []) {
  if (Array.isArray(value)) {
    for (const [schema, owner] of applying(given, value, kind)) {
      if (schema.items === undefined) continue;
      for (let i = 0; i < value.length; i += 1) {
        yield* closedMappings(schema.items, value[i], owner, [...at, i]);
      }
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [schema, owner] of applying(given, value, kind)) {
      const known = schema.properties ?? {};
      if (schema.additionalProperties === false) yield { at, fields: Object.keys(known), value };
      for (const [name, member] of Object.entries(value)) {
        const below = known[name] ?? schema.additionalProperties;
        if (typeof below === 'object') yield* closedMappings(below, member, owner, [...at, name]);
      }
    }
  }
}

const copy = (value) => structuredClone(value);
function changed(document, at, change) {
  const whole = { root: copy(document) };
  const path = ['root', ...at];
  const holder = path.slice(0, -1).reduce((value, step) => value[step], whole);
  change(holder, path.at(-1));
  return whole.root;
}

const unknownField = 'zzzzzzzzzzzz';
function checkFields(samples) {
  const seen = new Set();
  const questions = [];
  for (const { kind, document, path, name } of samples) {
    for (const { at, fields } of closedMappings(schemas.get(kind), document, kind)) {
      const shape = `${kind} ${at.map((step) => (typeof step === 'number' ? '*' : step)).join('.')}`;
      const once = `${shape} ${fields.join()}`;
      if (seen.has(once)) continue;
      seen.add(once);
      const asked = changed(document, at, (holder, step) => { holder[step][unknownField] = 'x'; });
      questions.push({ shape, fields, name, path, text: fileOf(path, asked) });
    }
  }
  const answers = judge(questions);
  questions.forEach(({ shape, fields, name }, index) => {
    // Operators, closed lists of words and roles of a root are not fields: the decoder does not list
    // them here.
    const ofWords = ({ rule, message }) =>
      rule === 'EN030' || rule === 'EN025' || (rule === 'EN036' && message.startsWith('there is no role'));
    const byWord = (finding) => ofWords(finding) && finding.message.includes(unknownField);
    if (answers[index].some(byWord)) return;
    const answer = answers[index].find(({ rule, message }) => (rule === 'EN022' || rule === 'EN036') && message.includes(unknownField));
    if (!answer) {
      differ(`${shape}: the decoder takes any field, the schema does not (in ${name})`);
      return;
    }
    const known = [...answer.help.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
    const missing = known.filter((field) => !fields.includes(field));
    const surplus = fields.filter((field) => !known.includes(field));
    if (missing.length) differ(`${shape}: the schema lacks ${missing.join(', ')} (in ${name})`);
    if (surplus.length) differ(`${shape}: the decoder does not know ${surplus.join(', ')} (in ${name})`);
  });
  return questions.length;
}

const spoilers = [null, '', 'zz zz', 7, -1, 1.5, true, '2026-02-30', '2026-01-01', '01:00', 'L9', [], {}, ['x'], { zz: 'x' }];

function* places(value, at = []) {
  if (at.length) yield at;
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) yield* places(value[key], [...at, Array.isArray(value) ? Number(key) : key]);
}

function* mutants(document) {
  for (const at of places(document)) {
    yield [at, 'left out', (holder, step) => {
      if (Array.isArray(holder)) holder.splice(step, 1);
      else delete holder[step];
    }];
    for (const spoiler of spoilers) {
      yield [at, `= ${JSON.stringify(spoiler)}`, (holder, step) => { holder[step] = copy(spoiler); }];
    }
  }
}

// Every name of a field in any schema.
const fieldNames = new Set();
(function gather(schema) {
  if (schema === null || typeof schema !== 'object') return;
  for (const name of Object.keys(schema.properties ?? {})) fieldNames.add(name);
  Object.values(schema).forEach(gather);
})([...schemas.values()]);

function checkMutants(samples) {
  const seen = new Set();
  const questions = [];
  for (const { kind, document, path, name } of samples) {
    for (const [at, what, spoil] of mutants(document)) {
      // One sample of a kind shows a spoilt place as well as many; names that people choose differ.
      const place = at.map((step) => (fieldNames.has(step) ? step : '*')).join('.');
      const once = `${kind} ${place} ${what}`;
      if (seen.has(once)) continue;
      seen.add(once);
      const mutant = changed(document, at, spoil);
      questions.push({ kind, what: `${at.join('.')} ${what}`, name, path, mutant, text: fileOf(path, mutant) });
    }
  }
  const answers = judge(questions);
  questions.forEach(({ kind, what, name, mutant }, index) => {
    const valid = validator(kind)(mutant);
    const rules = answers[index].map(({ rule }) => rule);
    if (valid && answers[index].some(isStateable)) {
      const { rule, message } = answers[index].find(isStateable);
      differ(`${kind}, ${what}: the schema lets it pass, the decoder says ${rule} ${message} (${name})`);
    } else if (!valid && !rules.some(ofShape)) {
      const [error] = validator(kind).errors;
      differ(`${kind}, ${what}: the decoder lets it pass, the schema says ${error.instancePath} ${error.message} (${name})`);
    }
  });
  return questions.length;
}

// Operators are not fields: the decoder does not list them when it meets another one.
function checkOperators() {
  const { properties } = schemas.get('common').definitions.operators;
  const question = (operator) => ({ path: 'flags/segments/x.yaml',
    text: `name: x\ntitle: X\nowner: x\nif: { a: { ${operator}: {} } }\n` });
  const answers = judge(Object.keys(properties).map(question));
  Object.keys(properties).forEach((operator, index) => {
    if (answers[index].some(({ rule }) => rule === 'EN030')) differ(`there is no operator ${operator}`);
  });
  const [answer] = judge([question(unknownField)]);
  if (!answer.some(({ rule }) => rule === 'EN030')) differ('any operator is taken');
}

function checkSamples(samples) {
  for (const { kind, document, name } of samples) {
    if (validator(kind)(document)) continue;
    const [error] = validator(kind).errors;
    differ(`${name}: not valid by the schema of ${kind}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }
  const answers = judge(samples.map(({ path, document }) => ({ path, text: fileOf(path, document) })));
  samples.forEach(({ name }, index) => {
    const found = answers[index].find(isStateable);
    if (found) differ(`${name}: ${found.rule} ${found.message}`);
  });
}

const samples = collect();
// Schemas of what is written are held by the tests of what writes it.
const ofOutputs = new Set(['common', 'model', 'release-notes', 'site-flags']);
for (const kind of schemas.keys()) {
  if (!ofOutputs.has(kind) && !samples.some((sample) => sample.kind === kind)) differ(`no sample of ${kind}`);
}
checkSamples(samples);
checkOperators();
const mappings = checkFields(samples);
const spoilt = checkMutants(samples);
process.stdout.write(`${samples.length} samples, ${mappings} kinds of mappings, ${spoilt} spoilt documents, ${differences} differences\n`);
process.exit(differences === 0 ? 0 : 1);
