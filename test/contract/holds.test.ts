// Holds over HTTP: what is open can be taken over once, by the same create; what is held belongs to its holder; and who
// keeps no state notices nothing of it.
import type { Cluster, Hold, Kind, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

const ONE = '0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c';
const TWO = '1c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c';
const THREE = '2c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.dispose());

interface Subject {
  readonly kind: Kind;
  readonly cluster: string;
  readonly name: () => string;
  create(headers: Readonly<Record<string, string>>): Promise<Operation>;
  refusedCreate(headers: Readonly<Record<string, string>>): ReturnType<TestService['api']['refused']>;
  /** Method and path of what removes it. */
  readonly removal: () => readonly ['DELETE' | 'POST', string];
}

function subject(
  kind: Kind,
  cluster: string,
  [method, path, body]: readonly ['POST' | 'PUT', string, object],
  nameOf: (operation: Operation | undefined) => string,
  removalOf: (name: string) => readonly ['DELETE' | 'POST', string],
): Subject {
  let made: Operation | undefined;
  const name = () => nameOf(made);
  const call = (headers: Readonly<Record<string, string>>) => ({
    body,
    headers: { 'If-None-Match': '*', ...headers },
  });
  return {
    kind,
    cluster,
    name,
    create: async (headers) => {
      const { status, body: operation } = await service.api<Operation>(method, path, call(headers));
      expect(status).toBe(202);
      made ??= operation;
      return operation;
    },
    refusedCreate: (headers) => service.api.refused('already_exists', method, path, call(headers)),
    removal: () => removalOf(name()),
  };
}

/** Something of each kind, in a cluster of its own. */
async function subjects(prefix: string): Promise<readonly Subject[]> {
  const ground = `${prefix}-ground`;
  const { body } = await service.api<Operation>('POST', '/clusters', {
    body: { name: ground, version: '1.33', topology: 'development' },
  });
  await service.finish(body);
  const inside = `/clusters/${ground}`;
  const alone = `${prefix}-alone`;
  const at = { targetVersion: '1.34', start: 'at', startAt: '2030-01-01T00:00:00Z' };
  return [
    subject(
      'Cluster',
      alone,
      ['POST', '/clusters', { name: alone, topology: 'development' }],
      () => alone,
      () => ['DELETE', `/clusters/${alone}`],
    ),
    subject(
      'NodeGroup',
      ground,
      ['POST', `${inside}/node-groups`, { name: 'web', minReplicas: 1 }],
      () => 'web',
      () => ['DELETE', `${inside}/node-groups/web`],
    ),
    subject(
      'Addon',
      ground,
      ['PUT', `${inside}/addons/cert-manager`, {}],
      () => 'cert-manager',
      () => ['DELETE', `${inside}/addons/cert-manager`],
    ),
    subject(
      'VersionUpgrade',
      ground,
      ['POST', `${inside}/version-upgrades`, at],
      (operation) => operation?.target.name ?? '',
      (name) => ['POST', `${inside}/version-upgrades/${name}/cancel`],
    ),
  ];
}

const uidOf = ({ target }: Operation) => String(target.uid);

const holdOf = ({ kind, cluster, name }: Subject, uid: string, holder: string) => ({
  body: { object: { kind, cluster, name: name(), uid }, holder },
});

test('an open create is taken over once, and belongs to its last holder', async () => {
  for (const each of await subjects('open')) {
    const first = await each.create({ 'Hikube-Holder': ONE });
    const uid = uidOf(first);
    const met = await each.refusedCreate({ 'Hikube-Holder': TWO });
    expect(met.body.existing).toMatchObject({
      object: { kind: each.kind, uid, name: each.name() },
      sameCreate: true,
      held: false,
    });
    if (each.kind !== 'VersionUpgrade') await service.finish(first);
    const second = await each.create({ 'Hikube-Holder': TWO, 'Hikube-Take-Over': uid });
    expect(second.target).toEqual(first.target);
    // The first may neither say that it has it nor remove it.
    await service.api.refused('held_elsewhere', 'POST', '/holds', holdOf(each, uid, ONE));
    const theirs = { headers: { 'Hikube-Holder': ONE } };
    await service.api.refused('held_elsewhere', ...each.removal(), theirs);
    const held = await service.api<Hold>('POST', '/holds', holdOf(each, uid, TWO));
    expect(held.body).toMatchObject({
      object: { kind: each.kind, uid },
      holder: TWO,
      since: expect.any(String),
    });
    const again = await service.api<Hold>('POST', '/holds', holdOf(each, uid, TWO));
    expect(again.body).toEqual(held.body);
    const late = await each.refusedCreate({ 'Hikube-Holder': THREE, 'Hikube-Take-Over': uid });
    expect(late.body.existing).toMatchObject({ object: { uid }, sameCreate: true, held: true });
    // An import takes it, whoever had it.
    const forced = { body: { ...holdOf(each, uid, THREE).body, force: true } };
    expect((await service.api<Hold>('POST', '/holds', forced)).body.holder).toBe(THREE);
    await service.api.refused('held_elsewhere', ...each.removal(), { headers: { 'Hikube-Holder': TWO } });
    const removed = await service.api(...each.removal(), { headers: { 'Hikube-Holder': THREE } });
    expect(removed.status).toBe(202);
  }
});

test('what is made without a holder is never open, and whoever names none may remove anything', async () => {
  for (const each of await subjects('plain')) {
    const uid = uidOf(await each.create({}));
    const takeOver = { 'Hikube-Holder': TWO, 'Hikube-Take-Over': uid };
    expect((await each.refusedCreate(takeOver)).body.existing).toMatchObject({ held: true });
    // Somebody imports it; the SDK, the CLI and curl go on as before.
    await service.api<Hold>('POST', '/holds', holdOf(each, uid, ONE));
    expect((await service.api(...each.removal())).status).toBe(202);
  }
});

describe('a hold', () => {
  test('changes neither the generation nor what is shown', async () => {
    const [alone] = await subjects('quiet');
    const uid = uidOf(await (alone as Subject).create({ 'Hikube-Holder': ONE }));
    await service.finish({
      id: (await service.api<Cluster>('GET', '/clusters/quiet-alone')).body.status.currentOperation as string,
    });
    const before = await service.api<Cluster>('GET', '/clusters/quiet-alone');
    await service.api<Hold>('POST', '/holds', holdOf(alone as Subject, uid, ONE));
    const after = await service.api<Cluster>('GET', '/clusters/quiet-alone');
    expect([after.body, after.headers.get('etag')]).toEqual([before.body, before.headers.get('etag')]);
  });

  test('of what is not there, of another uid and of another tenant is not found', async () => {
    const [alone] = await subjects('none');
    const uid = uidOf(await (alone as Subject).create({ 'Hikube-Holder': ONE }));
    const call = holdOf(alone as Subject, uid, ONE);
    await service.api.refused('not_found', 'POST', '/holds', {
      body: { ...call.body, object: { ...call.body.object, name: 'x', cluster: 'x' } },
    });
    await service.api.refused('not_found', 'POST', '/holds', {
      body: { ...call.body, object: { ...call.body.object, uid: TWO } },
    });
    const foreign = service.api.as(await service.token({ tenant: 'other', scopes: ['write'] }));
    await foreign.refused('not_found', 'POST', '/holds', call);
  });

  test('of what nobody can hold, or what is not named in full, is refused field by field', async () => {
    const body = { object: { kind: 'Node', cluster: null, name: 'a', uid: null }, holder: ONE };
    const { body: problem } = await service.api.refused('validation_failed', 'POST', '/holds', { body });
    expect(problem.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/object/kind not_holdable',
      '/object/cluster required',
      '/object/uid required',
    ]);
    expect(problem.errors[0]?.allowed).toEqual(['Cluster', 'NodeGroup', 'Addon', 'VersionUpgrade']);
    const unknown = { object: { ...body.object, kind: 'cluster' }, holder: ONE };
    const refused = await service.api.refused('validation_failed', 'POST', '/holds', { body: unknown });
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/object/kind', code: 'invalid_value' });
  });

  test.each(['\0', 'a\0', '../x', 'A'])(
    'of %j, which nothing is called, is refused at the name',
    async (name) => {
      const object = { kind: 'NodeGroup', cluster: 'prod', name, uid: TWO };
      const { body } = await service.api.refused('validation_failed', 'POST', '/holds', {
        body: { object, holder: ONE },
      });
      expect(body.errors).toMatchObject([{ pointer: '/object/name', code: 'invalid_format' }]);
    },
  );

  test('of a cluster that has two names is refused at the name', async () => {
    const object = { kind: 'Cluster', cluster: 'prod', name: 'other', uid: TWO };
    const { body } = await service.api.refused('validation_failed', 'POST', '/holds', {
      body: { object, holder: ONE },
    });
    expect(body.errors).toMatchObject([{ pointer: '/object/name', code: 'not_the_cluster' }]);
  });

  test('of two with one key that come at the same time, the second is refused before it holds', async () => {
    const made = await subjects('twice');
    const key = { 'Idempotency-Key': 'two-holds' };
    const calls = await Promise.all(
      made.slice(0, 2).map(async (each) => {
        const uid = uidOf(await each.create({}));
        return { ...holdOf(each, uid, ONE), headers: key };
      }),
    );
    const replies = await Promise.all(calls.map((call) => service.api<Hold>('POST', '/holds', call)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
    const won = replies[0]?.status === 200 ? 0 : 1;
    const [held, free] = [calls[won], calls[1 - won]].map((call) => ({
      body: { ...call?.body, holder: TWO },
    }));
    await service.api.refused('held_elsewhere', 'POST', '/holds', held);
    expect((await service.api<Hold>('POST', '/holds', free)).status).toBe(200);
    const again = await service.api<Hold>('POST', '/holds', calls[won]);
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([replies[won]?.text, 'true']);
  });

  test('takes a token that may write', async () => {
    const [alone] = await subjects('scope');
    const uid = uidOf(await (alone as Subject).create({ 'Hikube-Holder': ONE }));
    const reader = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
    await reader.refused('forbidden', 'POST', '/holds', holdOf(alone as Subject, uid, ONE));
  });
});

test('an open create that somebody has changed is theirs', async () => {
  const [alone] = await subjects('touched');
  const uid = uidOf(await (alone as Subject).create({ 'Hikube-Holder': ONE }));
  await service.api('PATCH', '/clusters/touched-alone', { body: { displayName: 'in use' } });
  const takeOver = { 'Hikube-Holder': TWO, 'Hikube-Take-Over': uid };
  expect((await (alone as Subject).refusedCreate(takeOver)).body.existing).toMatchObject({ held: true });
});

test('children that come with a cluster are never open', async () => {
  const body = { name: 'inline', topology: 'development', nodeGroups: { web: { minReplicas: 1 } } };
  await service.api<Operation>('POST', '/clusters', { body, headers: { 'Hikube-Holder': ONE } });
  const call = { body: { name: 'web', minReplicas: 1 }, headers: { 'Hikube-Holder': TWO } };
  const { body: problem } = await service.api.refused(
    'already_exists',
    'POST',
    '/clusters/inline/node-groups',
    call,
  );
  expect(problem.existing).toMatchObject({ held: true });
});

test('of twenty equal creates that take over at once, one becomes the holder at a time', async () => {
  const body = { name: 'crowd', topology: 'development' };
  const headers = { 'If-None-Match': '*', 'Hikube-Holder': ONE };
  const { body: made } = await service.api<Operation>('POST', '/clusters', { body, headers });
  const uid = uidOf(made);
  const holders = Array.from({ length: 20 }, (_, index) => `3c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a00${index + 10}`);
  await Promise.all(
    holders.map((holder) =>
      service.api('POST', '/clusters', {
        body,
        headers: { 'If-None-Match': '*', 'Hikube-Holder': holder, 'Hikube-Take-Over': uid },
      }),
    ),
  );
  const answers = await Promise.all(
    [ONE, ...holders].map((holder) =>
      service.api('POST', '/holds', {
        body: { object: { kind: 'Cluster', cluster: 'crowd', name: 'crowd', uid }, holder },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 20 }, () => 409)]);
});
