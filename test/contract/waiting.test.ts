// Long-poll: the answer comes when the operation ends, when the wait is over, or when nobody listens any more.
import type { Operation } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let id: string;
beforeEach(async () => {
  service = await startTestService();
  const body = { name: 'prod', topology: 'development' };
  id = (await service.api<Operation>('POST', '/clusters', { body })).body.id;
});
afterEach(() => service.dispose());

interface Asked {
  readonly reply: Promise<Reply<Operation>>;
  /** When the answer came; undefined while it has not. */
  answeredAt(): number | undefined;
}

/** Asks, and gives the request the time to arrive where it waits. */
async function ask(wait: string, signal?: AbortSignal): Promise<Asked> {
  let answeredAt: number | undefined;
  const waiting = service.clock.pending;
  const options = signal === undefined ? {} : { signal };
  const reply = service.api<Operation>('GET', `/operations/${id}?wait=${wait}`, options).finally(() => {
    answeredAt = service.clock.now();
  });
  while (service.clock.pending === waiting && answeredAt === undefined) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { answeredAt: () => answeredAt, reply };
}

describe('waiting', () => {
  test('ends with the operation, at that very moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { reply, answeredAt } = await ask('60s');
      await service.clock.advance(60_000);
      const { endedAt } = (await reply).body;
      if (endedAt === null) continue;
      expect(answeredAt()).toBe(Date.parse(endedAt));
      return;
    }
    throw new Error('The operation did not end in twenty minutes.');
  });

  test('ends after that long, with the operation as it is', async () => {
    const { answeredAt, reply } = await ask('3s');
    await service.clock.advance(2999);
    expect(answeredAt()).toBeUndefined();
    await service.clock.advance(1);
    expect((await reply).body).toMatchObject({ id, endedAt: null });
  });

  test('does not begin for one that has ended', async () => {
    await service.finish({ id });
    expect((await service.api<Operation>('GET', `/operations/${id}?wait=60s`)).body.endedAt).not.toBeNull();
  });

  test('ends when the service stops', async () => {
    const { reply } = await ask('60s');
    await service.service.stop();
    expect((await reply).body).toMatchObject({ id, endedAt: null });
  });

  test('leaves nothing behind when the caller goes away', async () => {
    const pending = service.clock.pending;
    const controller = new AbortController();
    const { reply } = await ask('60s', controller.signal);
    // Its own, and the one that looks after its token.
    expect(service.clock.pending).toBeGreaterThan(pending);
    controller.abort();
    await reply.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(service.clock.pending).toBe(pending);
  });

  test('leaves nothing behind when a connection breaks', async () => {
    const other = await startTestService({ transport: 'socket' });
    const body = { name: 'prod', topology: 'development' };
    const { body: operation } = await other.api<Operation>('POST', '/clusters', { body });
    const controller = new AbortController();
    const quiet = other.clock.pending;
    const path = `/operations/${operation.id}?wait=60s`;
    const reply = other.api('GET', path, { signal: controller.signal });
    while (other.clock.pending === quiet) await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    await expect(reply).rejects.toThrow(/abort/i);
    while (other.clock.pending > quiet) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(other.clock.pending).toBe(quiet);
    await other.dispose();
  });

  test.each(['61s', '60001ms', '99999s'])('%s is too long', async (wait) => {
    const { body } = await service.api.refused('invalid_parameter', 'GET', `/operations/${id}?wait=${wait}`);
    expect(body.errors).toMatchObject([
      { pointer: 'wait', code: 'invalid_format', detail: expect.stringContaining('60s or less') },
    ]);
  });

  test.each(['1', '-1s', '1m', '1.5s', 's', '١s'])('%j is no time', async (wait) => {
    await service.api.refused(
      'invalid_parameter',
      'GET',
      `/operations/${id}?wait=${encodeURIComponent(wait)}`,
    );
  });

  test.each(['0s', '0ms'])('%s does not wait', async (wait) => {
    expect((await service.api('GET', `/operations/${id}?wait=${wait}`)).status).toBe(200);
  });

  test('many wait at once, and all hear of it', async () => {
    const many = await Promise.all(Array.from({ length: 50 }, () => ask('60s')));
    await service.clock.advance(60_000);
    const replies = await Promise.all(many.map(({ reply }) => reply));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
