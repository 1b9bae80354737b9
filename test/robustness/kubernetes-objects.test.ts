// What people make in a simulated cluster is in the store: a service that dies keeps it, and replicas share it.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@hikube/sdk';
import { systemClock } from '@hikube/service';
import { openSqliteStore } from '@hikube/service/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type KubeconfigFile, kubectlWith, withoutKubectl } from '../support/kubectl.ts';
import { isForFullRun } from '../support/left-out.ts';
import { describeWithPostgres } from '../support/postgres.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

const leftOut = withoutKubectl();
const TOKEN = 'kubernetes-objects-token';
const SPEED = 600;
/** Kills in the full run; never fewer than two. */
const KILLS = scaled(10, 2);

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-objects-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function said(access: KubeconfigFile, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await kubectlWith(access, scratch, words, {
    KUBE_EDITOR: "sed -i 's/step: .*/step: edited/'",
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** Makes a cluster that is up. @returns its kubeconfig */
async function clusterOn({ endpoint }: ServiceProcess, name: string): Promise<KubeconfigFile> {
  const hikube = createClient({ endpoint, token: TOKEN });
  await hikube.clusters.create({ name, topology: 'development' });
  const { kubeconfig } = await hikube.kubeconfigs.create(name, { role: 'admin' });
  return { id: name, kubeconfig };
}

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

/** Does something with the data in place of serving. */
async function maintain(directory: string, ...flags: string[]): Promise<string> {
  const env = { ...process.env, HIKUBE_STORE: 'sqlite', HIKUBE_DATA_DIR: directory };
  const words = ['--conditions=@hikube/source', main, ...flags];
  return (await promisify(execFile)(process.execPath, words, { env })).stdout;
}

describe.skipIf(leftOut)('a service on SQLite that is killed', () => {
  test(
    `${KILLS} times keeps every object that was acknowledged, and watches go on`,
    async () => {
      const dataDirectory = join(scratch, 'data');
      const environment = { HIKUBE_KUBERNETES_PORT: String(await freePort()) };
      const start = () => startServiceProcess({ dataDirectory, token: TOKEN, speed: SPEED, environment });
      let service = await start();
      const access = await clusterOn(service, 'prod');
      await said(access, 'create', 'namespace', 'shop');
      await said(access, 'create', 'secret', 'generic', 's', '-n', 'shop', '--from-literal=password=canary');
      const deployment = ['create', 'deployment', 'web', '--image=nginx', '-n', 'shop'];
      expect(await kubectlWith(access, scratch, deployment)).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('runs no containers'),
      });
      await said(access, 'create', 'configmap', 'edited', '--from-literal=step=0');
      await said(access, 'edit', 'configmap', 'edited');
      await said(access, 'create', 'serviceaccount', 'robot');
      await said(
        access,
        'create',
        'clusterrolebinding',
        'robot',
        '--clusterrole=view',
        '--serviceaccount=default:robot',
      );
      const token = (await said(access, 'create', 'token', 'robot')).trim();
      const robot = {
        id: 'robot',
        kubeconfig: access.kubeconfig.replace(/token: ".*"/, `token: "${token}"`),
      };
      const acknowledged = ['edited', 'kube-root-ca.crt'];
      const everything = ['get', 'configmaps,secrets,deployments,namespaces', '-A', '-o', 'json'];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const version = JSON.parse(
          await said(access, 'get', '--raw', '/api/v1/namespaces/default/configmaps'),
        ).metadata.resourceVersion;
        const names = [`a-${kill}`, `b-${kill}`];
        const made = names.map((name) => said(access, 'create', 'configmap', name));
        await Promise.all(made);
        acknowledged.push(...names);
        const before = kill === 0 ? await said(access, ...everything) : undefined;
        await service.kill();
        service = await start();
        // Exactly what was there, down to uids and versions.
        if (before !== undefined)
          expect(JSON.parse(await said(access, ...everything))).toEqual(JSON.parse(before));
        const watch = `/api/v1/namespaces/default/configmaps?watch=1&resourceVersion=${version}&timeoutSeconds=1`;
        const events = (await said(access, 'get', '--raw', watch))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
        expect(events.map(({ type, object }) => `${type} ${object.metadata.name}`).sort()).toEqual(
          names.map((name) => `ADDED ${name}`),
        );
      }
      const left = await said(access, 'get', 'configmaps', '-o', 'jsonpath={.items[*].metadata.name}');
      expect(left.split(' ').sort()).toEqual(acknowledged.sort());
      expect(await said(access, 'get', 'configmap', 'edited', '-o', 'jsonpath={.data.step}')).toBe('edited');
      expect(await said(robot, 'get', 'configmaps', '-o', 'name')).toContain('configmap/edited');
      await service.stop();
      // A copy of the data has them, too, and nothing in it is damaged.
      const backup = join(scratch, 'backup.db');
      const copy = join(scratch, 'copy');
      expect(await maintain(dataDirectory, '--check-store')).toContain('is whole');
      await maintain(dataDirectory, '--backup-to', backup);
      await maintain(copy, '--restore-from', backup);
      await copyFile(join(dataDirectory, 'secret.key'), join(copy, 'secret.key'));
      service = await startServiceProcess({ dataDirectory: copy, token: TOKEN, speed: SPEED, environment });
      expect(await said(access, 'get', 'secret', 's', '-n', 'shop', '-o', 'jsonpath={.data.password}')).toBe(
        btoa('canary'),
      );
      const hikube = createClient({ endpoint: service.endpoint, token: TOKEN });
      await hikube.clusters.delete('prod');
      await service.stop();
      const store = await openSqliteStore({ directory: copy, clock: systemClock });
      const kinds = [
        'kubernetesObject',
        'kubernetesSecret',
        'kubernetesSums',
        'kubernetesHorizon',
        'kubernetesMoment',
      ];
      const counts = await Promise.all(kinds.map((kind) => store.count({ kind })));
      await store.close();
      expect(counts).toEqual(kinds.map(() => 0));
      console.log(
        `kill -9 under kubectl: ${KILLS} kills, ${acknowledged.length} objects acknowledged, 0 lost, ${KILLS} watches resumed; 0 documents left of a deleted cluster`,
      );
    },
    scaledTimeout(300_000),
  );
});

describeWithPostgres('two replicas on PostgreSQL', {}, (server) => {
  test.skipIf(leftOut || isForFullRun('kubectl at two replicas'))(
    'see what was made at the other, and the watch of one goes on at the other',
    async () => {
      const start = () =>
        startServiceProcess({
          token: TOKEN,
          speed: SPEED,
          environment: {
            HIKUBE_STORE: 'postgres',
            DATABASE_URL: server().url,
            HIKUBE_SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
          },
        });
      const [first, second] = [await start(), await start()];
      const one = await clusterOn(first, 'prod');
      const url = /https:\/\/[^\s"]+/;
      const at = (service: ServiceProcess) => url.exec(service.printed())?.[0] ?? '';
      const other = {
        id: 'other',
        kubeconfig: one.kubeconfig.replace(new URL(at(first)).host, new URL(at(second)).host),
      };
      const [here, there] = one.kubeconfig.includes(new URL(at(first)).host) ? [one, other] : [other, one];
      const list = JSON.parse(await said(here, 'get', '--raw', '/api/v1/namespaces/default/configmaps'));
      const since = list.metadata.resourceVersion;
      for (let round = 0; round < 10; round += 1) {
        await said(here, 'create', 'configmap', `r-${round}`, '--from-literal=a=1');
        expect(await said(there, 'get', 'configmap', `r-${round}`, '-o', 'jsonpath={.data.a}')).toBe('1');
        await said(there, 'patch', 'configmap', `r-${round}`, '--type=merge', '-p', '{"data":{"a":"2"}}');
        expect(await said(here, 'get', 'configmap', `r-${round}`, '-o', 'jsonpath={.data.a}')).toBe('2');
      }
      await said(here, 'delete', 'configmap', 'r-0');
      await first.kill();
      const watch = `/api/v1/namespaces/default/configmaps?watch=1&resourceVersion=${since}&timeoutSeconds=1`;
      const lines = (await said(there, 'get', '--raw', watch)).trim().split('\n');
      const last = new Map<string, string>();
      for (const { type, object } of lines.map((line) => JSON.parse(line)))
        last.set(object.metadata.name, type);
      expect(last.size).toBe(10);
      expect(last.get('r-0')).toBe('DELETED');
      await second.stop();
      console.log(
        'two replicas: 10 objects made at one and changed at the other, the watch went on after a kill, 0 lost',
      );
    },
  );
});
