// Secret values of an add-on: the platform gets them, and nobody reads them again.
import type { Addon, Cluster, Impact, Manifest, Operation } from '@hikube/openapi/types';
import { createTransientEnvelope, type Envelope, type Platform } from '@hikube/service';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallOptions, Reply } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';

type Wish = Parameters<Platform['apply']>[0];

const CANARY = 'canary-of-an-add-on';
const VELERO = '/clusters/prod/addons/velero';
const HALF_AN_HOUR_MS = 1_800_000;

let service: TestService;
/** What the platform was told last. */
let wish: Wish | undefined;
/** Every answer of the test. */
let answers: string[];
let envelope: Envelope;
beforeEach(async () => {
  answers = [];
  envelope = createTransientEnvelope();
  service = await startTestService({
    // As after a lost key, when a test has put another one in its place.
    config: {
      envelope: {
        seal: (...sealing) => envelope.seal(...sealing),
        open: (...opening) => envelope.open(...opening),
        isCurrent: (sealed) => envelope.isCurrent(sealed),
      },
    },
    wrapPlatform: (platform) => ({
      ...platform,
      apply(desired) {
        wish = desired;
        return platform.apply(desired);
      },
    }),
  });
  const body = { name: 'prod', topology: 'development', nodeGroups: { web: { minReplicas: 1 } } };
  await done('POST', '/clusters', { body });
});
afterEach(async () => {
  expect(answers.join('\n')).not.toContain(CANARY);
  await service.dispose();
});

async function call<Body>(method: string, path: string, options: CallOptions = {}): Promise<Reply<Body>> {
  const reply = await service.api<Body>(method, path, options);
  answers.push(reply.text, JSON.stringify([...reply.headers]));
  return reply;
}

async function done(method: string, path: string, options: CallOptions): Promise<Operation> {
  const { status, body, text } = await call<Operation>(method, path, options);
  expect([status, text]).toEqual([202, text]);
  const operation = await service.finish(body);
  answers.push(JSON.stringify(operation));
  return operation;
}

const put = (body: object) => done('PUT', VELERO, { body });
const read = async () => (await call<Addon>('GET', VELERO)).body;
const told = () => wish?.addons.find(({ id }) => id === 'velero')?.values;
const shown = { configuration: { region: 'geneva', token: 'to be replaced' } };
const secret = { configuration: { token: CANARY } };

describe('a PUT', () => {
  test('gives them to the platform, over the others, and says only that there are some', async () => {
    expect(await put({ valuesOverride: shown, secretValues: secret })).toMatchObject({
      kind: 'Addon.create',
      status: 'succeeded',
    });
    const addon = await read();
    expect(addon).toMatchObject({ hasSecretValues: true, valuesOverride: shown, generation: 1 });
    expect(addon).not.toHaveProperty('secretValues');
    expect(told()).toEqual({ velero: { configuration: { region: 'geneva', token: CANARY } } });
  });

  test('of the same, however it is nested, is no change and no work', async () => {
    await put({ secretValues: secret });
    await service.clock.advance(HALF_AN_HOUR_MS);
    const sequence = await service.store.sequence();
    await service.clock.advance(HALF_AN_HOUR_MS);
    const page = await service.store.changes(sequence, 1000);
    // Replicas say that they live; nothing else is written while the cluster is looked at again and again.
    expect(page.ok && page.changes.filter(({ key }) => key.tenant === 'demo')).toEqual([]);
    expect(await put({ secretValues: { velero: secret } })).toMatchObject({ phase: 'Nothing to change' });
    expect(await read()).toMatchObject({ generation: 1, hasSecretValues: true });
  });

  test('of others replaces them, and a preview says so without them', async () => {
    await put({ secretValues: { old: 'before' } });
    const { body: impact } = await call<Impact>('PUT', `/previews${VELERO}`, {
      body: { secretValues: secret },
    });
    expect(impact.changes).toEqual([
      {
        action: 'update',
        target: { kind: 'Addon', cluster: 'prod', name: 'velero', uid: expect.any(String) },
        fields: ['/secretValues'],
        rollsNodes: false,
      },
    ]);
    expect(told()).toEqual({ velero: { old: 'before' } });
    await put({ secretValues: secret });
    expect(told()).toEqual({ velero: secret });
    expect(await read()).toMatchObject({ generation: 2, hasSecretValues: true });
  });

  test.each([
    ['without any', {}],
    ['of empty ones', { secretValues: {} }],
  ])('%s removes them', async (_, body) => {
    await put({ valuesOverride: shown, secretValues: secret });
    await put({ valuesOverride: shown, ...body });
    expect(await read()).toMatchObject({ generation: 2, hasSecretValues: false, valuesOverride: shown });
    expect(told()).toEqual({ velero: shown });
  });

  test('of values whose key is lost replaces them; until then the rest can be read', async () => {
    await put({ secretValues: { old: 'before' } });
    envelope = createTransientEnvelope();
    await service.clock.advance(HALF_AN_HOUR_MS);
    // An add-on without its secrets would be another one: nothing is told while they cannot be read.
    expect(told()).toEqual({ velero: { old: 'before' } });
    expect(await read()).toMatchObject({ hasSecretValues: true });
    expect(await put({ secretValues: secret })).toMatchObject({ status: 'succeeded' });
    expect(told()).toEqual({ velero: secret });
  });

  test.each([
    [{ velero: CANARY }, '/secretValues', 'invalid_type'],
    [CANARY, '/secretValues', 'invalid_type'],
    [[CANARY], '/secretValues', 'invalid_type'],
    [null, '/secretValues', 'invalid_type'],
  ])('of something else is refused and not repeated (%#)', async (values, pointer, code) => {
    const { body, text } = await service.api.refused('validation_failed', 'PUT', VELERO, {
      body: { secretValues: values },
    });
    answers.push(text);
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  test('of more than fit is refused', async () => {
    const secretValues = Object.fromEntries(Array.from({ length: 257 }, (_, key) => [`key${key}`, CANARY]));
    const { body, text } = await service.api.refused('validation_failed', 'PUT', VELERO, {
      body: { secretValues },
    });
    answers.push(text);
    expect(body.errors).toMatchObject([{ pointer: '/secretValues', code: 'out_of_range' }]);
  });

  test('that is repeated with its key is replayed', async () => {
    const options = { body: { secretValues: secret }, headers: { 'Idempotency-Key': 'twice' } };
    const first = await call<Operation>('PUT', VELERO, options);
    const again = await call<Operation>('PUT', VELERO, options);
    expect([again.headers.get('idempotency-replayed'), again.body]).toEqual(['true', first.body]);
    const other = { ...options, body: { secretValues: { other: CANARY } } };
    answers.push((await service.api.refused('idempotency_key_reused', 'PUT', VELERO, other)).text);
  });
});

test.each([
  ['of the same values finds its own work', secret, true],
  ['of other values finds somebody else’s', { configuration: { token: 'another' } }, false],
  ['without values finds somebody else’s', undefined, false],
])('a second create %s', async (_, secretValues, sameCreate) => {
  await put({ valuesOverride: shown, secretValues: secret });
  const { body, text } = await service.api.refused('already_exists', 'PUT', VELERO, {
    body: { valuesOverride: shown, ...(secretValues === undefined ? {} : { secretValues }) },
    headers: { 'If-None-Match': '*' },
  });
  answers.push(text);
  expect(body).toMatchObject({ existing: { sameCreate } });
});

describe('who writes the cluster', () => {
  test.each([
    ['changes the add-on', { velero: { valuesOverride: { configuration: { region: 'gland' } } } }, 2],
    ['enables another one', { 'cert-manager': {} }, 1],
    ['writes nothing of it', { velero: {} }, 1],
  ])('by a patch that %s keeps them', async (_, addons, generation) => {
    await put({ valuesOverride: shown, secretValues: secret });
    await done('PATCH', '/clusters/prod', { body: { addons } });
    expect(await read()).toMatchObject({ generation, hasSecretValues: true });
    const region = generation === 1 ? 'geneva' : 'gland';
    expect(told()).toEqual({ velero: { configuration: { region, token: CANARY } } });
  });

  test('by a manifest keeps them, and no manifest shows them', async () => {
    await put({ valuesOverride: shown, secretValues: secret });
    const { body: manifest } = await call<Manifest>('GET', '/clusters/prod/manifest');
    expect(await done('PUT', '/clusters/prod/manifest', { body: manifest })).toMatchObject({
      status: 'succeeded',
    });
    expect(await read()).toMatchObject({ generation: 1, hasSecretValues: true });
    const changed = JSON.parse(JSON.stringify(manifest).replace('geneva', 'gland')) as Manifest;
    await done('PUT', '/clusters/prod/manifest', { body: changed });
    expect(await read()).toMatchObject({ generation: 2, hasSecretValues: true });
    expect(told()).toEqual({ velero: { configuration: { region: 'gland', token: CANARY } } });
  });

  test('by a manifest keeps those of an add-on that the form of manifests has no place for', async () => {
    const dashboard = '/clusters/prod/addons/dashboard';
    await done('PUT', dashboard, { body: { secretValues: secret } });
    const { body: manifest, text } = await call<Manifest>('GET', '/clusters/prod/manifest');
    expect(text).toContain('dashboard');
    expect(text).not.toContain('secretValues');
    // Kubernetes users write manifests by hand, too, without what the service noted beside the form.
    for (const body of [manifest, { ...manifest, metadata: { name: 'prod' } }]) {
      await done('PUT', '/clusters/prod/manifest', { body });
      const addon = (await call<Addon>('GET', dashboard)).body;
      expect(addon).toMatchObject({ generation: 1, hasSecretValues: true });
    }
  });

  test('takes them away with the add-on, and another one of its name has none', async () => {
    await put({ secretValues: secret });
    await done('PATCH', '/clusters/prod', { body: { addons: { velero: null } } });
    await done('PATCH', '/clusters/prod', { body: { addons: { velero: {} } } });
    expect(await read()).toMatchObject({ generation: 1, hasSecretValues: false });
    expect(told()).toBeUndefined();
  });

  test.each([
    ['POST', '/clusters', { name: 'other', addons: { velero: { secretValues: secret } } }],
    ['PATCH', '/clusters/prod', { addons: { velero: { secretValues: secret } } }],
    ['PATCH', '/clusters/prod', { addons: { velero: { secretValues: null } } }],
  ])('cannot write them inside of it (%s %s)', async (method, path, body) => {
    const { body: problem, text } = await service.api.refused('validation_failed', method, path, { body });
    answers.push(text);
    expect(problem.errors).toMatchObject([{ pointer: '/addons/velero/secretValues', code: 'unknown_field' }]);
  });
});

test('they show nowhere else', async () => {
  await put({ secretValues: secret });
  const stale = { body: {}, headers: { 'If-Match': '"another.1"' } };
  answers.push((await service.api.refused('precondition_failed', 'PUT', VELERO, stale)).text);
  const paths = ['/clusters/prod/addons', '/clusters/-/addons', '/clusters/prod/events', '/operations'];
  for (const path of [...paths, '/clusters/prod', '/clusters/prod/manifest']) await call('GET', path);
  expect((await call<Cluster>('GET', '/clusters/prod')).text).not.toContain('secretValues');
  await done('DELETE', VELERO, {});
});
