// Holds index/ of a site against its schema and against the pages that are there.
//
//   node check_site_data.mjs SCHEMA_DIR SITE
//
// Runs the scripts of index/ as a browser would, and looks up each word of a page's title.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const [schemas, site] = process.argv.slice(2);
const mistakes = [];

const loaded = {};
for (const file of readdirSync(join(site, 'index'))) {
  if (!file.endsWith('.js')) continue;
  const ensign = (name, value) => { loaded[name] = value; };
  runInNewContext(readFileSync(join(site, 'index', file), 'utf8'), { ensign, JSON });
  if (!(file.slice(0, -3) in loaded)) mistakes.push(`${file} hands over another name`);
}

const bytes = readFileSync(join(site, 'index/flags.json'), 'utf8');
const data = JSON.parse(bytes);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const schema = JSON.parse(readFileSync(join(schemas, 'outputs', 'site-flags.schema.json'), 'utf8'));
if (!ajv.validate(schema, data)) mistakes.push(`flags.json: ${ajv.errorsText()}`);
if (JSON.stringify(loaded.flags) !== JSON.stringify(data)) mistakes.push('flags.js is not flags.json');

const documents = [...data.flags.map((flag) => flag.page), ...loaded.pages.pages.map((page) => page[2])];
for (const page of documents) {
  if (!existsSync(join(site, page))) mistakes.push(`${page} is in the index and not there`);
}
if (new Set(documents).size !== documents.length) mistakes.push('a page is in the index twice');

// Every posting leads to a page that is there.
for (const shard of loaded.pages.words) {
  for (const [word, steps] of Object.entries(loaded[`words-${shard}`])) {
    let number = 0;
    for (const step of steps.split(' ')) number += parseInt(step, 36);
    if (!(number < documents.length)) mistakes.push(`${word} leads to the text ${number}`);
  }
}

for (const mistake of mistakes) process.stderr.write(`${site}: ${mistake}\n`);
process.exit(mistakes.length === 0 ? 0 : 1);
