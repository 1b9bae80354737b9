// The way into a cluster stays open, and is looked for anew when it leads nowhere: whoever changes the authority of a
// cluster, or its address, has the platform write another kubeconfig.
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { createClient, type Fetch } from '../kubernetes/client.ts';
import { createDoors, enter } from './door.ts';

const CLUSTER = { name: 'prod', uid: 'u' };

function kubeconfigOf(authority: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'c', cluster: { server: 'https://prod', 'certificate-authority-data': btoa(authority) } },
    ],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  });
}

function begin() {
  const clock = createVirtualClock(0);
  const state = { authority: 'first', serves: true, reads: 0, platformIsThere: true };
  const platform: Fetch = async () => {
    state.reads += 1;
    if (!state.platformIsThere) return Response.json({ kind: 'Status' }, { status: 403 });
    const data = { 'super-admin.conf': btoa(kubeconfigOf(state.authority)) };
    return Response.json({ metadata: { name: 'kubernetes-prod-admin-kubeconfig' }, data });
  };
  const connect = (kubeconfig: string): Fetch => {
    const trusted = kubeconfig;
    return async () => {
      const isTrusted = trusted === kubeconfigOf(state.authority);
      if (!isTrusted || !state.serves) throw new TypeError('fetch failed');
      return Response.json({ gitVersion: 'v1.34.9' });
    };
  };
  const doors = createDoors(createClient({ fetch: platform, clock }), { clock, connect, namespace: 't' });
  const ask = async () => {
    const door = (await doors.open(CLUSTER))!;
    return enter(doors, CLUSTER, door, async ({ client }) => (await client.isWell('/readyz')) || undefined);
  };
  return { state, ask };
}

test('it is read once for all that goes through it', async () => {
  const { state, ask } = begin();
  for (let time = 0; time < 3; time += 1) expect((await ask()).result).toBe(true);
  expect(state.reads).toBe(1);
});

test('after a change of the authority, the first who comes gets in', async () => {
  const { state, ask } = begin();
  await ask();
  state.authority = 'second';
  expect(await ask()).toMatchObject({ result: true, door: { certificateAuthority: 'second' } });
  expect(state.reads).toBe(2);
  expect((await ask()).door.certificateAuthority).toBe('second');
  expect(state.reads).toBe(2);
});

test('a cluster that is down costs one read each time, and is asked once', async () => {
  const { state, ask } = begin();
  await ask();
  state.serves = false;
  for (let time = 1; time <= 3; time += 1) {
    expect((await ask()).result).toBeUndefined();
    expect(state.reads).toBe(1 + time);
  }
});

test('what a cluster says is told, also when the platform does not show its kubeconfig any more', async () => {
  const { state, ask } = begin();
  await ask();
  state.serves = false;
  state.platformIsThere = false;
  expect((await ask()).result).toBeUndefined();
});
