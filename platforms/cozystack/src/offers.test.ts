// When a platform is asked again what it offers: seldom, and sooner where the last question got no answer.
import { readFileSync } from 'node:fs';
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { readShape } from './chart/index.ts';
import { createOffers } from './offers.ts';

const MINUTE = 60_000;

const document = (version: string) => {
  const file = new URL(`../schemas/kubernetes-${version}.schema.json`, import.meta.url);
  const kind = { group: 'apps.cozystack.io', kind: 'Kubernetes', version: 'v1alpha1' };
  const spec: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return {
    swagger: '2.0',
    definitions: { any: { properties: { spec }, 'x-kubernetes-group-version-kind': [kind] } },
  };
};

/** A platform that counts its questions, and answers them or not. */
function asked() {
  const clock = createVirtualClock(0);
  const state = { questions: 0, isAway: false, version: '1.1.2', changes: 0 };
  const fetch = async (): Promise<Response> => {
    state.questions += 1;
    return state.isAway ? Response.json({}, { status: 403 }) : Response.json(document(state.version));
  };
  const shape = readShape(document(state.version))!;
  const offers = createOffers({
    clock,
    reach: async () => ({ fetch, shape }),
    changed: () => {
      state.changes += 1;
    },
  });
  return { clock, state, offers };
}

test('a question without an answer is asked again within five minutes, and not at once', async () => {
  const { clock, state, offers } = asked();
  await offers.current();
  await clock.advance(30 * MINUTE);
  state.isAway = true;
  await offers.check(false);
  expect(state.questions).toBe(1);
  state.isAway = false;
  state.version = '1.6.2';
  await clock.advance(3 * MINUTE);
  await offers.check(false);
  expect(state.questions).toBe(1);
  await clock.advance(2 * MINUTE);
  await offers.check(false);
  expect([state.questions, state.changes]).toEqual([2, 1]);
});

test('a platform that never answers is asked once in four minutes at most, and one that answers twice in an hour', async () => {
  const { clock, state, offers } = asked();
  await offers.current();
  const anHour = async () => {
    state.questions = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      await clock.advance(MINUTE);
      await offers.check(false);
    }
    return state.questions;
  };
  expect(await anHour()).toBe(2);
  state.isAway = true;
  expect(await anHour()).toBeLessThanOrEqual(15);
  state.isAway = false;
  await anHour();
  expect(await anHour()).toBe(2);
});
