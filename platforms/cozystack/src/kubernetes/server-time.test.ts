// The clock of a server is known from the second in its answers, and from how long these took.
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { createServerTime } from './server-time.ts';

const NOW = Date.parse('2026-03-02T08:00:00.400Z');
const HOUR_MS = 3_600_000;

function heard(aheadMs: number) {
  const clock = createVirtualClock(NOW);
  const time = createServerTime(clock);
  time.heard(clock.now(), new Date(clock.now() + aheadMs).toUTCString());
  return { clock, time };
}

test('a server that agrees within its second is no other clock', () => {
  for (const ahead of [0, 500, -300]) expect(heard(ahead).time.now()).toBe(NOW);
});

test.each([HOUR_MS, -HOUR_MS])(
  'a server that is %i ms ahead is known to the second, and stays so',
  async (ahead) => {
    const { clock, time } = heard(ahead);
    expect(Math.abs(time.now() - NOW - ahead)).toBeLessThan(1_000);
    await clock.advance(60_000);
    expect(Math.abs(time.now() - NOW - 60_000 - ahead)).toBeLessThan(1_000);
  },
);

test('an answer that took long, has no date or one that nobody can read changes nothing', async () => {
  const { clock, time } = heard(HOUR_MS);
  const before = time.now() - clock.now();
  time.heard(clock.now(), null);
  time.heard(clock.now(), 'yesterday');
  await clock.advance(20_000);
  time.heard(clock.now() - 20_000, new Date(clock.now() + before - 10_000).toUTCString());
  expect(time.now() - clock.now()).toBe(before);
});

test('a clock that somebody sets right is followed', async () => {
  const { clock, time } = heard(HOUR_MS);
  time.heard(clock.now(), new Date(clock.now()).toUTCString());
  expect(Math.abs(time.now() - clock.now())).toBeLessThan(1_000);
});
