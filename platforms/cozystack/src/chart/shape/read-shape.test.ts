// Releases, told apart by what they serve.
import { expect, test } from 'vitest';
import { documentOf, RELEASES, schemaOf, shapeOf } from '../testing/schemas.ts';
import { readShape } from './read-shape.ts';

test('tells the releases apart', () => {
  const [oldest, middle, newest] = RELEASES.map(shapeOf);
  expect(RELEASES.map((release) => shapeOf(release).diskKey)).toEqual([
    'ephemeralStorage',
    'diskSize',
    'diskSize',
    'diskSize',
  ]);
  expect(oldest).toMatchObject({
    needsResources: true,
    versions: ['1.35', '1.34', '1.33', '1.32', '1.31', '1.30'],
    defaultVersion: '1.35',
  });
  expect(oldest!.presets).toContain('large');
  expect(middle).toMatchObject({
    needsResources: true,
  });
  expect(newest).toMatchObject({
    needsResources: false,
    versions: ['1.35', '1.34', '1.33', '1.32', '1.31'],
  });
  expect(newest!.presets).toContain('c1.medium');
});

test('knows where a group comes along that nobody asked for', () => {
  const groups = RELEASES.map((release) => shapeOf(release).implicitGroup);
  expect(groups.map(({ name, when }) => `${name} ${when}`)).toEqual([
    'md0 always',
    'md0 always',
    'md0 alone',
    'md0 alone',
  ]);
});

test('knows the add-ons of a release by their keys', () => {
  const { addons } = shapeOf('1.1.2');
  expect(addons.has('hami')).toBe(false);
  expect(addons.get('ingressNginx')).toEqual({ switched: true, values: true, exposed: true });
  expect(addons.get('cilium')).toEqual({ switched: false, values: true, exposed: false });
  expect(addons.get('gatewayAPI')).toEqual({ switched: true, values: false, exposed: false });
  expect(shapeOf('1.6.2').addons.has('hami')).toBe(true);
  expect(RELEASES.filter((release) => shapeOf(release).addons.has('fluxcd'))).toEqual([
    '1.1.2',
    '1.4.0',
    '1.6.2',
  ]);
});

test('reads either version of OpenAPI, and a spec behind references', () => {
  const schema = schemaOf('1.6.2');
  expect(readShape(documentOf(schema, 2))).toEqual(readShape(documentOf(schema, 3)));
  const apart = documentOf({ default: {}, allOf: [{ $ref: '#/components/schemas/Values' }] }) as {
    components: { schemas: Record<string, unknown> };
  };
  apart.components.schemas['Values'] = schema;
  expect(readShape(apart)).toEqual(shapeOf('1.6.2'));
});

test('takes no document without defaults', () => {
  const bare = JSON.parse(
    JSON.stringify(schemaOf('1.6.2'), (key, value) => (key === 'default' ? undefined : value)),
  );
  expect(readShape(documentOf(bare, 2))).toBeUndefined();
});

test('says when a server offers no managed clusters', () => {
  for (const document of [undefined, null, 'text', [], {}, { components: {} }, { definitions: { a: 1 } }])
    expect(readShape(document)).toBeUndefined();
  const endless = { $ref: '#/components/schemas/com.github.cozystack.cozystack.pkg.apis.apps.v1alpha1.A' };
  expect(readShape(documentOf(endless))).toBeUndefined();
});
