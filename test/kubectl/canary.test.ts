// Canaries: secrets are made and used in every way, and then looked for wherever they must not be.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KubectlBench, startBench } from './bench.ts';

let bench: KubectlBench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.dispose());

const KINDS = [
  'cluster',
  'clusterAuthority',
  'kubeconfig',
  'kubeconfigToken',
  'kubeconfigTokenEntry',
  'idempotency',
  'token',
  'bootstrap',
  'operation',
  'clusterStatus',
  'clusterNodes',
];

async function dump(): Promise<string> {
  const pages = await Promise.all(KINDS.map((kind) => bench.store.list({ kind, limit: 1_000 })));
  const counts = pages.map((page) => page.length);
  // Nothing is proved by looking into empty drawers.
  expect(Math.min(...counts)).toBeGreaterThan(0);
  return JSON.stringify(pages);
}

test('no token, no kubeconfig and no key is found in logs, problems, answers or the store', async () => {
  const cluster = await bench.createCluster({ name: 'prod', topology: 'development' });
  const secrets: string[] = ['canary-administrator-token'];
  const answers: string[] = [];
  const keep = async (answer: Response) =>
    answers.push(JSON.stringify([...answer.headers]) + (await answer.text()));
  const path = '/clusters/prod/kubeconfigs';
  for (const role of ['view', 'edit', 'admin']) {
    const key = { 'Idempotency-Key': `canary-${role}` };
    const issued = (await (await bench.api('POST', path, { role }, key)).json()) as {
      id: string;
      kubeconfig: string;
    };
    const token = /token: "(.*)"/.exec(issued.kubeconfig)?.[1] ?? '';
    expect(token).toMatch(/^hkc_/);
    secrets.push(token);
    await bench.kubectl(issued, 'get', 'nodes');
    await keep(await bench.api('POST', path, { role }, key));
    await keep(await bench.api('GET', `${path}/${issued.id}`));
    // Sent where it does not belong: as credentials of the other API, and in a path.
    await keep(await bench.api('GET', '/clusters', undefined, { Authorization: `Bearer ${token}` }));
    if (role === 'edit') await keep(await bench.api('DELETE', `${path}/${issued.id}`));
  }
  for (const each of ['/clusters', '/clusters/prod', path, '/operations', '/tenant', '/nothing']) {
    await keep(await bench.api('GET', each));
  }
  const places = { log: bench.logged.join(''), answers: answers.join('\n'), store: await dump() };
  expect(bench.logged.length).toBeGreaterThan(10);
  const hits = Object.entries(places).flatMap(([place, text]) =>
    secrets.filter((secret) => text.includes(secret)).map(() => place),
  );
  const keys = Object.entries(places).filter(([, text]) => /PRIVATE KEY|hkc_[0-9a-f]{60}/.test(text));
  expect({ hits, keys: keys.map(([place]) => place) }).toEqual({ hits: [], keys: [] });
  expect(places.store).toContain(cluster.certificateAuthority?.slice(0, 27));
  const characters = Object.values(places).reduce((sum, text) => sum + text.length, 0);
  console.log(
    `canaries with kubectl: ${secrets.length} secrets, ${answers.length} answers, ${characters} characters searched: 0 hits`,
  );
});
