// Every setting of every release is accounted for.
import { type Field, type Fields, fields } from '@hikube/openapi/fields';
import { expect, test } from 'vitest';
import { RELEASES, schemaOf } from '../testing/schemas.ts';
import { coverageFindings, coverageOf } from './coverage.ts';

const SCHEMAS = Object.fromEntries(RELEASES.map((release) => [release, schemaOf(release)]));

test('every setting is a field of the contract, or stands with its reason', () => {
  expect(coverageFindings(SCHEMAS)).toEqual([]);
  const rows = coverageOf(SCHEMAS);
  const offered = rows.filter(({ field }) => field !== undefined);
  console.log(
    `${rows.length} settings of ${RELEASES.length} releases: ${offered.length} offered, ${rows.length - offered.length} not offered`,
  );
  expect(offered.length).toBeGreaterThan(30);
});

test('a setting that nobody knows is told, wherever it is planted', () => {
  const planted = (change: (schema: Planted) => void): readonly string[] => {
    const schema = structuredClone(schemaOf('1.6.2')) as Planted;
    change(schema);
    return coverageFindings({ ...SCHEMAS, planted: schema });
  };
  const text = { type: 'string' };
  const found = [
    planted(({ properties }) => {
      properties!['surprise'] = text;
    }),
    planted(({ properties }) => {
      properties!['nodeGroups']!.additionalProperties!.properties!['taints'] = { type: 'array', items: text };
    }),
    planted(({ properties }) => {
      properties!['addons']!.properties!['certManager']!.properties!['channel'] = text;
    }),
    planted(({ properties }) => {
      properties!['addons']!.properties!['argo'] = { properties: { enabled: { type: 'boolean' } } };
    }),
  ].flat();
  expect(found.map((sentence) => sentence.split(' ')[0])).toEqual([
    'surprise',
    'nodeGroups.*.taints[]',
    'addons.certManager.channel',
    'addons.argo.enabled',
  ]);
});

test('an entry that no release has is told', () => {
  const { '1.1.2': oldest } = SCHEMAS;
  expect(coverageFindings({ '1.1.2': oldest! })).toContain('oidc is in no release; take it out.');
});

test('every field that is named exists in the contract', () => {
  for (const { path, field } of coverageOf(SCHEMAS)) {
    if (field === undefined || field.path === '') continue;
    const found = field.path
      .split('.')
      .reduce<Partial<Field> | undefined>((at, key) => ({ ...at?.fields, ...at?.elements })[key], {
        fields: fields[field.kind] as Fields,
      });
    expect(found, `${path} → ${field.kind}.${field.path}`).toBeDefined();
  }
});

/** A schema that can be written. */
interface Planted {
  properties?: Record<string, Planted>;
  additionalProperties?: Planted;
  [key: string]: unknown;
}
