// A service with its Kubernetes API on a socket, and kubectl to look at it, on a clock that only moves when it is told to.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster, IssuedKubeconfig, Operation } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import { listenKubernetes } from '@hikube/server';
import {
  createMemoryStore,
  createService,
  createTransientEnvelope,
  createVirtualClock,
  jsonLog,
  type Log,
  type Service,
  type Store,
  systemRandom,
  type VirtualClock,
} from '@hikube/service';
import type { Places } from '@hikube/service/limits';
import { kubectlWith, type Said } from '../support/kubectl.ts';

export { type Said, withoutKubectl } from '../support/kubectl.ts';

/** A service under test. */
export interface KubectlBench {
  readonly clock: VirtualClock;
  readonly store: Store;
  /** Everything that was logged, one line for each event. */
  readonly logged: readonly string[];
  /** Of the administrator. */
  readonly token: string;
  /** The whole Hikube API, for what stands in front of it. */
  readonly fetch: Service['fetch'];
  /** A request to the Hikube API. */
  api(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** Makes a cluster and waits until it is up. */
  createCluster(body: object): Promise<Cluster>;
  issue(cluster: string, role: string, ttlSeconds?: number): Promise<IssuedKubeconfig>;
  /** Runs kubectl with a kubeconfig. */
  kubectl(kubeconfig: Pick<IssuedKubeconfig, 'id' | 'kubeconfig'>, ...words: string[]): Promise<Said>;
  /** One request to the cluster of a kubeconfig, which is not repeated when it is refused. */
  ask(kubeconfig: Pick<IssuedKubeconfig, 'kubeconfig'>, path: string): Promise<Response>;
  /** Writes a file for kubectl. @returns its path */
  file(name: string, text: string): Promise<string>;
  dispose(): Promise<void>;
}

const TOKEN = 'canary-administrator-token';
const STEP_MS = 30_000;

/** Starts it. The clock begins at the present moment, because kubectl checks certificates by its own. */
export async function startBench({ held }: { readonly held?: Places } = {}): Promise<KubectlBench> {
  const clock = createVirtualClock(Date.now());
  const store = createMemoryStore({ clock });
  const envelope = createTransientEnvelope();
  const random = systemRandom;
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-kubectl-'));
  const logged: string[] = [];
  const log: Log = jsonLog(
    (line) => logged.push(line),
    () => clock.now(),
    'debug',
  );
  const onFailure = (error: unknown) => log('error', 'kubernetes_request_failed', { error: String(error) });
  const socket = { host: '127.0.0.1', port: 0 };
  let at = '';
  const platform = createSimulatedPlatform({
    clock,
    random,
    store,
    envelope,
    kubernetes: { onFailure, ...(held !== undefined && { heldLimit: held }) },
    endpointOf: ({ uid }) => `${at}/clusters/${uid}`,
  });
  const kubernetes = await listenKubernetes({ ...socket, raw: platform.routes.raw, clock });
  at = kubernetes.url;
  const shared = held === undefined ? {} : { heldLimit: held };
  const config = { bootstrapToken: TOKEN, rateLimit: 'off' as const, envelope, log, ...shared };
  const service = createService({ store, platform, clock, random, config });
  await service.start();

  const api: KubectlBench['api'] = (method, path, body, headers = {}) =>
    service.fetch(
      new Request(`http://service/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const finish = async ({ id }: Operation): Promise<void> => {
    for (let looks = 0; looks < 500; looks += 1) {
      const operation = (await (await api('GET', `/operations/${id}`)).json()) as Operation;
      if (operation.endedAt !== null) return;
      await clock.advance(STEP_MS);
    }
    throw new Error(`The operation ${id} does not end.`);
  };
  return {
    clock,
    store,
    logged,
    token: TOKEN,
    fetch: service.fetch,
    api,
    async createCluster(body) {
      const answer = await api('POST', '/clusters', body);
      if (answer.status !== 202) throw new Error(await answer.text());
      await finish((await answer.json()) as Operation);
      const { name } = body as { name: string };
      return (await (await api('GET', `/clusters/${name}`)).json()) as Cluster;
    },
    async issue(cluster, role, ttlSeconds) {
      const body = { role, ...(ttlSeconds === undefined ? {} : { ttlSeconds }) };
      const answer = await api('POST', `/clusters/${cluster}/kubeconfigs`, body);
      if (answer.status !== 201) throw new Error(await answer.text());
      return (await answer.json()) as IssuedKubeconfig;
    },
    kubectl: (kubeconfig, ...words) => kubectlWith(kubeconfig, scratch, words),
    ask({ kubeconfig }, path) {
      const [, server = ''] = /server: "(.*)"/.exec(kubeconfig) ?? [];
      const [, token = ''] = /token: "(.*)"/.exec(kubeconfig) ?? [];
      const headers = { Authorization: `Bearer ${token}` };
      return platform.routes.raw.fetch(new Request(server + path, { headers }), {});
    },
    async file(name, text) {
      const path = join(scratch, name);
      await writeFile(path, text);
      return path;
    },
    async dispose() {
      await service.stop();
      await kubernetes.close(0);
      await platform.close();
      await store.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
