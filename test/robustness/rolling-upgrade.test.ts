// The Deployment of the chart on PostgreSQL, over a Cozystack: its pods start together on an empty database, and are replaced
// one by one as the chart says, while clients make clusters through whichever pod is ready. No operation is lost or done twice.
import { createClient, type Fetch } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { type Cozystack, createRunningClock, startCozystack } from '../doubles/cozystack/index.ts';
import { isForFullRun } from '../support/left-out.ts';
import { describeWithPostgres, withClient } from '../support/postgres.ts';
import { type Host, prepareHost, type StartedPod } from './pods.support.ts';

const TOKEN = 'e1b0c44298fc1c149afbf4c8996fb924';
const EACH = 6;
const leftOut = isForFullRun('An upgrade of pods while clusters are made');

/** What a Service does: one of the pods that are ready gets each request. */
function through(ready: ReadonlySet<StartedPod>): Fetch {
  let turn = 0;
  return (request, init) => {
    turn += 1;
    const { origin } = [...ready][turn % ready.size]!;
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${origin}${pathname}${search}`, request), init);
  };
}

let databases = 0;

/** An empty one on a server, also for a test that is tried again. @returns its address */
async function newDatabase(url: string): Promise<string> {
  databases += 1;
  const name = `hikube_${databases}`;
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

describeWithPostgres('an upgrade of the pods', {}, (server) => {
  test.skipIf(leftOut)('loses no operation', async () => {
    const clock = createRunningClock(120);
    const platform: Cozystack = await startCozystack({ profile: '1.6.2', sockets: true, clock });
    const host: Host = await prepareHost('postgres-kubeconfig', {
      HIKUBE_BOOTSTRAP_TOKEN: TOKEN,
      HIKUBE_SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
      DATABASE_URL: await newDatabase(server().url),
      kubeconfig: platform.kubeconfig,
    });
    try {
      const first = await Promise.all([host.start(), host.start()]);
      const ready = new Set(first);
      const hikube = createClient({ endpoint: 'http://hikube.test/v1', token: TOKEN, fetch: through(ready) });
      const make = (prefix: string) =>
        Array.from({ length: EACH }, (_, index) =>
          hikube.clusters.create({ name: `${prefix}-${index}`, topology: 'development' }),
        );
      const made = make('before');
      await Promise.all(made.map(({ accepted }) => accepted));
      const times: number[] = [];
      for (const [index, old] of first.entries()) {
        ready.add(await host.start());
        made.push(...make(`during-${index}`));
        ready.delete(old);
        times.push(await old.terminate());
      }
      for (const { status } of await Promise.all(made)) expect(status.phase).toBe('Running');
      const names = made.length;
      const operations = await hikube.operations.list({ kind: 'Cluster.create' }).toArray();
      expect(operations.map(({ status }) => status)).toEqual(Array(names).fill('succeeded'));
      expect(new Set(operations.map(({ target }) => target.name)).size).toBe(names);
      expect(platform.clusters().size).toBe(names);
      for (const pod of ready) await pod.terminate();
      console.log(
        `rolling upgrade: 2 of 2 pods replaced while ${names} clusters were made, each once, 0 operations lost; ` +
          `an old pod ended within ${Math.ceil(Math.max(...times) / 1000)} s of the 25 s that it has`,
      );
    } finally {
      await host.remove();
      await platform.close();
    }
  });
});
