import { describe, expect, it } from 'vitest';
import { cluster } from '../testing/desired.ts';
import { rulesWith, Simulation } from '../testing/simulation.ts';
import { createEnvironment } from './environment.ts';
import {
  FAULTS_GONE_MAX,
  type PlantedFault,
  standingFaults,
  standsFor,
  withFault,
  withoutFault,
} from './planted.ts';
import { presentOf } from './present.ts';
import { strike } from './strike.ts';
import type { World } from './world.ts';

const STUCK = { kind: 'DrainStuck' } as const;
const ref = { tenant: 'demo', name: 'prod', uid: 'uid-1' };

describe('the list of what was planted', () => {
  it('counts on after what is gone, and forgets the oldest of it', () => {
    let faults: readonly PlantedFault[] = [];
    for (let count = 1; count <= FAULTS_GONE_MAX + 20; count += 1) {
      faults = withFault(faults, { fault: { kind: 'NodeSlow', ms: count } }, count);
      expect(faults.at(-1)?.sequence).toBe(count);
      faults = withoutFault(faults, count, count + 1);
    }
    expect(faults).toHaveLength(FAULTS_GONE_MAX);
    expect(standingFaults(faults)).toEqual([]);
    expect(faults[0]?.sequence).toBe(21);
  });

  it('stays as it is when nothing changes', () => {
    const one = withFault([], { fault: STUCK }, 5);
    expect(withFault(one, { fault: { ...STUCK } }, 6)).toBe(one);
    expect(withoutFault(one, 2, 6)).toBe(one);
    const gone = withoutFault(one, 1, 6);
    expect(withoutFault(gone, 1, 7)).toBe(gone);
  });
});

it.each([
  [4, false],
  [5, true],
  [8, true],
  [9, false],
])('a fault from 5 until 9 stands at %i: %s', (at, expected) => {
  const fault: PlantedFault = { sequence: 1, from: 5, until: 9, fault: STUCK };
  expect(standsFor(fault, ref, at)).toBe(expected);
  expect(standsFor({ ...fault, only: ref }, ref, at)).toBe(expected);
  expect(standsFor({ ...fault, only: { ...ref, uid: 'uid-2' } }, ref, at)).toBe(false);
});

it('a fault of a replica whose clock is ahead has begun by now, and lasts as long in a world that is ahead', () => {
  const faults: readonly PlantedFault[] = [{ sequence: 1, from: 900, until: 2000, fault: STUCK }];
  const environment = { ...createEnvironment({}), faults };
  const heard = (now: number, world?: World) =>
    presentOf(world, environment, now).environment.faults?.map(({ from, until }) => [from, until]);
  expect(heard(800)).toEqual([[800, 800]]);
  expect(heard(3000)).toEqual([[900, 2000]]);
  const ahead = { ...new Simulation(cluster()).world, at: 0, ahead: 500 };
  expect(heard(3000, ahead)).toEqual([[1400, 2500]]);
});

it('strikes are counted for each that was planted, and forgotten with it', () => {
  const { world, now } = new Simulation(cluster());
  const momentWith = (faults: readonly PlantedFault[]) => ({
    ...{ world, rules: rulesWith(), at: now },
    environment: { ...createEnvironment({}), faults },
  });
  const first: PlantedFault = { sequence: 1, from: now, fault: { ...STUCK, times: 1 } };
  const strikes = (...faults: readonly PlantedFault[]) =>
    strike(momentWith(faults), 'DrainStuck', 'web') !== undefined;
  expect([strikes(first), strikes(first)]).toEqual([true, false]);
  const second = { ...first, sequence: 2 };
  expect([strikes(first, second), strikes(first, second)]).toEqual([true, false]);
  expect(Object.keys(world.struck)).toEqual(['DrainStuck/web#1', 'DrainStuck/web#2']);
  strikes(second);
  expect(Object.keys(world.struck)).toEqual(['DrainStuck/web#2']);
});
