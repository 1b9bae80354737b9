// A cluster that Helm works in: the API server of kubernetes-api behind HTTPS, with what is there before the chart. Nobody
// runs workloads in it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKubernetesApi, type KubernetesObject, officialKinds } from '@hikube/kubernetes-api';
import { serve } from '@hikube/kubernetes-api/node';
import { createAuthority, issueServer } from '../../doubles/cozystack/access/certificates.ts';
import { kubeconfigOf } from '../../doubles/cozystack/access/kubeconfig.ts';
import { MONITORS } from '../monitors.support.ts';
import { type Helm, helmIn } from './program.ts';

export const NAMESPACE = 'hikube-system';
export const TENANT = 'tenant-acme';

/** An object with what it says of itself. */
export type Anything = KubernetesObject & Readonly<Record<string, unknown>>;

export interface HelmCluster {
  readonly helm: Helm;
  /** Folder for files of a test. */
  readonly folder: string;
  /** Of the administrator, past Helm. @throws Error when it is refused */
  ask(method: string, path: string, body?: object): Promise<Anything>;
  /** Everything that is there, by kind, namespace and name, such as `Role tenant-acme/hikube`. */
  all(): Promise<ReadonlyMap<string, Anything>>;
  /** What the server itself did wrong. */
  readonly failures: readonly unknown[];
  close(): Promise<void>;
}

interface Resources {
  readonly resources: readonly {
    readonly name: string;
    readonly kind: string;
    readonly verbs: readonly string[];
  }[];
}

export async function startHelmCluster(): Promise<HelmCluster> {
  const failures: unknown[] = [];
  const api = createKubernetesApi({ kinds: officialKinds(), onFailure: (error) => failures.push(error) });
  const authority = await createAuthority('kubernetes');
  const { certificate, key } = await issueServer(authority);
  const served = await serve(api.fetch, { tls: { cert: certificate, key } });
  const folder = await mkdtemp(join(tmpdir(), 'hikube-helm-'));
  const file = join(folder, 'kubeconfig');
  const access = { name: 'admin', server: served.url, authority: authority.certificate, token: 'admin' };
  await writeFile(file, kubeconfigOf(access), { mode: 0o600 });

  async function ask<Answer = Anything>(method: string, path: string, body?: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await api.fetch(new Request(`${served.url}${path}`, init));
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    await api.settled();
    return (await answer.json()) as Answer;
  }

  async function all(): Promise<ReadonlyMap<string, Anything>> {
    await api.settled();
    const { groups } = await ask<{ groups: { preferredVersion: { groupVersion: string } }[] }>(
      'GET',
      '/apis',
    );
    const roots = [
      '/api/v1',
      ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`),
    ];
    const found = new Map<string, Anything>();
    for (const root of roots)
      for (const { name, kind, verbs } of (await ask<Resources>('GET', root)).resources) {
        if (name.includes('/') || !verbs.includes('list')) continue;
        const { items } = await ask<{ items: readonly Anything[] }>('GET', `${root}/${name}`);
        const type = { apiVersion: root.replace(/^\/apis?\//, ''), kind };
        for (const item of items)
          found.set(`${kind} ${item.metadata.namespace ?? ''}/${item.metadata.name}`, { ...type, ...item });
      }
    return found;
  }

  for (const name of [NAMESPACE, TENANT]) await ask('POST', '/api/v1/namespaces', { metadata: { name } });
  await ask('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', MONITORS);
  return {
    helm: await helmIn(folder, file),
    folder,
    ask,
    all,
    failures,
    async close() {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
