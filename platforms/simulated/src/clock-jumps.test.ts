// A clock that is corrected, a machine that slept, replicas that differ by an hour: a simulated cluster lives through it.
import { createSeededRandom, createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { createSimulatedPlatform, type SimulatedPlatform } from './platform.ts';
import { cluster, group } from './testing/desired.ts';
import { HOUR, MINUTE, SECOND, START } from './testing/simulation.ts';
import { createMemoryWorlds } from './worlds/memory-worlds.ts';

const WISH = cluster({ nodeGroups: [group('a', { minReplicas: 2, maxReplicas: 4 })] });
// As long as the whole life of a cluster takes when no clock jumps, and once more for each jump.
const PATIENCE_MS = 15 * MINUTE;
const SEEDS = Math.max(20, Math.round(200 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));

interface Seen {
  readonly settledAfterMs: number;
  readonly goneAfterMs: number;
}

/** Brings a cluster up and takes it down, while something happens to time. @param look what a replica sees now */
async function live(
  clock: VirtualClock,
  look: () => SimulatedPlatform,
  disturb: (step: number) => void,
): Promise<Seen> {
  const until = async (isReached: () => Promise<boolean>): Promise<number> => {
    const begun = clock.monotonic();
    for (let step = 0; clock.monotonic() - begun < 3 * HOUR; step += 1) {
      disturb(step);
      if (await isReached()) break;
      await clock.advance(5 * SECOND);
    }
    return clock.monotonic() - begun;
  };
  await look().apply(WISH);
  const settledAfterMs = await until(async () => {
    const seen = await look().observe(WISH);
    return seen!.apiReady && seen!.nodeGroups[0]!.nodes.filter(({ phase }) => phase === 'Ready').length === 2;
  });
  await look().remove(WISH);
  const goneAfterMs = await until(async () => (await look().observe(WISH)) === undefined);
  return { settledAfterMs, goneAfterMs };
}

describe('a simulated cluster', () => {
  it.each([
    ['forth', HOUR],
    ['back', -HOUR],
    ['back by minutes', -3 * MINUTE],
  ])('is not held up by a clock that jumps %s, at any moment and over restarts', async (_, jumpMs) => {
    let longest = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const random = createSeededRandom(`jump ${jumpMs} ${seed}`);
      const clock = createVirtualClock(START);
      const worlds = createMemoryWorlds(clock);
      const start = () => createSimulatedPlatform({ clock, worlds, seed: String(seed) });
      let platform = start();
      let jumps = 2;
      const { settledAfterMs, goneAfterMs } = await live(
        clock,
        () => platform,
        () => {
          if (jumps === 0 || random.int(20) > 0) return;
          jumps -= 1;
          clock.jump(jumpMs);
          if (random.int(2) === 0) platform = start();
        },
      );
      longest = Math.max(longest, settledAfterMs, goneAfterMs);
      expect(settledAfterMs).toBeLessThan(PATIENCE_MS);
      expect(goneAfterMs).toBeLessThan(PATIENCE_MS);
    }
    console.log(
      `clock jumps of ${jumpMs / MINUTE} min: ${SEEDS} lives, none held up; the longest wait ${longest / SECOND} s`,
    );
  });

  it('is not held up by a clock that is corrected forth and back', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    const seen = await live(
      clock,
      () => platform,
      (step) => {
        if (step % 4 === 1) clock.jump(HOUR);
        if (step % 4 === 3) clock.jump(-HOUR);
      },
    );
    expect(seen.settledAfterMs).toBeLessThan(PATIENCE_MS);
    expect(seen.goneAfterMs).toBeLessThan(PATIENCE_MS);
  });

  it('is not held up by replicas whose clocks differ by an hour, whoever looks', async () => {
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const random = createSeededRandom(`skew ${seed}`);
      const clock = createVirtualClock(START);
      const worlds = createMemoryWorlds(clock);
      const replicas = [-HOUR, 0, HOUR].map((skewMs) => {
        const skewed = {
          now: () => clock.now() + skewMs,
          monotonic: () => clock.monotonic(),
          schedule: (at: number, callback: () => void) => clock.schedule(at - skewMs, callback),
        };
        return createSimulatedPlatform({ clock: skewed, worlds, seed: String(seed) });
      });
      let owner = 0;
      const seen = await live(
        clock,
        () => replicas[owner]!,
        () => {
          if (random.int(6) === 0) owner = random.int(3);
        },
      );
      expect(seen.settledAfterMs).toBeLessThan(PATIENCE_MS);
      expect(seen.goneAfterMs).toBeLessThan(PATIENCE_MS);
    }
  });

  it('hears of a site that went down by a clock that is ahead at once', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    await platform.apply(WISH);
    await clock.advance(10 * MINUTE);
    await platform.observe(WISH);
    clock.jump(HOUR);
    await platform.controls.setSite('geneva', false);
    clock.jump(-HOUR);
    const cut = (await platform.observe(WISH))!.controlPlane.filter(({ ready }) => !ready);
    expect(cut.map(({ site }) => site)).toContain('geneva');
  });

  it('writes nothing more once it has found its time again', async () => {
    const clock = createVirtualClock(START);
    const worlds = createMemoryWorlds(clock);
    const platform = createSimulatedPlatform({ clock, worlds });
    await platform.apply(WISH);
    await clock.advance(20 * MINUTE);
    await platform.observe(WISH);
    clock.jump(-HOUR);
    await platform.observe(WISH);
    const version = (await worlds.load(WISH)).world!.version;
    await clock.advance(10 * MINUTE);
    await platform.observe(WISH);
    expect((await worlds.load(WISH)).world!.version).toBe(version);
  });

  it('tells no moment that the service clock has not reached', async () => {
    const clock = createVirtualClock(START);
    const platform = createSimulatedPlatform({ clock });
    clock.jump(HOUR);
    await platform.apply(WISH);
    clock.jump(-HOUR);
    for (let step = 0; step < 60; step += 1) {
      const { nodeGroups, nextChangeAt } = (await platform.observe(WISH))!;
      for (const { createdAt } of nodeGroups[0]!.nodes) {
        if (step > 0) expect(createdAt).toBeLessThanOrEqual(clock.now());
      }
      if (nextChangeAt !== undefined) expect(nextChangeAt).toBeLessThan(clock.now() + 2 * MINUTE);
      await clock.advance(10 * SECOND);
    }
  });
});
