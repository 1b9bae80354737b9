// Faults that an administrator plants in running clusters: what they strike, what is said of it, and how it goes on without them.
import type { Addon, Cluster, Operation } from '@hikube/openapi/types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_FAULT, FAULT_KINDS, faultOf, wrongIn } from '../../console/src/world/faults.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

const MINUTE = 60_000;
const PROD = {
  name: 'prod',
  topology: 'development',
  version: '1.34',
  nodeGroups: { web: { minReplicas: 1, maxReplicas: 3 } },
};

type Calls = (method: string, path: string, body?: unknown) => Promise<WorldReply>;

let service: TestService;
let world: Calls;

beforeAll(async () => {
  service = await startTestService();
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  await service.finish(await accepted('POST', '/clusters', PROD));
});
afterEach(async () => {
  for (const { id } of await standing()) await world('DELETE', `/faults/${id}`);
});
afterAll(() => service.dispose());

async function accepted(method: string, path: string, body: object): Promise<Operation> {
  return (await service.api<Operation>(method, path, { body })).body;
}

interface Standing {
  readonly id: string;
  readonly kind: string;
}

async function standing(calls = world): Promise<readonly Standing[]> {
  return (await calls('GET', '/faults')).body['faults'] as readonly Standing[];
}

async function plant(fault: object): Promise<string> {
  const { status, body } = await world('PUT', '/faults', fault);
  expect([status, body]).toMatchObject([200, { faults: [fault] }]);
  return (body['faults'] as readonly Standing[])[0]!.id;
}

async function takeAway(id: string): Promise<void> {
  expect(await world('DELETE', `/faults/${id}`)).toEqual({ status: 200, body: { faults: [] } });
}

describe('the form of the console', () => {
  test('has the kinds that there are, and what it takes for right is', async () => {
    const { body } = await world('PUT', '/faults', { kind: 'Nothing' });
    expect(JSON.stringify(body)).toContain(`choose one of ${FAULT_KINDS.join(', ')}.`);
    for (const kind of FAULT_KINDS) {
      const most = { ...EMPTY_FAULT, kind, minutes: '1440', message: 'x'.repeat(300), times: '999999' };
      expect(wrongIn(most)).toBeUndefined();
      await takeAway(await plant(faultOf(most)));
    }
  });

  test.each([
    ['NodeSlow', { minutes: '1441' }],
    ['AddonFails', { message: 'x'.repeat(301) }],
    ['AddonFails', { times: '0' }],
  ] as const)('refuses of %s what the platform refuses: %j', async (kind, part) => {
    const form = { ...EMPTY_FAULT, kind, ...part };
    expect(wrongIn(form)).toBe(Object.keys(part)[0]);
    expect((await world('PUT', '/faults', faultOf(form))).status).toBe(422);
  });
});

describe('a fault', () => {
  test('of an add-on fails its operation in the words of the fault, and the add-on recovers without', async () => {
    const message = 'The registry of charts is closed for the day.';
    const id = await plant({ kind: 'AddonFails', cluster: 'prod', addon: 'cert-manager', message });
    const operation = await accepted('PUT', '/clusters/prod/addons/cert-manager', {});
    const failed = await service.finish(operation);
    expect(failed).toMatchObject({ status: 'failed', error: { detail: expect.stringContaining(message) } });
    const addon = async () => (await service.api<Addon>('GET', '/clusters/prod/addons/cert-manager')).body;
    expect((await addon()).status).toMatchObject({
      phase: 'Failed',
      conditions: expect.arrayContaining([expect.objectContaining({ type: 'Ready', message })]),
    });
    await takeAway(id);
    await service.clock.advance(30 * MINUTE);
    expect((await addon()).status.phase).toBe('Ready');
  });

  test('of the control plane fails an upgrade in its words, and the next try goes through', async () => {
    const message = 'etcd is full.';
    const id = await plant({ kind: 'ControlPlaneFails', cluster: 'prod', message });
    const failed = await service.finish(await accepted('PATCH', '/clusters/prod', { version: '1.35' }));
    expect(failed).toMatchObject({ status: 'failed', error: { detail: expect.stringContaining(message) } });
    await takeAway(id);
    const again = await service.finish(
      await accepted('PATCH', '/clusters/prod', { labels: { again: 'yes' } }),
    );
    expect(again.status).toBe('succeeded');
    await service.clock.advance(60 * MINUTE);
    const { body } = await service.api<Cluster>('GET', '/clusters/prod');
    expect(body).toMatchObject({ version: '1.35', status: { phase: 'Running' } });
  });

  test('of a node strikes as often as it says', async () => {
    const id = await plant({ kind: 'NodeNeverJoins', cluster: 'prod', nodeGroup: 'web', times: 1 });
    await world('PUT', '/demand', { cluster: 'prod', nodeGroup: 'web', nodes: 2 });
    await service.clock.advance(5 * MINUTE);
    const ready = async () => (await service.api<Cluster>('GET', '/clusters/prod')).body.status.nodes.ready;
    expect(await ready()).toBe(1);
    await service.clock.advance(60 * MINUTE);
    expect(await ready()).toBe(2);
    await takeAway(id);
  });

  test('that stands already is the same once, and taking it away again is the same', async () => {
    const fault = { kind: 'NodeSlow', ms: 60_000 };
    const id = await plant(fault);
    expect(await plant({ ms: 60_000, kind: 'NodeSlow' })).toBe(id);
    await takeAway(id);
    await takeAway(id);
    expect(await plant(fault)).not.toBe(id);
  });
});

describe('somebody else', () => {
  let stranger: Calls;
  beforeAll(async () => {
    stranger = createWorldCalls(service, await service.token({ tenant: 'elsewhere', scopes: ['admin'] }));
  });

  test('neither sees nor touches a fault of a cluster that is not his, and names none', async () => {
    const id = await plant({ kind: 'DrainStuck', cluster: 'prod' });
    expect(await standing(stranger)).toEqual([]);
    const known = await stranger('DELETE', `/faults/${id}`);
    const unknown = await stranger('DELETE', '/faults/999');
    const detail = ({ body }: WorldReply) => String(body['detail']).replace(/"\d+"/, '');
    expect([known.status, detail(known)]).toEqual([404, detail(unknown)]);
    expect((await stranger('PUT', '/faults', { kind: 'DrainStuck', cluster: 'prod' })).status).toBe(404);
    expect(await standing()).toHaveLength(1);
    await takeAway(id);
  });

  test('may take away what strikes everybody', async () => {
    const id = await plant({ kind: 'DrainStuck' });
    expect(await standing(stranger)).toMatchObject([{ id, kind: 'DrainStuck' }]);
    expect((await stranger('DELETE', `/faults/${id}`)).status).toBe(200);
    expect(await standing()).toEqual([]);
  });

  test('needs to be an administrator', async () => {
    const writer = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['write'] }));
    for (const [method, path, body] of [
      ['GET', '/faults', undefined],
      ['PUT', '/faults', { kind: 'DrainStuck' }],
      ['DELETE', '/faults/1', undefined],
    ] as const)
      expect([method, (await writer(method, path, body)).status]).toEqual([method, 403]);
  });
});

test.each<[unknown, string]>([
  [{ kind: 'Earthquake' }, '/kind'],
  [{ kind: 'constructor' }, '/kind'],
  [{ kind: 3 }, '/kind'],
  [{ ms: 3 }, '/kind'],
  [[], ''],
  [{ kind: 'NodeSlow' }, '/ms'],
  [{ kind: 'NodeSlow', ms: 0 }, '/ms'],
  [{ kind: 'NodeSlow', ms: 86_400_001 }, '/ms'],
  [{ kind: 'DrainStuck', ms: 3 }, '/ms'],
  [{ kind: 'DrainStuck', times: 0 }, '/times'],
  [{ kind: 'DrainStuck', nodeGroup: 'web' }, '/nodeGroup'],
  [{ kind: 'AddonFails', addon: 'none' }, '/addon'],
  [{ kind: 'AddonFails', message: 'a\nb' }, '/message'],
  [{ kind: 'AddonFails', message: 'a'.repeat(301) }, '/message'],
])('%j is refused at %j, and nothing stands', async (body, pointer) => {
  const refused = await world('PUT', '/faults', body);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
  expect(await standing()).toEqual([]);
});

test.each([
  ['PUT', '/faults', { kind: 'DrainStuck', cluster: 'nowhere' }, 'nowhere'],
  ['PUT', '/faults', { kind: 'DrainStuck', cluster: 'prod', nodeGroup: 'nobody' }, 'nobody'],
  ['DELETE', '/faults/999', undefined, '999'],
  ['DELETE', '/faults/1e3', undefined, '1e3'],
])('%s %s with %j is of nothing that there is, and is told %s', async (method, path, body, name) => {
  const { status, body: problem } = await world(method, path, body);
  expect([status, problem]).toMatchObject([404, { detail: expect.stringContaining(name) }]);
});

test('no more than a hundred stand at once', async () => {
  for (let ms = 1; ms <= 100; ms += 1) await world('PUT', '/faults', { kind: 'NodeSlow', ms });
  const refused = await world('PUT', '/faults', { kind: 'NodeSlow', ms: 101 });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { errors: [{ detail: expect.stringContaining('At most 100 faults') }] },
  ]);
});
