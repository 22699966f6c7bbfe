// Holds what `ensign build` writes for other programs against the readers of others.
//
//   node check_outputs.mjs SCHEMA_DIR REPOSITORY OUT [FLAG_MANIFEST_SCHEMA]
//
// model.json and notes/ against their schemas (ajv), and each governed file against the places that
// model.json names; calendars by ical.js, feeds by feedsmith; links of feeds against the site.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parseAtomFeed } from 'feedsmith';
import ICAL from 'ical.js';

const [schemas, repository, out, manifestSchema] = process.argv.slice(2);
const mistakes = [];
const read = (...parts) => readFileSync(join(...parts), 'utf8');
const demand = (holds, text) => { if (!holds) mistakes.push(text); };

const ajv = new Ajv({ strict: false });
addFormats(ajv);
function hold(schemaPath, path) {
  const schema = JSON.parse(read(schemaPath));
  const validate = ajv.getSchema(schema.$id ?? schemaPath) ?? ajv.compile({ ...schema, $id: schema.$id ?? schemaPath });
  const data = JSON.parse(read(out, path));
  demand(validate(data), `${path}: ${ajv.errorsText(validate.errors)}`);
  return data;
}

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

// Every governed file is where some entity of the model is written, at a line that it has.
const model = hold(join(schemas, 'outputs', 'model.schema.json'), 'model.json');
const places = new Set();
(function gather(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.path === 'string' && typeof value.line === 'number') {
    places.add(value.path);
    demand(read(repository, value.path).split('\n').length >= value.line, `${value.path} has no line ${value.line}`);
  }
  Object.values(value).forEach(gather);
})({ ...model, findings: [] });
const { layout } = model.config;
for (const root of ['ensign.yaml', layout.flags, layout.releases, layout.rollbacks, layout.trust, layout.approvals]) {
  const below = join(repository, root);
  for (const file of root === 'ensign.yaml' ? [below] : filesBelow(below)) {
    const path = relative(repository, file);
    if (!/(\.ya?ml|\.md|\.approval|\/records)$/.test(path) || path.endsWith('README.md')) continue;
    demand(places.has(path), `model.json knows nothing of ${path}`);
  }
}

const sealed = (list) => new Map(list.map((entity) => [entity.key ?? entity.id ?? entity.version, entity]));
const flags = sealed(model.flags);

for (const path of readdirSync(join(out, 'notes')).filter((name) => name.endsWith('.json'))) {
  const notes = hold(join(schemas, 'outputs', 'release-notes.schema.json'), join('notes', path));
  const told = notes.groups.flatMap(({ entries }) => entries.map(({ id }) => id)).sort();
  const meant = model.notes.filter(({ milestone, audience }) =>
    milestone === notes.milestone && audience.includes(notes.audience)).map(({ id }) => id).sort();
  demand(JSON.stringify(told) === JSON.stringify(meant), `${path} tells ${told} and not ${meant}`);
  demand(told.length > 0 || /^Nothing in /m.test(read(out, 'notes', path.replace('.json', '.md'))), `${path} is silent`);
}

// Calendars: RFC 5545 lines, and what ical.js reads of them is what the model says.
function calendar(path) {
  const text = read(path);
  demand(!/(^|[^\r])\n/.test(text) && text.endsWith('\r\n'), `${path}: a line does not end in CR LF`);
  demand(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), `${path}: a line is too long`);
  const component = new ICAL.Component(ICAL.parse(text));
  const events = component.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const ids = events.map(({ uid }) => uid);
  demand(new Set(ids).size === ids.length, `${path}: a UID is there twice`);
  for (const event of events) {
    demand(event.component.getFirstPropertyValue('dtstamp').toString() === model.as_of, `${path}: DTSTAMP is not as-of`);
    demand(event.startDate.compare(event.endDate) <= 0, `${path}: ${event.summary} ends before it begins`);
  }
  return events;
}
for (const folder of ['interop', 'site']) {
  if (existsSync(join(out, folder, 'expiry.ics'))) {
    const ends = new Map(calendar(join(out, folder, 'expiry.ics')).map((event) => [event.summary, event.startDate.toString()]));
    for (const { key, expires } of model.flags) {
      demand(ends.get(`Last day of flag ${key}`) === expires, `expiry.ics: ${key} does not end on ${expires}`);
    }
    demand(ends.size === [...flags.values()].filter(({ expires }) => expires).length + model.waivers.length, 'expiry.ics: too many events');
  }
  if (existsSync(join(out, folder, 'calendar.ics'))) {
    const events = calendar(join(out, folder, 'calendar.ics'));
    for (const { version, title, date } of model.releases) {
      if (!date) continue;
      const event = events.find(({ summary }) => summary === `Release ${version} ${title}`);
      demand(event?.startDate.toString() === date, `calendar.ics: release ${version} is not on ${date}`);
    }
    for (const entry of model.calendar) {
      const event = events.find(({ summary }) => summary === (entry.title ?? entry.id));
      const dates = event?.iterator();
      const first = dates?.next();
      const second = dates?.next();
      const days = first && second ? second.subtractDateTz(first).toSeconds() : 0;
      demand(days === entry.every_seconds, `calendar.ics: ${entry.id} comes again after ${days} seconds`);
    }
  }
  // Feeds: what feedsmith reads, ids once, links that lead to pages.
  for (const path of filesBelow(join(out, folder, 'feeds'))) {
    const feed = parseAtomFeed(read(path));
    const name = relative(out, path);
    demand(feed.id?.startsWith('urn:uuid:') && feed.title && feed.updated, `${name}: id, title or updated is missing`);
    const entries = feed.entries ?? [];
    demand(new Set(entries.map(({ id }) => id)).size === entries.length, `${name}: an id is there twice`);
    for (const entry of entries) {
      demand(entry.updated <= model.as_of, `${name}: ${entry.title} is of the future`);
      for (const { href } of entry.links) {
        const page = normalize(join(dirname(path), href));
        demand(existsSync(page), `${name}: ${href} leads nowhere`);
      }
    }
  }
}

if (existsSync(join(out, 'interop/openfeature/flags.json'))) {
  const manifest = JSON.parse(read(out, 'interop/openfeature/flags.json'));
  if (manifestSchema) hold(manifestSchema, 'interop/openfeature/flags.json');
  demand(Object.keys(manifest.flags).length === model.flags.length, 'flags.json lacks a flag');
  for (const [key, { defaultValue }] of Object.entries(manifest.flags)) {
    const { variants, code_default: word } = flags.get(key);
    const value = variants.find(({ name }) => name === word)?.value;
    demand(word === undefined || JSON.stringify(value) === JSON.stringify(defaultValue), `flags.json: ${key} has another default`);
  }
}

for (const { environments } of [model.config]) {
  for (const { name } of environments) {
    const path = join(out, 'interop/kubernetes', `${name}.json`);
    if (!existsSync(path)) continue;
    const { apiVersion, kind, metadata, spec } = JSON.parse(read(path));
    const flagd = JSON.parse(read(out, 'bundles', name, 'flagd.json'));
    demand(apiVersion === 'core.openfeature.dev/v1beta1' && kind === 'FeatureFlag', `${path} is another kind`);
    demand(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(metadata.name), `${metadata.name} is no name of a resource`);
    const sorted = (value) => JSON.stringify(value, (_, inner) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
    demand(sorted(spec.flagSpec) === sorted(flagd), `${path} is not flagd.json`);
  }
}

for (const mistake of mistakes.slice(0, 40)) process.stderr.write(`${out}: ${mistake}\n`);
process.exit(mistakes.length === 0 ? 0 : 1);
