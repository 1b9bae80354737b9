// The values of the chart: every variant is taken, what cannot work is refused, and each setting of the service has a place.
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { settingsHelp } from '../../server/src/settings.ts';
import { over, readChart, templates, type Values, variants } from './chart.support.ts';
import { CONTAINERFILE } from './pod.support.ts';
import { WRONG } from './wrong.support.ts';

interface Schema {
  readonly properties: {
    readonly settings: { readonly properties: Readonly<Record<string, object>> };
  } & Readonly<Record<string, object>>;
}

const schema = await readChart<Schema>('values.schema.json');
const defaults = await readChart<Values>('values.yaml');
const isRight = new Ajv({ allErrors: true, strictTypes: false, allowUnionTypes: true }).compile(schema);
const choices = await variants();
const base = choices.get('sqlite-in-cluster')!;

test.each([...choices])('%s is taken', (_name, values) => {
  isRight(over(defaults, values));
  expect(isRight.errors ?? []).toEqual([]);
});

test('what nobody chose is refused, and named', () => {
  expect(isRight(defaults)).toBe(false);
  const places = isRight.errors!.map(({ instancePath }) => instancePath);
  expect(places).toEqual(
    expect.arrayContaining(['/image/repository', '/secret', '/platform/cozystack/namespace']),
  );
});

test.each(WRONG)('$why is refused', ({ at, values }) => {
  expect(isRight(over(defaults, over(base, values)))).toBe(false);
  expect(isRight.errors!.map(({ instancePath }) => instancePath)).toContain(at);
});

test('each value of the chart stands in its schema', () => {
  const known = [...Object.keys(schema.properties)].filter((name) => name !== 'global');
  expect(Object.keys(defaults).sort()).toEqual(known.sort());
});

describe('settings of the service', () => {
  /** What nobody has to choose in a container. */
  const FIXED = ['PORT', 'HIKUBE_KUBERNETES_PORT'];
  const all = [...settingsHelp().matchAll(/ (PORT|HOST|DATABASE_URL|HIKUBE_[A-Z_]+) {2,}/g)].map(
    ([, name = '']) => name,
  );

  test('each has a place in the chart or the image, and nothing else is set', async () => {
    const lines = [...(await templates()).values()].flatMap((text) => text.match(/- name: .*$/gm) ?? []);
    const ofTemplates = lines.flatMap((line) => line.match(/\b(?:DATABASE_URL|HIKUBE_[A-Z_]+)\b/g) ?? []);
    const ofImage = [...(/^ENV (.*)$/m.exec(CONTAINERFILE)?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(
      ([, name = '']) => name,
    );
    const placed = new Set([
      ...ofTemplates,
      ...ofImage,
      ...Object.keys(schema.properties.settings.properties),
    ]);
    expect(all.length).toBeGreaterThan(20);
    expect([...placed, ...FIXED].sort()).toEqual([...new Set(all)].sort());
  });
});
