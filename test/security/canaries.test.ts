// Canaries: secrets are made and used in every way, and then looked for wherever they must not be: in the log, in
// answers and errors, in the metrics, and in the bytes that the database leaves on the disk.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Addon, IssuedKubeconfig, IssuedToken, Operation } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import {
  createEnvelope,
  createService,
  jsonLog,
  newMasterKeyText,
  parseMasterKeys,
  type Store,
  systemClock,
  systemRandom,
} from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { expect, test } from 'vitest';
import { samples } from '../contract/samples.ts';
import { describeWithPostgres, freshSchema, openPostgresStore, withClient } from '../support/postgres.ts';

/** How much faster than life the simulated platform works. */
const SPEED = 20_000;

/** Texts by the place that they were found in. */
type Places = Record<string, string>;

interface Story {
  readonly secrets: Readonly<Record<string, string>>;
  readonly places: Places;
  readonly answers: number;
}

/** Makes every secret that there is, uses each rightly and wrongly, and keeps what comes back. */
async function tell(openStore: () => Promise<Store>): Promise<Story> {
  const clock = systemClock;
  const store = await openStore();
  const master = newMasterKeyText(systemRandom);
  const bootstrap = `canary-bootstrap-${systemRandom.hex(24)}`;
  const logged: string[] = [];
  const envelope = createEnvelope(parseMasterKeys(master, 'a test'));
  const platform = createSimulatedPlatform({ clock, speed: SPEED, store, envelope });
  const service = createService({
    store,
    platform,
    clock,
    random: systemRandom,
    config: {
      bootstrapToken: bootstrap,
      rateLimit: 'off',
      envelope,
      log: jsonLog(
        (line) => logged.push(line),
        () => clock.now(),
        'debug',
      ),
    },
  });
  await service.start();
  const answers: string[] = [];
  const secrets: Record<string, string> = { bootstrap, master };
  const call = async (method: string, path: string, token = bootstrap, body?: unknown, more = {}) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await service.fetch(new Request(`http://x${path}`, init));
    const text = await answer.text();
    // The answer that issues a secret is the one that may show it.
    if (answer.status !== 201) answers.push(JSON.stringify([...answer.headers]) + text);
    return { status: answer.status, text };
  };
  const created = JSON.parse(
    (await call('POST', '/v1/clusters', bootstrap, { name: 'prod', topology: 'development' })).text,
  ) as Operation;
  for (let looks = 0; looks < 30; looks += 1) {
    const { text } = await call('GET', `/v1/operations/${created.id}?wait=1s`);
    if ((JSON.parse(text) as Operation).endedAt !== null) break;
  }
  const key = { 'idempotency-key': 'canary-key' };
  const order = { scopes: ['admin'] };
  const token = JSON.parse((await call('POST', '/v1/tokens', bootstrap, order, key)).text) as IssuedToken;
  await call('POST', '/v1/tokens', bootstrap, order, key);
  secrets['token'] = token.token;
  for (const role of ['view', 'edit', 'admin']) {
    const issued = JSON.parse(
      (await call('POST', '/v1/clusters/prod/kubeconfigs', token.token, { role })).text,
    ) as IssuedKubeconfig;
    expect(issued.token).toMatch(/^hkc_/);
    secrets[`kubeconfig ${role}`] = issued.token;
    await call('POST', `/v1/clusters/prod/kubeconfigs/${issued.id}/renew`);
    if (role === 'edit') await call('DELETE', `/v1/clusters/prod/kubeconfigs/${issued.id}`);
  }
  const values = `canary-values-${systemRandom.hex(24)}`;
  secrets['values of an add-on'] = values;
  for (const before of ['/previews', '']) {
    await call('PUT', `/v1${before}/clusters/prod/addons/velero`, bootstrap, {
      valuesOverride: { region: 'geneva' },
      secretValues: { password: values },
    });
  }
  const velero = JSON.parse((await call('GET', '/v1/clusters/prod/addons/velero')).text) as Addon;
  expect(velero.hasSecretValues).toBe(true);
  // Where they do not belong: every operation with every secret as its credentials, in its path and in its query.
  for (const [name, secret] of Object.entries(secrets)) {
    if (name === 'master') continue;
    for (const { method, path, body, id } of samples()) {
      if (id === 'deleteCluster') continue;
      await call(method, `/v1${path}`, `${secret}x`, body);
      await call(method, `/v1${path}?token=${secret}`, secret, body);
      // Nobody can keep a log of answers from an answer that quotes the path; a log of requests never has it.
      await service.fetch(
        new Request(`http://x/v1${path}/${secret}`, { method, headers: { authorization: secret } }),
      );
    }
  }
  await call('DELETE', `/v1/tokens/${token.id}`);
  await call('GET', '/v1/tenant', token.token);
  for (const path of ['/', '/healthz', '/readyz', '/openapi.json', '/nothing']) await call('GET', path);
  const metrics = (await call('GET', '/metrics')).text;
  await service.stop();
  await platform.close();
  await store.close();
  expect(metrics).toContain('hikube_requests_total');
  expect(logged.length).toBeGreaterThan(100);
  return {
    secrets,
    places: { log: logged.join(''), metrics, answers: answers.join('\n') },
    answers: answers.length,
  };
}

/** Every spelling in which bytes are usually kept. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const raw = Buffer.from(secret, 'base64');
  return [
    secret,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
    ...(raw.length === 32 ? [raw.toString('hex'), raw.toString('latin1')] : []),
  ];
}

// The beginning of every private key of ours, in the two forms that it could be kept in.
const PRIVATE_KEY = /PRIVATE KEY|MIGHAgEAMBMGByqGSM49/;

function expectNone({ secrets, places, answers }: Story, dump: Places, where: string): void {
  const all = { ...places, ...dump };
  const hits = Object.entries(all).flatMap(([place, text]) => [
    ...Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(([name]) => `${name} in ${place}`),
    ...(PRIVATE_KEY.test(text) ? [`a private key in ${place}`] : []),
  ]);
  expect(hits).toEqual([]);
  const characters = Object.values(all).reduce((sum, text) => sum + text.length, 0);
  console.log(
    `canaries on ${where}: ${Object.keys(secrets).length} secrets, ${answers} answers, ${Object.keys(all).length} places with ${characters} characters searched: ${hits.length} hits`,
  );
}

test('SQLite: nothing in the log, the answers, the metrics, the files of the database and a backup', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-canaries-'));
  try {
    const directory = join(scratch, 'data');
    const story = await tell(async () => {
      const store = await openSqliteStore({ directory, clock: systemClock });
      const close = store.close.bind(store);
      return Object.assign(store, {
        close: async () => {
          await store.backupTo(join(scratch, 'backup.db'));
          await close();
        },
      });
    });
    const dump: Places = {};
    for (const file of await readdir(scratch, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) dump[file.name] = await readFile(join(file.parentPath, file.name), 'latin1');
    }
    // Nothing is proved by looking into empty drawers.
    expect(Object.values(dump).join('')).toContain('kubeconfigToken');
    expect(Object.values(dump).join('')).toContain('secretValues');
    expect(dump['backup.db']).toContain('clusterAuthority');
    expectNone(story, dump, 'SQLite');
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});

describeWithPostgres('PostgreSQL', { settings: { fsync: 'off' } }, (server) => {
  test('nothing in a dump of the database', async () => {
    const schema = freshSchema();
    const story = await tell(() => openPostgresStore({ url: server().url, schema, clock: systemClock }));
    const dump = await dumpOf(server().url, schema);
    expect(dump).toContain('kubeconfigToken');
    expect(dump).toContain('secretValues');
    expect(dump).toContain('clusterAuthority');
    expectNone(story, { dump }, 'PostgreSQL');
  });
});

/** Every row of every table, as text. */
async function dumpOf(url: string, schema: string): Promise<string> {
  return withClient(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1",
      [schema],
    );
    const rows = await Promise.all(
      tables.rows.map(({ name }) => client.query<{ row: string }>(`select t::text as row from ${name} t`)),
    );
    return rows.flatMap(({ rows: found }) => found.map(({ row }) => row)).join('\n');
  });
}
