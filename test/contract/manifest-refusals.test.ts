// Manifests that are refused: each with the place in the manifest, and YAML that nobody writes by accident with one 4xx.
import type { Impact } from '@hikube/openapi/types';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FRAME, MANIFEST, put, refused, useManifestService } from './manifest.support.ts';

useManifestService();

describe('a manifest that is refused says where and why', () => {
  test.each<[title: string, spec: string, errors: readonly (readonly [string, string])[]]>([
    ['another name', 'metadata: {name: staging}\nspec: {}', [['/metadata/name', 'invalid_value']]],
    ['another kind', 'kind: Deployment', [['/kind', 'invalid_value']]],
    ['a list as spec', 'spec: []', [['/spec', 'invalid_type']]],
    ['a text', '"just a text"', [['', 'invalid_type']]],
    [
      'an unknown flavour',
      'spec: {nodeGroups: {web: {instanceType: x9.huge}}}',
      [['/spec/nodeGroups/web/instanceType', 'unknown_instance_type']],
    ],
    [
      'a minimum above the maximum',
      'spec: {nodeGroup: {web: {minReplicas: 5, maxReplicas: 2}}}',
      [['/spec/nodeGroup/web/minReplicas', 'min_above_max']],
    ],
    [
      'a wrong type',
      'spec: {nodeGroups: {web: {minReplicas: "2", ephemeralStorage: {size: [1]}}}}',
      [
        ['/spec/nodeGroups/web/minReplicas', 'invalid_type'],
        ['/spec/nodeGroups/web/ephemeralStorage/size', 'invalid_type'],
      ],
    ],
    [
      'half a size',
      'spec: {nodeGroups: {web: {resources: {cpu: 4}}}}',
      [['/spec/nodeGroups/web/resources/memory', 'required']],
    ],
    [
      'a host that is none',
      'spec: {addons: {ingressNginx: {enabled: true, hosts: ["Not A Host"]}}}',
      [['/spec/addons/ingressNginx/hosts/0', 'invalid_format']],
    ],
    [
      'a repository without address',
      'spec: {addons: {fluxcd: {enabled: true, valuesOverride: {gitRepository: {branch: x}}}}}',
      [['/spec/addons/fluxcd/valuesOverride/gitRepository/url', 'required']],
    ],
    [
      'a bad annotation',
      'metadata: {annotations: {platform.hikube.cloud/topology: huge}}',
      [['/metadata/annotations/platform.hikube.cloud~1topology', 'invalid_value']],
    ],
    [
      'a bad setting in an annotation',
      `metadata: {annotations: {platform.hikube.cloud/addons: '{"nfs":{"size":1}}'}}`,
      [['/metadata/annotations/platform.hikube.cloud~1addons', 'unknown_field']],
    ],
    ['an old minor', 'spec: {version: "1.28"}', [['/spec/version', 'version_downgrade']]],
    ['a version without quotes', 'spec: {version: 1.34}', [['/spec/version', 'invalid_type']]],
  ])('%s', async (_title, part, errors) => {
    const base = { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', metadata: { name: 'prod' } };
    const value = parse(part) as unknown;
    const raw = typeof value === 'string' ? part : JSON.stringify({ ...base, ...(value as object) });
    const { body } = await refused('validation_failed', raw);
    expect(body.errors.map(({ pointer, code }) => [pointer, code])).toEqual(errors);
  });

  test('an add-on that the platform does not have', async () => {
    const raw = `${FRAME}spec: {nodeGroups: {web: {}}, addons: {hami: {enabled: true}}}`;
    const { body } = await refused('capability_missing', raw);
    expect(body.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/spec/addons/hami', 'addon_unavailable'],
    ]);
  });

  test('several documents', async () => {
    const { body } = await refused('validation_failed', `${MANIFEST}---\n${MANIFEST}`);
    expect(body.errors.map(({ code }) => code)).toEqual(['several_documents']);
  });
});

const laughs = 'bcdefghij'.split('').map((letter, index) => {
  const before = 'abcdefghij'[index];
  return `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]\n`;
});

/** Each merges what the one before has, twice, below two keys of its own. */
const mergeLaughs = Array.from({ length: 20 }, (_, index) => {
  const [before, name] = [index === 0 ? 'a' : `m${index - 1}`, `m${index}`];
  return `${name}: &${name} {<<: *${before}, p${index}: *${before}, q${index}: *${before}}\n`;
});

describe('what a person mistypes in YAML', () => {
  const group = (text: string) => `${FRAME}spec:\n  nodeGroups:\n    web: {${text}}\n`;

  test('a number in quotes', async () => {
    const { body } = await refused('validation_failed', group('minReplicas: "1"'));
    expect(body.errors).toEqual([
      {
        pointer: '/spec/nodeGroups/web/minReplicas',
        code: 'invalid_type',
        detail: 'The value must be a whole number. Write it without quotes.',
      },
    ]);
  });

  test('a number that begins with a zero', async () => {
    const { body } = await refused('malformed_body', group('maxReplicas: 010'));
    expect(body.detail).toContain(
      'the number 010 begins with a zero, which kubectl reads as 8; write 10, or 8 if that is meant',
    );
  });

  test('UTF-16', async () => {
    const bytes = new Uint8Array(
      new Uint16Array([0xfeff, ...Array.from(MANIFEST, (c) => c.charCodeAt(0))]).buffer,
    );
    const { body } = await refused('malformed_body', bytes);
    expect(body.detail).toBe('The body is UTF-16: send YAML in UTF-8.');
  });

  test('merge keys are no mistake: they mean what they mean to kubectl', async () => {
    const merged =
      'spec:\n  nodeGroups:\n    a: &a {minReplicas: 1, maxReplicas: 4}\n    b: {<<: *a, maxReplicas: 5}\n';
    const written =
      'spec: {nodeGroups: {a: {minReplicas: 1, maxReplicas: 4}, b: {minReplicas: 1, maxReplicas: 5}}}';
    const impacts = await Promise.all(
      [merged, written].map(async (spec) => (await put<Impact>(FRAME + spec, {}, '/previews')).body),
    );
    expect(impacts[0]).toEqual(impacts[1]);
    expect(impacts[0]?.changes.length).toBeGreaterThan(0);
  });
});

describe('YAML that is made to hurt gets one clear 4xx', () => {
  test.each([
    ['a billion laughs', `a: &a [lol, lol, lol]\n${laughs.join('')}`, 'malformed_body'],
    ['an anchor in itself', `${FRAME}spec: &s\n  addons: *s\n`, 'malformed_body'],
    ['a merge of itself', `${FRAME}spec: &s\n  <<: *s\n`, 'malformed_body'],
    ['merges of merges', `a: &a {x: 1, y: 2}\n${mergeLaughs.join('')}`, 'malformed_body'],
    ['a repeated key', `${MANIFEST}spec: {}\n`, 'malformed_body'],
    ['a tab', `${FRAME}spec:\n\tversion: v1.33\n`, 'malformed_body'],
    ['a tag', `${FRAME}spec: !!js/function "x"\n`, 'malformed_body'],
    ['a key that is no text', `${FRAME}spec: {? [a] : b}\n`, 'malformed_body'],
    ['__proto__', `${FRAME}spec: {__proto__: {polluted: true}}\n`, 'malformed_body'],
    ['depth', `${FRAME}spec: ${'{a: '.repeat(60_000)}`, 'malformed_body'],
    ['too many parts', '- a\n'.repeat(60_000), 'malformed_body'],
    ['nothing', '   \n', 'malformed_body'],
    ['a comment', '# nothing here\n', 'validation_failed'],
    ['bytes that are no text', new Uint8Array([0x61, 0x3a, 0xff, 0xfe]), 'malformed_body'],
    ['10 MB', `${FRAME}spec:\n  a: "${'x'.repeat(10_000_000)}"\n`, 'body_too_large'],
    ['10 MB in pieces', chunks('- abcdefghijklmnopqrstuvwxyz\n'.repeat(2000), 200), 'body_too_large'],
  ] as const)('%s', async (_title, raw, code) => {
    const { body } = await refused(code, raw);
    expect(body.detail).toMatch(/^.{10,300}[.]$/);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('and a key of the object’s own is data', async () => {
    const raw = `${FRAME}spec:\n  nodeGroups: {web: {}}\n  constructor: {prototype: {polluted: true}}\n`;
    const { body } = await put<Impact>(raw, {}, '/previews');
    expect(body.warnings[0]).toMatchObject({ code: 'ignored', pointer: '/spec/constructor' });
  });

  test('more notes than fit are counted', async () => {
    const unknown = Array.from({ length: 150 }, (_, index) => `  unknown${index}: 1\n`).join('');
    const { body } = await put<Impact>(`${FRAME}spec:\n  nodeGroups: {web: {}}\n${unknown}`, {}, '/previews');
    expect(body.warnings).toHaveLength(100);
    expect(body.warnings[98]).toMatchObject({ pointer: '/spec/unknown98' });
    expect(body.warnings[99]?.detail).toMatch(/^There are \d+ more; correct these first\.$/);
  });

  test('a key of any length is told in one that fits', async () => {
    const raw = `${FRAME}spec:\n  nodeGroups: {web: {}}\n  "${'k'.repeat(900)}": 1\n`;
    const { body } = await put<Impact>(raw, {}, '/previews');
    expect(body.warnings[0]?.pointer).toHaveLength(512);
  });
});

function chunks(text: string, count: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent === count) controller.close();
      else controller.enqueue(bytes);
      sent += 1;
    },
  });
}
