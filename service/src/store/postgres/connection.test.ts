// A database that is away, comes back, hangs, or says no: typed errors, and recovery without a restart.
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import type { Damage, OnDamage } from '../damage.ts';
import type { Store } from '../store.ts';
import { Connections, loadDriver } from './connection.ts';
import { openPostgresStore } from './postgres-store.ts';
import { startHalfOpenProxy } from './testing/half-open-proxy.ts';
import { withClient } from './testing/with-client.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

const put = (id: string) => ({
  writes: [{ key: { tenant: 'a', kind: 'k', id }, body: {}, expect: 'any' as const }],
});

describeWithPostgres('connections to PostgreSQL', { settings: { fsync: 'off' } }, (server) => {
  function open(
    changes: { url?: string; schema?: string; statementTimeoutMs?: number; onDamage?: OnDamage } = {},
  ): Promise<Store> {
    return openPostgresStore({
      url: server().url,
      schema: freshSchema(),
      clock: createVirtualClock(0),
      ...changes,
    });
  }

  it('keep what they rely on, whatever the address asks for', async () => {
    const asked = new URL(server().url);
    asked.searchParams.set(
      'options',
      '-c synchronous_commit=off -c default_transaction_isolation=serializable -c search_path=somewhere',
    );
    const connections = new Connections(await loadDriver(), {
      url: asked.href,
      size: 1,
      statementTimeoutMs: 10_000,
    });
    try {
      const shown = await connections.query({
        text: `SELECT current_setting('synchronous_commit') AS wait, current_setting('search_path') AS path,
          current_setting('transaction_isolation') AS isolation`,
        values: [],
      });
      expect(shown).toEqual([{ wait: 'on', isolation: 'read committed', path: 'somewhere' }]);
    } finally {
      await connections.end();
    }
  });

  it.each([
    ['postgres://h/d?sslrootcert=/nope', 'DATABASE_URL cannot be used: /nope cannot be read (ENOENT).'],
    [
      'postgres://user:secret@%/d',
      'DATABASE_URL is not a URL: write it as postgres://user:password@host:5432/database.',
    ],
    ['postgres://%/d', 'DATABASE_URL is not a URL: write it as postgres://user:password@host:5432/database.'],
    ['nothing', 'DATABASE_URL is not a URL: write it as postgres://user:password@host:5432/database.'],
  ])('refuse the address %s in their own words', async (url, message) => {
    await expect(open({ url })).rejects.toMatchObject({ code: 'invalid_argument', message });
  });

  it('recover after a restart of the server', async () => {
    const store = await open();
    await store.commit(put('before'));
    await server().stop('fast');
    const unavailable = {
      code: 'unavailable',
      retryable: true,
      message: `PostgreSQL at 127.0.0.1:${server().port}/postgres cannot be reached now: check that it is running and that DATABASE_URL is right; trying again can help.`,
    };
    await expect(store.commit(put('during'))).rejects.toMatchObject(unavailable);
    await expect(store.get(put('during').writes[0]!.key)).rejects.toMatchObject(unavailable);
    await expect(store.ready()).rejects.toMatchObject(unavailable);
    await expect(open()).rejects.toMatchObject(unavailable);
    await server().start();
    await store.ready();
    expect(await store.commit(put('after'))).toMatchObject({ ok: true, revisions: [2] });
    await store.close();
  });

  it('listen again after a restart, and catch up on what was missed', async () => {
    const schema = freshSchema();
    const [store, other] = [await open({ schema }), await open({ schema })];
    const heard: number[] = [];
    store.watch((sequence) => heard.push(sequence));
    const hears = async (sequence: number): Promise<void> => {
      while (!heard.includes(sequence)) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await other.commit(put('a'));
    await hears(1);
    await server().stop('immediate');
    await server().start();
    await other.commit(put('b'));
    await hears(2);
    await other.commit(put('c'));
    await hears(3);
    await Promise.all([store.close(), other.close()]);
  });

  it('wait for the disk at each commit, whatever the database and the role prefer', async () => {
    await withClient(server().url, async (admin) => {
      await admin.query('ALTER DATABASE postgres SET synchronous_commit = off');
      await admin.query('ALTER ROLE app SET synchronous_commit = off');
      const options = { url: server().url, size: 1, statementTimeoutMs: 1000 };
      const connections = new Connections(await loadDriver(), options);
      const shown = await connections.query({ text: 'SHOW synchronous_commit', values: [] });
      expect(shown).toEqual([{ synchronous_commit: 'on' }]);
      await connections.end();
      await admin.query('ALTER DATABASE postgres RESET synchronous_commit');
      await admin.query('ALTER ROLE app RESET synchronous_commit');
    });
  });

  it('are not ready where nothing can be written', async () => {
    const store = await open();
    await store.ready();
    await withClient(server().url, async (admin) => {
      await admin.query('ALTER SYSTEM SET default_transaction_read_only = on');
      await admin.query('SELECT pg_reload_conf()');
      await expect.poll(() => store.ready().catch((error) => error.code)).toBe('not_writable');
      await admin.query('SET default_transaction_read_only = off');
      await admin.query('ALTER SYSTEM RESET default_transaction_read_only');
      await admin.query('SELECT pg_reload_conf()');
      await expect.poll(() => store.ready().then(() => 'ready')).toBe('ready');
    });
    await store.close();
  });

  it('name one damaged document, and serve the rest', async () => {
    const schema = freshSchema();
    const told: Damage[] = [];
    const store = await open({ schema, onDamage: (damage) => told.push(damage) });
    for (const id of ['a', 'b', 'c']) await store.commit(put(id));
    const damage = `UPDATE ${schema}.document SET body = '{' WHERE id = 'b'`;
    await withClient(server().url, (admin) => admin.query(damage));
    await expect(store.get(put('b').writes[0]!.key)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('The document k "b" of the tenant "a" in PostgreSQL at'),
    });
    const found = await store.list({ kind: 'k', limit: 2, damaged: 'leave_out' });
    expect(found.map(({ key }) => key.id)).toEqual(['a', 'c']);
    expect(told[0]).toMatchObject({ key: { id: 'b' } });
    await store.close();
  });

  it('can be closed while the server is away', async () => {
    const store = await open();
    store.watch(() => undefined);
    await store.commit(put('a'));
    await server().stop('fast');
    await store.close();
    await server().start();
  });

  it('survive the loss of every connection at once', async () => {
    const store = await open();
    await Promise.all(Array.from({ length: 20 }, (_, n) => store.get(put(`${n}`).writes[0]!.key)));
    await withClient(server().url, (admin) =>
      admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hikube'"),
    );
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => store.ready()));
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'unavailable' });
    }
    expect(await store.commit(put('after'))).toMatchObject({ ok: true });
    await store.close();
  });

  it('give up on a lock that somebody else keeps, and go on once it is free', async () => {
    const schema = freshSchema();
    const store = await open({ schema, statementTimeoutMs: 200 });
    await withClient(server().url, async (other) => {
      await other.query('BEGIN');
      await other.query(`SELECT * FROM ${schema}.counter FOR UPDATE`);
      await expect(store.commit(put('a'))).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('took too long'),
      });
      expect(await store.get(put('a').writes[0]!.key)).toBeUndefined();
    });
    expect(await store.commit(put('a'))).toMatchObject({ ok: true, revisions: [1] });
    await store.close();
  });

  it('notice a connection on which no answer comes any more', async () => {
    const proxy = await startHalfOpenProxy(server().port);
    const url = server().url.replace(String(server().port), String(proxy.port));
    const store = await open({ url, statementTimeoutMs: 200 });
    await store.commit(put('a'));
    proxy.silence();
    await expect(store.commit(put('b'))).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    expect(await store.commit(put('c'))).toMatchObject({ ok: true });
    store.watch(() => undefined);
    proxy.silence();
    await store.close();
    await proxy.close();
  });

  it('say which part of DATABASE_URL is wrong, and never show a password', async () => {
    const { port } = server();
    for (const [url, code, text] of [
      ['no url', 'invalid_argument', 'write it as postgres://user:password@host:5432/database'],
      [
        'postgres://app:secret@127.0.0.1:1/postgres',
        'unavailable',
        'PostgreSQL at 127.0.0.1:1/postgres cannot be reached',
      ],
      [`postgres://app:secret@127.0.0.1:${port}/missing`, 'denied', 'does not exist'],
      [`postgres://stranger:secret@127.0.0.1:${port}/postgres`, 'denied', 'refuses the login'],
    ] as const) {
      const error = await open({ url }).then(
        () => undefined,
        (reason: Error) => reason,
      );
      expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
      expect(error?.message).not.toContain('secret');
    }
  });
});
