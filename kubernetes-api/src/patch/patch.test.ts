// The three ways to patch JSON, each with what goes wrong in others.
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json/json.ts';
import { officialType } from '../kinds/official.ts';
import { applyJsonPatch, readJsonPatch } from './json-patch.ts';
import { applyMergePatch } from './merge-patch.ts';
import { applyStrategicPatch } from './strategic.ts';

describe('a JSON patch', () => {
  const applied = (document: JsonObject, operations: Json) =>
    applyJsonPatch(document, readJsonPatch(operations));

  test.each<[JsonObject, Json, Json]>([
    [{ a: [1, 2] }, [{ op: 'add', path: '/a/1', value: 9 }], { a: [1, 9, 2] }],
    [{ a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    [{ a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 }],
    [
      { a: { b: 1 } },
      [
        { op: 'copy', from: '/a', path: '/c' },
        { op: 'replace', path: '/c/b', value: 2 },
      ],
      { a: { b: 1 }, c: { b: 2 } },
    ],
    [
      { 'a/b': 1, 'c~d': 2 },
      [
        { op: 'remove', path: '/a~1b' },
        { op: 'test', path: '/c~0d', value: 2 },
      ],
      { 'c~d': 2 },
    ],
    [{ a: null }, [{ op: 'test', path: '/a', value: null }], { a: null }],
  ])('%j with %j is %j', (document, operations, result) => {
    expect(applied(document, operations)).toEqual(result);
  });

  test.each<[JsonObject, Json]>([
    [{}, [{ op: 'remove', path: '/a' }]],
    [{ a: [1] }, [{ op: 'replace', path: '/a/1', value: 1 }]],
    [{ a: [1] }, [{ op: 'add', path: '/a/01', value: 1 }]],
    [{ a: 1 }, [{ op: 'test', path: '/a', value: 2 }]],
    [{ a: 1 }, [{ op: 'frob', path: '/a' }]],
    [{ a: 1 }, [{ op: 'add', path: '/b/c', value: 1 }]],
  ])('%j cannot take %j', (document, operations) => {
    expect(() => applied(document, operations)).toThrow(
      'the server rejected our request due to an error in our request',
    );
  });

  test('leaves the document as it was', () => {
    const document: JsonObject = { a: { b: [1] } };
    applied(document, [{ op: 'add', path: '/a/b/-', value: 2 }]);
    expect(document).toEqual({ a: { b: [1] } });
  });
});

test('a merge patch removes by null, merges objects and replaces lists', () => {
  const document: JsonObject = { a: { b: 1, c: 2 }, d: [1, 2], e: 1 };
  expect(applyMergePatch(document, { a: { b: null, f: { g: null } }, d: [3], e: { h: 1 } })).toEqual({
    a: { c: 2, f: {} },
    d: [3],
    e: { h: 1 },
  });
  expect(document).toEqual({ a: { b: 1, c: 2 }, d: [1, 2], e: 1 });
});

describe('a strategic merge patch', () => {
  const type = officialType('io.k8s.api.apps.v1.Deployment');
  const deployment = (...containers: Json[]): JsonObject => ({
    spec: { template: { spec: { containers } } },
  });

  test('merges containers by name, and their ports by number', () => {
    const before = deployment(
      { name: 'a', image: '1', ports: [{ containerPort: 80, name: 'http' }] },
      { name: 'b', image: '1' },
    );
    const patch = deployment({ name: 'a', image: '2', ports: [{ containerPort: 443 }] });
    expect(applyStrategicPatch(type, before, patch)).toEqual(
      deployment(
        { name: 'a', image: '2', ports: [{ containerPort: 443 }, { containerPort: 80, name: 'http' }] },
        { name: 'b', image: '1' },
      ),
    );
  });

  test('deletes and replaces where it is told to', () => {
    const before = deployment({ name: 'a', image: '1' }, { name: 'b', image: '1' });
    expect(applyStrategicPatch(type, before, deployment({ name: 'a', $patch: 'delete' }))).toEqual(
      deployment({ name: 'b', image: '1' }),
    );
    expect(applyStrategicPatch(type, before, deployment({ $patch: 'replace' }, { name: 'c' }))).toEqual(
      deployment({ name: 'c' }),
    );
    expect(
      applyStrategicPatch(
        type,
        { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: {} } } },
        { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
      ),
    ).toEqual({ spec: { strategy: { type: 'Recreate' } } });
  });
});
