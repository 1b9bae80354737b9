// What the service refuses, the emulator refuses, too, with the same status and the same words: a test that is green on the
// emulator is no promise that production breaks.
import { createEmulator, type Emulator } from '@hikube/emulator';
import type { IssuedToken, Operation, Problem } from '@hikube/openapi/types';
import { createSeededRandom } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE_TEXTS, spoil } from '../contract/hostile-values.ts';
import { isWrite, PROD, type Sample, samples } from '../contract/samples.ts';
import { type Api, type CallOptions, createApi, type Reply } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** An API with the same cluster in it, and tokens that may little. */
interface Side {
  readonly api: Api;
  readonly tokens: ReadonlyMap<string, string>;
}

let service: TestService;
let emulator: Emulator;
let ours: Side;
let theirs: Side;
beforeAll(async () => {
  service = await startTestService();
  theirs = await prepared(service.api, (operation) => service.finish(operation));
  emulator = await createEmulator();
  const api = createApi(emulator.fetch, emulator.endpoint, emulator.token);
  ours = await prepared(api, async ({ id }) => api('GET', `/operations/${id}?wait=60s`));
});
afterAll(async () => {
  await service.dispose();
  await emulator.close();
});

async function prepared(api: Api, finish: (operation: Operation) => Promise<unknown>): Promise<Side> {
  await finish((await api<Operation>('POST', '/clusters', { body: PROD })).body);
  const tokens = new Map<string, string>();
  for (const scope of ['read', 'write']) {
    const { body } = await api<IssuedToken>('POST', '/tokens', { body: { scopes: [scope] } });
    tokens.set(scope, body.token);
  }
  return { api, tokens };
}

/** Who asks: the administrator, somebody of that scope, nobody, or somebody unknown. */
type Caller = 'admin' | 'read' | 'write' | 'none' | 'unknown';

function as({ api, tokens }: Side, caller: Caller): Api {
  if (caller === 'admin') return api;
  if (caller === 'none') return api.as(undefined);
  return api.as(caller === 'unknown' ? `hik_${'0'.repeat(60)}` : tokens.get(caller));
}

/** What is the same wherever it is refused: everything but the request's id, and objects and operations as they are now. */
function essence({ status, body }: Reply<Problem>): object {
  const {
    requestId: _requestId,
    current: _current,
    ...said
  } = body as Problem & { readonly current?: unknown };
  return JSON.parse(JSON.stringify({ ...said, status }).replaceAll(/\bop-[0-9a-z]{10,}/g, 'an operation'));
}

let refusals = 0;
const codes = new Set<string>();

/** Asks both. An answer that is none of the two's refusals must be accepted by both, as what is sent is then no mistake. */
async function compare(caller: Caller, method: string, path: string, options?: CallOptions): Promise<number> {
  const said = await as(theirs, caller)<Problem>(method, path, options);
  const emulated = await as(ours, caller)<Problem>(method, path, options);
  const what = `${caller} ${method} ${path} ${JSON.stringify(options)?.slice(0, 300)}`;
  expect(emulated.status, what).toBe(said.status);
  if (said.status < 400) return said.status;
  expect(essence(emulated), what).toEqual(essence(said));
  refusals += 1;
  codes.add(said.body.code);
  return said.status;
}

test.each(samples())('$id: tokens and scopes', async ({ method, path, body }: Sample) => {
  expect(await compare('none', method, path, { body })).toBe(401);
  expect(await compare('unknown', method, path, { body })).toBe(401);
});

test.each(samples().filter(isWrite))('$id: scopes, media types, preconditions', async (sample) => {
  const { method, path, body } = sample;
  expect(await compare('read', method, path, { body })).toBe(403);
  await compare('write', method, `${path}-none`, { body });
  expect(await compare('admin', method, `${path}?nmae=x`, { body })).toBe(400);
  if (body !== undefined)
    expect(await compare('admin', method, path, { body, headers: { 'content-type': 'text/plain' } })).toBe(
      415,
    );
  // What takes no precondition would be done, and what follows is compared on the same cluster.
  for (const tag of ['"wrong.1"', 'W/"wrong.1"', 'wrong'])
    if (sample.facts.headerParams.includes('if-match'))
      await compare('admin', method, path, { body, headers: { 'If-Match': tag } });
});

const random = createSeededRandom('same refusals');
test.each(samples().filter(({ body }) => body !== undefined))(
  '$id: fields',
  async ({ id, method, path, body }) => {
    const bodies = [
      JSON.stringify({ ...body, nmae: 'x' }),
      ...HOSTILE_TEXTS,
      ...Array.from({ length: 12 }, () => spoil(body!, random)),
    ];
    // A preview says of a body what the write would, and changes nothing.
    const previews = samples().find(({ facts }) => facts.previews === id);
    for (const raw of bodies)
      await compare('admin', previews?.method ?? method, previews?.path ?? path, { raw });
  },
);

test('many were compared', () => {
  console.log(
    `emulator: ${refusals} refusals with the status and words of the service, of ${codes.size} codes`,
  );
  expect(refusals).toBeGreaterThan(700);
  expect([...codes]).toEqual(
    expect.arrayContaining(['unauthenticated', 'forbidden', 'validation_failed', 'precondition_failed']),
  );
});
