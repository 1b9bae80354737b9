// State that an earlier version of the provider stored is read as if this one had stored it: the plan is empty.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, setUp } from '../setting.ts';
import { type Kind, offerOf } from './offer.ts';

const setting = setUp();

interface Instance {
  schema_version: number;
  attributes: Record<string, unknown>;
}
interface State {
  resources: { type: string; name: string; instances: [Instance] }[];
}

/** Schema versions that were ever stored. */
const VERSIONS = [0];

/** What is made anew whenever the objects are: identities and measurements. Everything else is as it was stored. */
const MADE_ANEW = [
  'uid',
  'created_at',
  'certificate_authority',
  'endpoint',
  'last_operation',
  'upgrade_id',
  'network',
];

/** What not every platform offers: the place in the configuration, and the attribute of which the state is made anew, too. */
const NOT_EVERYWHERE: readonly (readonly [kind: Kind, name: string, text: RegExp, attribute: string])[] = [
  ['cluster', 'network.exposure', /^ *network .*\n/m, 'network'],
  [
    'addon',
    'options.cert_manager',
    /options = \{ cert_manager = \{ issuers = \{ own = \{[^}]*\} \} \} \}/,
    'addons',
  ],
];

const read = (name: string) =>
  readFile(fileURLToPath(new URL(`./testdata/${name}`, import.meta.url)), 'utf8');

test.each(VERSIONS)(
  'state of schema version %i',
  async (version) => {
    const offer = await offerOf(setting.hikube);
    const missing = NOT_EVERYWHERE.filter(([kind, name]) => !offer.has(kind, { name }));
    const hcl = missing.reduce(
      (text, [, , there]) => {
        expect(text).toMatch(there);
        return text.replace(there, '');
      },
      await read(`state-v${version}.tf`),
    );
    const workspace = await setting.workspace(hcl);
    expectSuccess(await workspace.apply());
    const place = join(workspace.folder, 'terraform.tfstate');
    const fresh = JSON.parse(await readFile(place, 'utf8')) as State;
    const stored = JSON.parse(await read(`state-v${version}.json`)) as State;
    for (const resource of stored.resources) {
      const twin = fresh.resources.find(({ type, name }) => type === resource.type && name === resource.name);
      const [instance] = resource.instances;
      expect(instance.schema_version).toBe(version);
      const isUpgrade = resource.type === 'hikube_kubernetes_version_upgrade';
      const anew = [...MADE_ANEW, ...missing.map(([, , , attribute]) => attribute)];
      for (const name of isUpgrade ? [...anew, 'id'] : anew) {
        if (name in instance.attributes) instance.attributes[name] = twin?.instances[0].attributes[name];
      }
    }
    await writeFile(place, JSON.stringify(stored));
    expectEmpty(await workspace.plan(['-refresh=false']));
    expectEmpty(await workspace.plan());
    expectSuccess(await workspace.apply(['-refresh-only']));
    const upgraded = JSON.parse(await readFile(place, 'utf8')) as State;
    expect(attributesOf(upgraded)).toEqual(attributesOf(fresh));
  },
  PATIENCE_MS,
);

test('there is a fixture for every version of every schema', async () => {
  const workspace = await setting.workspace();
  const run = await workspace.run(['providers', 'schema', '-json']);
  const { provider_schemas: providers } = JSON.parse(run.stdout) as {
    provider_schemas: Record<string, { resource_schemas: Record<string, { version: number }> }>;
  };
  const schemas = Object.entries(Object.values(providers)[0]?.resource_schemas ?? {});
  const newest = Math.max(...schemas.map(([, { version }]) => version));
  expect(VERSIONS).toEqual(Array.from({ length: newest + 1 }, (_, version) => version));
  const stored = JSON.parse(await read('state-v0.json')) as State;
  expect([...new Set(stored.resources.map(({ type }) => type))].sort()).toEqual(
    schemas.map(([name]) => name).sort(),
  );
});

function attributesOf({ resources }: State): Record<string, unknown> {
  return Object.fromEntries(
    resources.map(({ type, name, instances }) => [`${type}.${name}`, instances[0].attributes]),
  );
}
