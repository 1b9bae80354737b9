// Names in prose are names of the contract: a field, an operation, a code or a value that is spelled otherwise is found.
import { readFile } from 'node:fs/promises';
import { FINDING_CODES } from '@hikube/domain';
import { problems } from '@hikube/openapi/problems';
import { expect, test } from 'vitest';
import { ROOT, readSources } from '../sources.ts';

const sources = await readSources();
const providerSchema: unknown = JSON.parse(await readFile(`${ROOT}cdktf-provider/schema.json`, 'utf8'));

/** Everything that the contract spells: keys and values, at any depth. */
function spelled(value: unknown, found: Set<string>): Set<string> {
  if (typeof value === 'string') for (const [word] of value.matchAll(/[\w-]+/g)) found.add(word);
  else if (Array.isArray(value)) for (const each of value) spelled(each, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) {
      found.add(key);
      spelled(each, found);
    }
  return found;
}

const contract = spelled(sources.contract.document, new Set([...FINDING_CODES, ...Object.keys(problems)]));

/** Names in inline code that look like ours: two words that are joined as the contract joins them. */
function namesIn(markdown: string): readonly string[] {
  const code = [...markdown.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(
    ([, text = '']) => text,
  );
  return code.flatMap((text) => text.match(/^(?:[a-z]+(?:[A-Z][a-z]+)+|[a-z]+(?:_[a-z]+)+)$/g) ?? []);
}

test('names in concepts and in what to do about problems are names of the contract', () => {
  const texts = [
    ...sources.concepts.map(({ file, text }) => ({ file, text })),
    ...Object.entries(sources.problemProse).map(([code, prose]) => ({
      file: `problems.yaml, ${code}`,
      text: spelledOut(prose),
    })),
  ];
  const named = texts.flatMap(({ file, text }) => namesIn(text).map((name) => ({ file, name })));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ name }) => !contract.has(name))).toEqual([]);
});

/** Of Kubernetes, of Terraform and of what is installed in a cluster. */
const OF_OTHERS = [
  ...['topologySpreadConstraints', 'initContainers', 'backupStorageLocation'],
  ...['kubectl_manifest', 'kubernetes_manifest', 'create_before_destroy'],
];

test('names in guides and on pages of Terraform are names of the contract, of the provider or of a package', () => {
  const known = new Set([
    ...contract,
    ...[...contract].map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
    ...spelled(providerSchema, new Set()),
    ...sources.packages.flatMap(({ exports }) =>
      exports.flatMap(({ name, members }) => [
        name,
        ...members.map((member) => member.name.replace('?', '')),
      ]),
    ),
    ...OF_OTHERS,
  ]);
  const named = sources.documents
    // Events of the log are held against the code by test/guides/operate.test.ts.
    .filter(({ section, path }) => ['guides', 'terraform'].includes(section) && !path.endsWith('/operate'))
    .flatMap(({ file, text }) => namesIn(text).map((name) => ({ file, name })));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
});

test('operations, schemas and codes that a text links to are spelled as their pages', () => {
  const pages = new Set([
    ...sources.contract.operations.map(({ operationId }) => `/api/${operationId}`),
    ...Object.keys(sources.contract.schemas).map((name) => `/api/schemas/${name}`),
  ]);
  const links = Object.values(sources.problemProse).flatMap((prose) => [
    ...spelledOut(prose).matchAll(/\]\((\/api\/\w[^)#]*)\)/g),
  ]);
  expect(links.length).toBeGreaterThan(10);
  for (const [, link = ''] of links) expect(pages).toContain(link);
});

test('a name that the contract does not have is found', () => {
  const names = namesIn('Set `minReplicaCount` and `even_etcd_member`, not `minReplicas`.');
  expect(names.filter((name) => !contract.has(name))).toEqual(['minReplicaCount', 'even_etcd_member']);
});

function spelledOut(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\"', '"');
}
