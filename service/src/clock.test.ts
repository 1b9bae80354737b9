// The virtual clock fires in order, lets consequences settle in between, and always does the same.
import { describe, expect, it } from 'vitest';
import { createVirtualClock, systemClock } from './clock.ts';

describe('virtual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = createVirtualClock(1000);
    let fired = false;
    clock.schedule(1000, () => {
      fired = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([clock.now(), fired, clock.pending]).toEqual([1000, false, 1]);
    await clock.advance(0);
    expect([clock.now(), fired, clock.pending]).toEqual([1000, true, 0]);
  });

  it('calls back by time, then by order of scheduling, at the scheduled time', async () => {
    const clock = createVirtualClock(0);
    const calls: string[] = [];
    for (const [name, at] of [
      ['late', 30],
      ['first', 10],
      ['second', 10],
      ['past', -5],
      ['never', 41],
    ] as const) {
      clock.schedule(at, () => calls.push(`${name}@${clock.now()}`));
    }
    await clock.advance(40);
    expect(calls).toEqual(['past@0', 'first@10', 'second@10', 'late@30']);
    expect([clock.now(), clock.pending]).toEqual([40, 1]);
  });

  it('settles what a callback began before the next one, however many promises long', async () => {
    const clock = createVirtualClock(0);
    const calls: string[] = [];
    clock.schedule(10, async () => {
      for (let step = 0; step < 50; step += 1) await Promise.resolve();
      calls.push('settled');
      clock.schedule(15, () => calls.push('scheduled meanwhile'));
    });
    clock.schedule(20, () => calls.push('next'));
    await clock.advanceTo(20);
    expect(calls).toEqual(['settled', 'scheduled meanwhile', 'next']);
  });

  it('jumps without time passing, and calls back after as much time as before', async () => {
    const clock = createVirtualClock(10_000);
    const calls: number[] = [];
    clock.schedule(10_100, () => calls.push(clock.now()));
    const before = clock.monotonic();
    clock.jump(-5_000);
    expect([clock.now(), clock.monotonic()]).toEqual([5_000, before]);
    clock.schedule(5_050, () => calls.push(clock.now()));
    await clock.advance(99);
    expect(calls).toEqual([5_050]);
    await clock.advanceTo(5_100);
    expect(calls).toEqual([5_050, 5_100]);
    expect(clock.monotonic() - before).toBe(100);
  });

  it('forgets cancelled timers, and cancelling late does nothing', async () => {
    const clock = createVirtualClock(0);
    const calls: number[] = [];
    const cancels = [1, 2, 3].map((at) => clock.schedule(at, () => calls.push(at)));
    cancels[1]!();
    cancels[1]!();
    expect(clock.pending).toBe(2);
    await clock.advance(5);
    cancels[0]!();
    expect([calls, clock.pending]).toEqual([[1, 3], 0]);
  });

  it('never goes back', async () => {
    const clock = createVirtualClock(100);
    await clock.advanceTo(50);
    expect(clock.now()).toBe(100);
  });

  it('runs until idle, or until its limit when loops never end', async () => {
    const clock = createVirtualClock(0);
    clock.schedule(1_000_000, () => clock.schedule(2_000_000, () => undefined));
    expect(await clock.runUntilIdle(10)).toEqual({ idle: true, fired: 2 });
    expect(clock.now()).toBe(2_000_000);
    const loop = (): void => {
      clock.schedule(clock.now() + 1, loop);
    };
    loop();
    expect(await clock.runUntilIdle(10)).toEqual({ idle: false, fired: 10 });
    expect(clock.now()).toBe(2_000_010);
  });

  it('makes one movement at a time', async () => {
    const clock = createVirtualClock(0);
    const calls: number[] = [];
    clock.schedule(5, () => calls.push(clock.now()));
    clock.schedule(15, () => calls.push(clock.now()));
    await Promise.all([clock.advance(10), clock.advance(10)]);
    expect([calls, clock.now()]).toEqual([[5, 15], 20]);
  });

  it('tells the mover what a callback threw, and can be moved on', async () => {
    const clock = createVirtualClock(0);
    clock.schedule(5, () => {
      throw new Error('broken callback');
    });
    await expect(clock.advance(10)).rejects.toThrow('broken callback');
    expect(clock.now()).toBe(5);
    await clock.advance(10);
    expect(clock.now()).toBe(15);
  });

  it('keeps many timers in order', async () => {
    const clock = createVirtualClock(0);
    const calls: number[] = [];
    // 389 is prime to 1000: every time once, in a scattered order.
    for (let n = 0; n < 1000; n += 1) {
      const at = (n * 389) % 1000;
      clock.schedule(at, () => calls.push(at));
    }
    await clock.runUntilIdle(1000);
    expect(calls).toEqual(Array.from({ length: 1000 }, (_, at) => at));
  });
});

describe('system clock', () => {
  it('calls back after a moment, never before schedule returned, and not when cancelled', async () => {
    const calls: string[] = [];
    await new Promise<void>((resolve) => {
      const cancel = systemClock.schedule(systemClock.now(), () => calls.push('cancelled'));
      cancel();
      systemClock.schedule(systemClock.now() - 1000, () => calls.push('past'));
      calls.push('scheduled');
      systemClock.schedule(systemClock.now() + 5, resolve);
    });
    expect(calls).toEqual(['scheduled', 'past']);
  });

  it('waits for times farther than a timer can hold', async () => {
    let fired = false;
    const cancel = systemClock.schedule(systemClock.now() + 2 ** 40, () => {
      fired = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    cancel();
    expect(fired).toBe(false);
  });
});
