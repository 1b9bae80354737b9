import { type ClusterRef, createVirtualClock } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, START } from './testing/simulation.ts';
import { createWatchers } from './watchers.ts';

const REF: ClusterRef = { tenant: 'acme', name: 'prod', uid: 'uid-1' };
const OTHER: ClusterRef = { tenant: 'acme', name: 'test', uid: 'uid-2' };

function fresh() {
  const clock = createVirtualClock(START);
  const elsewhere = { begun: 0, ended: 0 };
  const watchers = createWatchers(clock, () => {
    elsewhere.begun += 1;
    return () => {
      elsewhere.ended += 1;
    };
  });
  const calls: string[] = [];
  const listen = () => watchers.add(({ name }) => calls.push(`${name} ${clock.now() - START}`));
  return { clock, watchers, elsewhere, calls, listen };
}

describe('watchers', () => {
  it('are called when the time has come', async () => {
    const { clock, watchers, calls, listen } = fresh();
    listen();
    watchers.plan(REF, START + 5 * SECOND);
    watchers.plan(OTHER, START + 3 * SECOND);
    await clock.advance(MINUTE);
    expect(calls).toEqual(['test 3000', 'prod 5000']);
    expect(clock.pending).toBe(0);
  });

  it('follow the newest plan of each cluster', async () => {
    const { clock, watchers, calls, listen } = fresh();
    listen();
    watchers.plan(REF, START + 5 * SECOND);
    watchers.plan(REF, START + 9 * SECOND);
    watchers.plan(OTHER, START + 5 * SECOND);
    watchers.plan(OTHER, undefined);
    await clock.advance(MINUTE);
    expect(calls).toEqual(['prod 9000']);
  });

  it('keep no timer while nobody listens', () => {
    const { clock, watchers, listen } = fresh();
    watchers.plan(REF, START + SECOND);
    expect(clock.pending).toBe(0);
    const end = listen();
    watchers.plan(REF, START + SECOND);
    expect(clock.pending).toBe(1);
    end();
    expect(clock.pending).toBe(0);
  });

  it('listen elsewhere only while somebody wants to know', () => {
    const { elsewhere, listen } = fresh();
    const [one, two] = [listen(), listen()];
    expect(elsewhere).toEqual({ begun: 1, ended: 0 });
    one();
    expect(elsewhere).toEqual({ begun: 1, ended: 0 });
    two();
    two();
    expect(elsewhere).toEqual({ begun: 1, ended: 1 });
  });

  it('end each on its own', () => {
    const { watchers, calls, listen } = fresh();
    const [one] = [listen(), listen()];
    one!();
    watchers.notify(REF);
    expect(calls).toEqual(['prod 0']);
  });

  it('fall silent when they are closed', async () => {
    const { clock, watchers, calls, listen, elsewhere } = fresh();
    listen();
    watchers.plan(REF, START + SECOND);
    watchers.close();
    watchers.notify(REF);
    await clock.advance(MINUTE);
    expect(calls).toEqual([]);
    expect(elsewhere).toEqual({ begun: 1, ended: 1 });
  });
});
