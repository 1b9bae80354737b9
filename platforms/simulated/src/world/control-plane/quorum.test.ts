import { describe, expect, it } from 'vitest';
import { cluster } from '../../testing/desired.ts';
import { Simulation } from '../../testing/simulation.ts';
import type { MemberPhase } from '../world.ts';
import { hasQuorum, isApiReady } from './quorum.ts';

function worldWith(phases: readonly MemberPhase[], learners = 0) {
  const { world } = new Simulation(cluster());
  const member = (phase: MemberPhase) => ({ name: 'm', site: 'geneva', version: '1', phase });
  const voters = phases.map(member);
  const etcd = [
    ...voters,
    ...Array.from({ length: learners }, () => ({ ...member('Starting'), learner: true as const })),
  ];
  return { ...world, etcd, apiServers: [member('Ready')] };
}

describe('quorum', () => {
  it.each<[readonly MemberPhase[], number, boolean]>([
    [[], 0, false],
    [['Starting'], 0, false],
    [['Ready'], 0, true],
    [['Cut'], 0, false],
    [['Ready', 'Starting', 'Starting'], 0, false],
    [['Ready', 'Ready', 'Starting'], 0, true],
    [['Ready', 'Ready', 'Cut'], 0, true],
    [['Ready', 'Cut', 'Cut'], 0, false],
    [['Ready', 'Syncing', 'Cut'], 0, false],
    [['Ready', 'Ready', 'Ready', 'Cut', 'Cut'], 0, true],
    [['Ready', 'Ready', 'Cut', 'Cut', 'Cut'], 0, false],
    // Two voters: both are needed.
    [['Ready', 'Cut'], 0, false],
    [['Ready', 'Stopping'], 0, true],
    // A learner is no voter yet.
    [['Ready'], 1, true],
  ])('with members %j and %i learners: %s', (phases, learners, expected) => {
    expect(hasQuorum(worldWith(phases, learners))).toBe(expected);
    expect(isApiReady(worldWith(phases, learners))).toBe(expected);
  });

  it('needs an API server as well', () => {
    expect(isApiReady({ ...worldWith(['Ready']), apiServers: [] })).toBe(false);
  });
});
