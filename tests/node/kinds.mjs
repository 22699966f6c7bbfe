// Which schema belongs to which governed file, told from its path.

import { stringify } from 'yaml';

const kinds = [
  [/^ensign\.yaml$/, 'ensign'],
  [/^trust\/people\.yaml$/, 'people'],
  [/^trust\/policy\.yaml$/, 'policy'],
  [/^trust\/waivers\/[^/]+\.yaml$/, 'waiver'],
  [/^trust\/root\/[^/]+\.json$/, 'root'],
  [/^flags\/retired\.yaml$/, 'retired'],
  [/^flags\/kill-switches\.yaml$/, 'kill-switches'],
  [/^flags\/segments\/[^/]+\.yaml$/, 'segment'],
  [/^flags\/groups\/[^/]+\.yaml$/, 'group'],
  [/^flags\/profiles\/[^/]+\.yaml$/, 'profile'],
  [/^flags\/([^/]+\/)?[^/]+\.(yaml|md)$/, 'flag'],
  [/^releases\/metrics\.yaml$/, 'metrics'],
  [/^releases\/calendar\.yaml$/, 'calendar'],
  [/^releases\/freezes\/[^/]+\.yaml$/, 'freeze'],
  [/^releases\/stages\/[^/]+\.yaml$/, 'plan'],
  [/^releases\/evidence\/[^/]+\/[^/]+\/[^/]+\.yaml$/, 'evidence'],
  [/^releases\/incidents\/[^/]+\.md$/, 'incident'],
  [/^releases\/journal\/[^/]+\.md$/, 'journal'],
  [/^releases\/notes\/[^/]+\.md$/, 'note'],
  [/^releases\/[^/]+\/release\.md$/, 'release'],
  [/^rollbacks\/drills\/[^/]+\.md$/, 'drill'],
  [/^rollbacks\/([^/]+\/)?[^/]+\.md$/, 'playbook'],
];

export function kindOf(path) {
  if (path.endsWith('README.md')) return undefined;
  return kinds.find(([pattern]) => pattern.test(path))?.[1];
}

// A path at which a document of that kind may lie, made from what it calls itself.
export function pathOf(kind, document) {
  const name = (field) => String(document?.[field] ?? 'x');
  switch (kind) {
    case 'ensign': return 'ensign.yaml';
    case 'people': case 'policy': return `trust/${kind}.yaml`;
    case 'waiver': return `trust/waivers/${name('waiver')}.yaml`;
    case 'root': return `trust/root/${name('version')}.json`;
    case 'retired': case 'kill-switches': return `flags/${kind}.yaml`;
    case 'segment': return `flags/segments/${name('name')}.yaml`;
    case 'group': return `flags/groups/${name('group')}.yaml`;
    case 'profile': return `flags/profiles/${name('profile')}.yaml`;
    case 'flag': return `flags/web/${name('key')}.yaml`;
    case 'metrics': case 'calendar': return `releases/${kind}.yaml`;
    case 'freeze': return `releases/freezes/${name('freeze')}.yaml`;
    case 'plan': return `releases/stages/${name('plan')}.yaml`;
    case 'evidence': return `releases/evidence/plan/stage/${name('evidence')}.yaml`;
    case 'incident': return `releases/incidents/${name('incident')}.md`;
    case 'journal': return `releases/journal/${name('journal')}.md`;
    case 'note': return `releases/notes/${name('note')}.md`;
    case 'release': return `releases/${name('version')}/release.md`;
    case 'drill': return `rollbacks/drills/${name('drill')}.md`;
    case 'playbook': return 'rollbacks/web/x.md';
    default: throw new Error(`no path is known for ${kind}`);
  }
}

// The YAML of a governed file: all of it, or the front matter of Markdown.
export function yamlOf(path, text) {
  if (!path.endsWith('.md')) return text;
  const end = text.indexOf('\n---', 3);
  return text.startsWith('---\n') && end > 0 ? text.slice(4, end + 1) : '';
}

// A document as a file: canonical JSON, YAML, or the front matter of Markdown.
export function fileOf(path, document) {
  if (path.endsWith('.json')) return `${JSON.stringify(sorted(document))}\n`;
  const yaml = stringify(document);
  return path.endsWith('.md') ? `---\n${yaml}---\nProse.\n` : yaml;
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
