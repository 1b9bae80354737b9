// The validators that the service carries beside a judge: what Ajv finds wrong with a value, they find, in the same order and
// under the same names, for every schema that clients meet.
import * as written from '@hikube/openapi/validators';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import { PlainSchemas } from '../emit/plain-schema.ts';
import { requestValidators } from '../emit/validators.ts';
import { withAjv } from '../emit/with-ajv.ts';
import { referenceName, type Schema } from '../read/schema.ts';
import type { ValidationError } from './keywords.ts';

const { document } = await loadContract();
const { bodies, parameters } = requestValidators(document, []);
const plain = new PlainSchemas(document.components.schemas);

type Found = Pick<ValidationError, 'instancePath' | 'keyword' | 'params'>;

/** What was found, without what is said in other words only. */
function findings(errors: readonly Found[] | null | undefined): unknown[] {
  const all = errors ?? [];
  // Items of a list that is too long are not compared by ours.
  const isTooLong = (at: string) =>
    all.some(({ instancePath, keyword }) => keyword === 'maxItems' && instancePath === at);
  const told = all.filter((each) => each.keyword !== 'uniqueItems' || !isTooLong(each.instancePath));
  return told.map(({ instancePath, keyword, params: { comparison: _, ...params } }) => {
    // Which of several pairs is named, the one that comes first or last, is the same to everybody.
    if (keyword === 'uniqueItems') return { instancePath, keyword };
    return { instancePath, keyword, params };
  });
}

const TEXTS = [
  'web',
  'prod',
  '-',
  '',
  '10Gi',
  '1.35',
  '22:30',
  '2026-01-31T22:00:00Z',
  '2026-02-30T22:00:00Z',
];
const texts = fc.oneof(
  fc.constantFrom(...TEXTS, 'https://git.example.com/a.git', '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b'),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 60, maxLength: 300 }),
);
const anything = fc.oneof(
  texts,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue(),
);

/** Values that mostly fit, so that what lies deep is reached, too. */
function valuesOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valuesOf(plain.byName[referenceName(schema.$ref)] ?? {}, depth);
  const fitting = [schema.type ?? []].flat().map((type) => ofType(type, schema, depth));
  const listed = (schema.enum ?? []).map((value) => fc.constant(value));
  return fc.oneof({ weight: 12, arbitrary: fc.oneof(...listed, ...fitting, fc.constant(null)) }, anything);
}

function ofType(type: string, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (type === 'integer') return fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constantFrom(1.5, 1001));
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(valuesOf(schema.items ?? {}, depth + 1), { maxLength: 4 });
  if (type !== 'object') return texts;
  const known = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valuesOf(each, depth + 1)]),
  );
  const more = schema.additionalProperties;
  const inside = typeof more === 'object' ? valuesOf(more, depth + 1) : anything;
  const others = fc.dictionary(fc.oneof(texts, fc.constant('a/b~c')), inside, { maxKeys: depth > 3 ? 1 : 3 });
  const named = fc.record(known, { requiredKeys: (schema.required ?? []).filter((name) => name in known) });
  return fc.oneof(
    { weight: 3, arbitrary: named },
    fc.tuple(named, others).map(([a, b]) => ({ ...b, ...a })),
  );
}

/** Parameters are texts, and lists of texts. */
function sentOf(schema: Schema): fc.Arbitrary<unknown> {
  const places = Object.entries(schema.properties ?? {}).map(([place, { properties = {} }]) => {
    const each = Object.entries(properties).map(([name, of]): [string, fc.Arbitrary<unknown>] => [
      name,
      of.type === 'array'
        ? fc.array(fc.oneof(texts, fc.constantFrom('pending', 'running')), { maxLength: 4 })
        : fc.oneof(
            texts,
            fc.constantFrom('5', '50', '05', '0x10', '1e2', ' 5', 'true', 'now', 'Normal', '*', 'cluster'),
          ),
    ]);
    const others = fc.dictionary(texts, texts, { maxKeys: 1 });
    return [
      place,
      fc
        .tuple(others, fc.record(Object.fromEntries(each), { requiredKeys: [] }))
        .map(([a, b]) => ({ ...a, ...b })),
    ] as const;
  });
  return fc.record(Object.fromEntries(places));
}

/** As a body comes in: objects of JSON. */
const asParsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

const ROUNDS = { numRuns: 40, seed: 20261 } as const;

describe('bodies', () => {
  const judge = withAjv(document, { messages: false });
  test.each(bodies.map(({ name, schema }) => [name, schema] as const))('%s', (name, schema) => {
    const ours = written.bodies[name as keyof typeof written.bodies] as written.Validate<unknown>;
    const its = judge.of(schema);
    fc.assert(
      fc.property(valuesOf(schema).map(asParsed), (value) => {
        const before = structuredClone(value);
        expect(ours(value)).toBe(its(value));
        expect(findings(ours.errors)).toEqual(findings(its.errors));
        expect(value).toEqual(before);
      }),
      ROUNDS,
    );
  });
});

describe('parameters', () => {
  const judge = withAjv(document, { messages: false, coerceTypes: true, useDefaults: true });
  test.each(parameters.map(({ name, schema }) => [name, schema] as const))('%s', (name, schema) => {
    const ours = written.parameters[name as keyof typeof written.parameters] as written.Validate<unknown>;
    const its = judge.of(schema);
    fc.assert(
      fc.property(sentOf(schema), (sent) => {
        const read = structuredClone(sent);
        expect(ours(sent)).toBe(its(read));
        expect(findings(ours.errors)).toEqual(findings(its.errors));
        // What is refused is read by nobody.
        if (its.errors === null) expect(sent).toEqual(read);
      }),
      ROUNDS,
    );
  });
});

test('the judge is asked: what it finds in a wrong cluster, and where', () => {
  const judge = withAjv(document, { messages: false }).of({ $ref: '#/components/schemas/ClusterCreate' });
  expect(judge({ name: 'Prod', nodeGroups: { web: { minReplicas: -1 } } })).toBe(false);
  expect(findings(judge.errors).length).toBe(2);
});

test('items of a list that is too long are not compared, since each is with each other one', () => {
  const roles = Array.from({ length: 100_000 }, () => 0);
  expect(written.bodies.ClusterCreate({ name: 'prod', nodeGroups: { web: { roles } } })).toBe(false);
  const found = new Set(written.bodies.ClusterCreate.errors?.map(({ keyword }) => keyword));
  expect(found.has('maxItems')).toBe(true);
  expect(found.has('uniqueItems')).toBe(false);
});

test('what is only checked is not written to, because it may be frozen', () => {
  const body = { name: 'prod', nodeGroups: { web: { minReplicas: 2, roles: ['a', 'b'] } } };
  Object.freeze(body.nodeGroups.web.roles);
  Object.freeze(body.nodeGroups.web);
  Object.freeze(body.nodeGroups);
  expect(written.bodies.ClusterCreate(Object.freeze(body))).toBe(true);
});
