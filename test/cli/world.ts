// A tenant as somebody has it who uses the command line, and what it takes to run one command line on it.
import { createEmulator, type Emulator } from '@hikube/emulator';
import { main } from '../../cli/src/app.ts';
import type { DirectApi } from '../../cli/src/host/host.ts';
import { type FakeHost, type FakeOptions, fakeHost } from './fake-host.ts';

/** A tenant with the clusters `prod` and `test`. */
export async function createWorld(): Promise<Emulator> {
  const emulator = await createEmulator();
  const { clusters } = emulator.client();
  await clusters.create({
    name: 'prod',
    version: '1.34',
    nodeGroups: { web: { minReplicas: 2, maxReplicas: 10 } },
    addons: { 'cert-manager': {} },
  });
  await clusters.create({ name: 'test', version: '1.34', topology: 'development' });
  return emulator;
}

/** A cluster that is not there yet. */
export const NEW_MANIFEST = `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: shop
spec:
  version: v1.34
  nodeGroups:
    web:
      minReplicas: 1
      maxReplicas: 3
`;

/** What has to be there before a command line makes sense, and the names of it. */
export async function prepare(emulator: Emulator, line: string): Promise<Record<string, string>> {
  const { nodes, kubeconfigs, tokens, versionUpgrades, volumes, clusters } = emulator.client();
  const variables: Record<string, string> = {};
  const upgrade = async (start: 'now' | 'at') => {
    const at = start === 'at' ? { startAt: '2026-06-01T00:00:00Z' } : {};
    const { accepted } = versionUpgrades.create('prod', { targetVersion: '1.35', start, ...at });
    variables['OPERATION'] = (await accepted).id;
    const { items } = await versionUpgrades.list('prod');
    return items[0]!.id;
  };
  if (line.includes('$NODE')) variables['NODE'] = (await nodes.list('prod')).items[0]!.name;
  if (line.includes('$TOKEN')) variables['TOKEN'] = (await tokens.create({ scopes: ['read'] })).id;
  if (line.includes('$UID')) variables['UID'] = (await clusters.get('prod')).uid;
  if (line.includes('$KUBECONFIG'))
    variables['KUBECONFIG'] = (await kubeconfigs.create('prod', { role: 'view' })).id;
  if (line.includes('$VOLUME')) {
    const { uid, tenant } = await clusters.get('test');
    const claim = { name: 'data', size: '1Gi', storageClass: 'replicated' };
    await emulator.simulation.createVolume({ uid, tenant, name: 'test' }, claim);
    await clusters.update('test', { deletion: { volumes: 'retain' } });
    await clusters.delete('test');
    variables['VOLUME'] = (await volumes.listRetained()).items[0]!.uid;
  }
  if (line.includes('$OPERATION')) await upgrade(line.includes('cancel') ? 'at' : 'now');
  if (/upgrade (status|pause)/.test(line)) await upgrade('now');
  if (/upgrade cancel/.test(line)) await upgrade('at');
  if (/upgrade resume/.test(line)) await versionUpgrades.pause('prod', await upgrade('now'));
  return variables;
}

/** The API in this process, as direct mode is: whatever token comes. */
export function directTo({
  endpoint,
  fetch,
  token,
}: Pick<Emulator, 'fetch' | 'token' | 'endpoint'>): DirectApi {
  return {
    endpoint,
    fetch(request, init) {
      const own = new Request(request, init);
      own.headers.set('Authorization', `Bearer ${token}`);
      return fetch(own);
    },
    server: () => undefined,
    close: async () => {},
  };
}

/** How a command line ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly host: FakeHost;
}

/** Runs one command line, without the word `hikube`, as the owner of the tenant. */
export async function hikube(
  emulator: Pick<Emulator, 'fetch' | 'token' | 'endpoint'>,
  words: readonly string[],
  options: Partial<FakeOptions> = {},
): Promise<Ran> {
  const host = fakeHost({
    fetch: (request, init) => emulator.fetch(request, init),
    direct: async () => directTo(emulator),
    environment: { HIKUBE_TOKEN: emulator.token, HIKUBE_ENDPOINT: emulator.endpoint },
    ...options,
  });
  const code = await main(host, words, '9.9.9');
  return { code, host, ...host.printed };
}
