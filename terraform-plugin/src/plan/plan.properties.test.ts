// What must hold for every schema and every configuration, judged by Terraform's own rules.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributePath } from '../path.ts';
import { defineSchema, type Schema } from '../schema/schema.ts';
import { applyPlan, asApiSays, respell, seeded } from '../testing/framework-api.ts';
import { arbitraryConfig, blurred } from '../testing/framework-arbitrary-config.ts';
import { arbitraryAttributes } from '../testing/framework-arbitrary-schema.ts';
import { planErrors, resultErrors } from '../testing/framework-core-rules.ts';
import { conformObject } from '../values/conform.ts';
import { isWhollyKnown, type ObjectValue, UNKNOWN, type Value } from '../values/value.ts';
import { partAt } from './pairs.ts';
import { planResource } from './plan.ts';
import { keepSpelling } from './spelling.ts';

const NUM_RUNS = 500;
const seed = fc.integer({ min: 0, max: 2 ** 31 });

const schemas = arbitraryAttributes().map((attributes) => defineSchema({ attributes }));

/** A schema, two configurations of it, and the chance that the API works with. */
const life = schemas.chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    config: arbitraryConfig(schema.attributes),
    next: arbitraryConfig(schema.attributes),
    seed,
  }),
);

/** Plans and applies; every step must be acceptable to Terraform. */
function apply(
  schema: Schema,
  config: ObjectValue,
  prior: ObjectValue | null,
  random: () => number,
): ObjectValue {
  const { planned } = planResource({ schema, config, prior });
  expect(planErrors(schema.attributes, prior, config, planned)).toEqual([]);
  expect(conformObject(schema.type, planned)).toEqual({ value: planned, problems: [] });
  const fresh = asApiSays(schema.attributes, applyPlan(schema.attributes, planned, random));
  const state = keepSpelling(schema, planned, fresh);
  expect(resultErrors(schema.type, planned, state)).toEqual([]);
  return state;
}

function expectNoDiff(schema: Schema, config: ObjectValue, state: ObjectValue): void {
  const { planned, action, requiresReplace } = planResource({ schema, config, prior: state });
  expect(planErrors(schema.attributes, state, config, planned)).toEqual([]);
  expect(isWhollyKnown(planned)).toBe(true);
  expect(requiresReplace).toEqual([]);
  expect(action).toBe('none');
  expect(resultErrors(schema.type, state, planned)).toEqual([]);
}

/** Whether everything on the way to an attribute is known, so that its change could be seen. */
function isKnownAbove(planned: Value, path: AttributePath): boolean {
  let value = planned;
  for (const step of path) {
    if (value === UNKNOWN) return false;
    value = partAt(value, typeof step === 'object' ? step.key : step);
  }
  return true;
}

describe('for every schema and configuration', () => {
  test('after an apply the plan is empty, and it stays empty', () => {
    fc.assert(
      fc.property(life, ({ schema, config, seed }) => {
        const state = apply(schema, config, null, seeded(seed));
        expectNoDiff(schema, config, state);
        const refreshed = keepSpelling(schema, state, asApiSays(schema.attributes, state));
        expectNoDiff(schema, config, refreshed);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test('after an update the plan is empty', () => {
    fc.assert(
      fc.property(life, ({ schema, config, next, seed }) => {
        const random = seeded(seed);
        const state = apply(schema, config, null, random);
        const updated = apply(schema, next, state, random);
        expectNoDiff(schema, next, updated);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test('writing the same in another spelling plans nothing', () => {
    fc.assert(
      fc.property(life, ({ schema, config, seed }) => {
        const state = apply(schema, config, null, seeded(seed));
        expectNoDiff(schema, respell(schema.attributes, config), state);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test('any drift gives a plan that Terraform accepts', () => {
    fc.assert(
      fc.property(life, ({ schema, config, next, seed }) => {
        const random = seeded(seed);
        const drifted = applyPlan(
          schema.attributes,
          planResource({ schema, config: next, prior: null }).planned,
          random,
        );
        expectNoDiff(schema, config, apply(schema, config, drifted, random));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test('what is planned while parts are unknown still holds once they are known', () => {
    fc.assert(
      fc.property(life, ({ schema, config, next, seed }) => {
        const random = seeded(seed);
        const state = apply(schema, config, null, random);
        const unknown = blurred(schema.attributes, next, random);
        for (const prior of [null, state]) {
          const early = planResource({ schema, config: unknown, prior });
          expect(planErrors(schema.attributes, prior, unknown, early.planned)).toEqual([]);
          const late = planResource({ schema, config: next, prior });
          expect(resultErrors(schema.type, early.planned, late.planned)).toEqual([]);
          // An update that was announced must not turn out to be a replacement, unless nothing was known there.
          if (early.action === 'replace') continue;
          expect(late.requiresReplace.filter((path) => isKnownAbove(early.planned, path))).toEqual([]);
        }
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
