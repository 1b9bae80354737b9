// More endings than a pass tells at once: none is lost, none is told twice, and a removal takes all marks with it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childKey, operationKey } from '../../service/src/model/keys.ts';
import type { OperationRecord } from '../../service/src/model/records.ts';
import {
  CLUSTER_UID,
  clusterRecord,
  operationRecord,
  START_TEXT,
  uid,
} from '../../service/src/model/testing/records.ts';
import type { Write } from '../../service/src/store/store.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const ENDED = 120;

/** Operations that requests have ended, each with its mark. */
function endings(ofCluster: string): readonly Write[] {
  return Array.from({ length: ENDED }, (_, index) => `op-${String(index).padStart(3, '0')}`).flatMap(
    (id): Write[] => {
      const body: OperationRecord = {
        ...operationRecord('Cluster.update', { id }),
        status: 'superseded',
        endedAt: START_TEXT,
      };
      const mark = childKey('demo', 'endedOperation', 'prod', id);
      return [
        { key: operationKey('demo', id), body, expect: 'absent' },
        { key: mark, body: { uid: ofCluster }, expect: 'absent' },
      ];
    },
  );
}

async function told(): Promise<readonly string[]> {
  const events = await world.store.list<{ reason: string; object: { name: string } }>({
    kind: 'event',
    tenant: 'demo',
    limit: 1000,
  });
  return events
    .filter(({ body }) => body.reason === 'OperationSuperseded')
    .map(({ body }) => body.object.name);
}

const marks = () => world.store.count({ kind: 'endedOperation' });
const cluster: Write = {
  key: { tenant: 'demo', kind: 'cluster', id: 'prod' },
  body: clusterRecord(),
  expect: 'absent',
};

test('all are told, each once, and counted once', async () => {
  await world.assign({ tenant: 'demo', name: 'prod', uid: CLUSTER_UID });
  await world.store.commit({ writes: [cluster, ...endings(CLUSTER_UID)] });
  let counted = 0;
  await world.start({
    onPass: (_name, { ended = [] }) => {
      counted += ended.filter(({ status }) => status === 'superseded').length;
    },
  });
  await world.clock.advance(60_000);
  const names = await told();
  expect([names.length, new Set(names).size, counted, await marks()]).toEqual([ENDED, ENDED, ENDED, 0]);
});

test('those of an earlier cluster of the name are let go and not told', async () => {
  await world.assign({ tenant: 'demo', name: 'prod', uid: CLUSTER_UID });
  await world.store.commit({ writes: [cluster, ...endings(uid('99'))] });
  await world.start();
  await world.clock.advance(60_000);
  expect([await told(), await marks()]).toEqual([[], 0]);
});

test('none is left when the cluster has gone', async () => {
  await world.store.commit({ writes: endings(CLUSTER_UID).slice(0, 40) });
  const process = await world.start();
  await process.reconciler.runOnce({ tenant: 'demo', name: 'prod' });
  expect([await told(), await marks()]).toEqual([[], 0]);
});
