// Random steps for the model test: what may be done to a store, in terms that also make sense after shrinking.
import fc from 'fast-check';

const kind = fc.constantFrom('cluster', 'nodeGroup');
const tenant = fc.constantFrom('a', 'b');
const id = fc.constantFrom('p', 'p/x', 'p/y', 'q', '🌍', '\ufb00');
const key = fc.record({ kind, tenant, id });

// "current" and "stale" become revisions when the step is run, because only then are revisions known.
const expectation = fc.constantFrom('absent', 'current', 'stale');
const writeExpectation = fc.oneof(
  { weight: 2, arbitrary: fc.constant('any') },
  { weight: 3, arbitrary: expectation },
);

const write = fc.record({
  key,
  expect: writeExpectation,
  remove: fc.boolean(),
  body: fc.jsonValue({ maxDepth: 2 }),
  ttlMs: fc.option(fc.constantFrom(60_000, 120_000), { nil: undefined, freq: 3 }),
});

const amount = fc.bigInt({ min: -20n, max: 20n });
const sum = fc.record({
  id: fc.constantFrom('s', 't'),
  add: fc.dictionary(fc.constantFrom('a', 'b'), amount, { minKeys: 1, maxKeys: 2 }),
  atMost: fc.option(fc.dictionary(fc.constantFrom('a', 'b'), amount, { maxKeys: 2 }), { nil: undefined }),
});

const leaseName = fc.constantFrom('one', 'two');
// Counts back from the latest lease that was granted.
const grant = fc.nat({ max: 2 });

const commit = fc.record({
  do: fc.constant('commit' as const),
  writes: fc.uniqueArray(write, { maxLength: 4, selector: (each) => JSON.stringify(each.key) }),
  // In a kind of their own: whoever adds to a document keeps nothing but sums in it.
  sums: fc.uniqueArray(sum, { maxLength: 2, selector: ({ id }) => id }),
  guards: fc.array(fc.record({ key, expect: expectation }), { maxLength: 1 }),
  fence: fc.option(fc.record({ grant }), { nil: undefined, freq: 3 }),
});

const list = fc.record({
  do: fc.constant('list' as const),
  kind,
  scope: fc.oneof(
    fc.constant({}),
    fc.record({ tenant }),
    fc.record({ tenant, prefix: fc.constantFrom('', 'p', 'p/', '🌍') }),
  ),
  after: fc.option(fc.record({ tenant, id }), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 5 }),
  reverse: fc.boolean(),
});

const other = fc.oneof(
  fc.record({ do: fc.constant('get' as const), key }),
  // Moves and times to live are multiples of half a minute: far more than the milliseconds a run takes, so that
  // a store that lives by its own clock still agrees on what has expired.
  fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(30_000, 60_000, 90_000) }),
  fc.record({
    do: fc.constant('acquire' as const),
    name: leaseName,
    ttlMs: fc.constantFrom(60_000, 120_000),
  }),
  fc.record({ do: fc.constant('renew' as const), grant, ttlMs: fc.constantFrom(60_000, 120_000) }),
  fc.record({ do: fc.constant('release' as const), grant }),
  fc.record({
    do: fc.constant('changes' as const),
    back: fc.integer({ min: -1, max: 9 }),
    limit: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ do: fc.constant('compact' as const), back: fc.integer({ min: -1, max: 9 }) }),
  fc.record({ do: fc.constant('prune' as const), limit: fc.integer({ min: 1, max: 3 }) }),
);

export const anySteps = fc.array(
  fc.oneof({ weight: 5, arbitrary: commit }, { weight: 2, arbitrary: list }, { weight: 5, arbitrary: other }),
  { maxLength: 40, size: 'max' },
);

export type Step = typeof anySteps extends fc.Arbitrary<(infer One)[]> ? One : never;
export type CommitStep = Extract<Step, { do: 'commit' }>;
