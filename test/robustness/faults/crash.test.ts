// A process that is killed at every failpoint, at every visit, in everything that users do: the next
// one goes on, nothing is lost, nothing is left over and nothing is made twice.
import { FAILPOINTS, type Failpoint } from '@hikube/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cryptoAtOnce } from '../simulation/crypto-at-once.ts';
import { FLOWS, type Flow } from './flows.ts';
import { perform, sampled, warmUp } from './perform.ts';

let restore: () => void;
beforeAll(async () => {
  restore = await cryptoAtOnce();
  await warmUp();
});
/** At once, or when the platform has long done everything that it was told. */
const RESTARTS_MS = [1_000, 60_000];

const total = { kills: 0, flows: 0 };
const killedAt = new Set<Failpoint>();
afterAll(() => {
  restore();
  console.log(
    `crashes: ${total.flows} flows, killed ${total.kills} times at ${killedAt.size} of ${FAILPOINTS.length} failpoints` +
      ' and around commits; 0 lost, 0 orphans, 0 made twice',
  );
});

/** How often a flow comes by each failpoint when nothing goes wrong, and what it leaves behind. */
async function undisturbed(flow: Flow) {
  const visits = new Map<Failpoint, number>();
  let commits = 0;
  const { state, machines } = await perform(flow, (stage) => {
    stage.dies = (failpoint) => {
      visits.set(failpoint, (visits.get(failpoint) ?? 0) + 1);
      return false;
    };
    stage.seams.strike = (call, carryOut) => {
      if (call.method === 'commit') commits += 1;
      return carryOut();
    };
  });
  return { state, machines, visits, commits };
}

describe.each(FLOWS)('$name', (flow) => {
  test('killed anywhere', { timeout: 300_000 }, async () => {
    const { state, machines, visits, commits } = await undisturbed(flow);
    total.flows += 1;
    for (const [failpoint, count] of visits) {
      for (const visit of sampled(count)) {
        let seen = 0;
        const killed = await perform(flow, (stage) => {
          stage.restartMs = RESTARTS_MS[visit % RESTARTS_MS.length]!;
          stage.dies = (reached) => {
            if (reached === failpoint) seen += 1;
            return reached === failpoint && seen === visit && stage.deaths === 0;
          };
        });
        expect(killed.stage.deaths, `killed ${failpoint}, visit ${visit}`).toBe(1);
        expect(killed.state, `killed ${failpoint}, visit ${visit}`).toEqual(state);
        expect(killed.machines, `killed ${failpoint}, visit ${visit}`).toBe(machines);
        killedAt.add(failpoint);
        total.kills += 1;
      }
    }
    for (const number of sampled(commits)) {
      for (const moment of ['before', 'after'] as const) {
        const killed = await killedAtCommit(flow, number, moment);
        expect(killed.stage.deaths, `killed ${moment} commit ${number}`).toBe(1);
        expect(killed.state, `killed ${moment} commit ${number}`).toEqual(state);
        expect(killed.machines, `killed ${moment} commit ${number}`).toBe(machines);
        total.kills += 1;
      }
    }
  });
});

/** Handlers have no failpoints: what they do is one commit, and the process dies just before or just after it. */
function killedAtCommit(flow: Flow, number: number, moment: 'before' | 'after') {
  let commits = 0;
  return perform(flow, (stage) => {
    stage.restartMs = RESTARTS_MS[number % RESTARTS_MS.length]!;
    stage.seams.strike = async (call, carryOut) => {
      if (call.method === 'commit') commits += 1;
      if (call.method !== 'commit' || commits !== number || stage.deaths > 0) return carryOut();
      if (moment === 'after') await carryOut();
      return stage.kill();
    };
  });
}
