import { expect, test } from 'vitest';
import { systemClock } from './clock.ts';

test('runs an action later, unless it was cancelled', async () => {
  const ran: string[] = [];
  const cancel = systemClock.after(1, () => ran.push('cancelled'));
  cancel();
  await new Promise<void>((resolve) => {
    systemClock.after(2, () => {
      ran.push('kept');
      resolve();
    });
    // The timer alone would not keep a process alive.
    setTimeout(resolve, 1000);
  });
  expect(ran).toEqual(['kept']);
});

test('a delay beyond the limit of timers does not fire at once', async () => {
  let fired = false;
  const cancel = systemClock.after(2 ** 40, () => {
    fired = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  cancel();
  expect(fired).toBe(false);
});
