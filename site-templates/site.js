// The whole script of the site: search, filters, sorting. What pages say is there without it.
"use strict";
const root = document.currentScript.getAttribute("src").replace("site.js", "");
// Ids with `_` are never those of a heading.
const byId = id => document.getElementById(id);
const make = (name, fields) => Object.assign(document.createElement(name), fields);
const linked = (href, text, more) => {
  const line = make("li");
  line.append(make("a", { href, textContent: text }), " ",
    make("span", { className: "muted", textContent: more }));
  return line;
};
const wordsOf = text => text.toLowerCase().split(/\s+/).filter(Boolean);

// Files of index/ call `ensign`. They are scripts, since a page on the disk may not fetch.
const asked = {};
function ensign(name, value) { asked[name].done(value); }
function load(name) {
  const one = asked[name] ||= {};
  return one.value ||= new Promise(done => {
    one.done = done;
    document.head.append(make("script", { src: `${root}index/${name}.js`, onerror: () => done({}) }));
  });
}

// ---- Search
// One letter more, less or other.
function near(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a.length < 4) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(a.length < b.length ? i : i + 1) === b.slice(b.length < a.length ? i : i + 1);
}

// Exact key, part of it, beginning, title, owner, misspelt. Prose comes after all of them.
function rank(item, word) {
  if (item.name === word) return 100;
  if (item.parts.includes(word)) return 80;
  if (item.name.startsWith(word)) return 70;
  if (item.parts.some(part => part.startsWith(word))) return 60;
  if (item.title.includes(word)) return item.title.startsWith(word) ? 50 : 40;
  if (item.owner.includes(word)) return 30;
  return item.parts.some(part => near(part, word)) ? 20 : 0;
}

let entries;
async function allEntries() {
  const [{ flags = [] }, { pages = [] }] = await Promise.all([load("flags"), load("pages")]);
  const entry = (name, title, owner, path, kind, shown) => ({ path, kind, shown,
    name: name.toLowerCase(), title: title.toLowerCase(), owner: owner.toLowerCase(),
    parts: name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase().split(/[._\-/ ]+/) });
  return entries ||= [
    ...flags.map(f => entry(f.key, f.title, f.owner || "", f.page, "flag", `${f.key} ${f.title}`)),
    ...pages.map(([title, kind, path]) => entry(title, title, "", path, kind, title))];
}

// Numbers of the entries whose text holds a word that begins like this one.
async function inProse(word) {
  const { words = [] } = await load("pages"), found = new Set();
  const letters = word.slice(0, 2).replace(/[^a-z0-9]/g, "_");
  const shard = words.find(name => name === letters || name === letters[0]);
  if (!shard || word.length < 3) return found;
  for (const [key, steps] of Object.entries(await load(`words-${shard}`))) {
    let number = 0;
    if (key.startsWith(word)) steps.split(" ").forEach(s => found.add(number += parseInt(s, 36)));
  }
  return found;
}

async function search(text) {
  const words = wordsOf(text), all = await allEntries();
  const prose = await Promise.all(words.map(inProse)), hits = [];
  all.forEach((item, number) => {
    const points = words.map((word, i) => rank(item, word) || (prose[i].has(number) ? 10 : 0));
    if (points.length && !points.includes(0)) hits.push([points.reduce((a, b) => a + b), item]);
  });
  return hits.sort((a, b) => b[0] - a[0]).map(hit => hit[1]);
}

function startSearch(form) {
  const box = byId("site_query"), panel = byId("site_hits"), list = panel.querySelector("ul");
  box.onfocus = allEntries;
  box.oninput = async () => {
    const text = box.value, hits = await search(text);
    if (text !== box.value) return;
    panel.hidden = !text.trim();
    panel.querySelector("p").textContent = `${hits.length} result${hits.length === 1 ? "" : "s"}`;
    list.replaceChildren(...hits.slice(0, 12).map(hit => linked(root + hit.path, hit.shown, hit.kind)));
  };
  form.onsubmit = async event => {
    event.preventDefault();
    const [first] = await search(box.value);
    if (first) location.href = root + first.path;
  };
  form.onkeydown = event => {
    const stops = [box, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { panel.hidden = true; box.focus(); }
    if (!step || panel.hidden || at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  };
  form.addEventListener("focusout", event => {
    if (!form.contains(event.relatedTarget)) panel.hidden = true;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || document.activeElement.matches("input, select")) return;
    event.preventDefault();
    box.focus();
  });
}

// ---- The table of flags
const matches = (flag, wanted) =>
  ["owner", "type", "risk", "stage", "end"].every(name => !wanted[name] || flag[name] === wanted[name])
  && (!wanted.state || flag.states.split(" ").includes(wanted.state))
  && wordsOf(wanted.text || "").every(word => flag.text.includes(word));

// A flag of the index, with what the rows of the table have.
function fromIndex(flag) {
  const states = Object.entries(flag.states);
  return { ...flag, text: `${flag.key} ${flag.title} ${flag.owner}`.toLowerCase(),
    states: states.map(([name, { state }]) => `${name}:${state}`).join(" "),
    more: `${flag.title}; ` + states.map(([name, { words }]) => `${name}: ${words}`).join(", ") };
}

function startFilter(form, rows) {
  // Of more flags than one page holds, those that match are listed from the index.
  const found = byId("flag_found");
  let all = rows.map(row => ({ row, ...row.dataset, text: row.textContent.toLowerCase() }));
  async function apply() {
    const wanted = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    const query = new URLSearchParams(wanted).toString();
    history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
    if (found && query) all = ((await load("flags")).flags || []).map(fromIndex);
    const hits = new Set(all.filter(flag => matches(flag, wanted)));
    for (const flag of found ? [] : all) flag.row.hidden = !hits.has(flag);
    if (found) {
      found.hidden = !query;
      found.replaceChildren(...[...hits].slice(0, 200).map(f => linked(root + f.page, f.key, f.more)));
    }
    byId("flag_count").textContent = `${hits.size} of ${all.length}` + (found && hits.size > 200 ? ", 200 listed" : "");
  }
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.oninput = apply;
  form.onsubmit = event => { event.preventDefault(); apply(); };
  form.onreset = () => setTimeout(apply);
  if (location.search) apply();
}

const sortKey = cell => cell.querySelector("time")?.dateTime
  || cell.innerText.replace(/^\W+/, "").toLowerCase();

function startSorting({ tHead, tBodies: [body] }) {
  const heads = [...tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = make("button", { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.onclick = () => {
      const down = head.ariaSort === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keys = [...body.rows].map(row => [sortKey(row.cells[column]), row]);
      // What has no value comes last in both directions.
      keys.sort(([a], [b]) => !a - !b || (down ? -1 : 1) * a.localeCompare(b, "en", { numeric: true }));
      body.append(...keys.map(([, row]) => row));
    };
  });
}

if (byId("site_search")) startSearch(byId("site_search"));
const rows = [...(byId("flag_table")?.tBodies[0].rows || [])];
if (rows.length > 1) startSorting(byId("flag_table"));
if (byId("flag_filter")) startFilter(byId("flag_filter"), rows);
