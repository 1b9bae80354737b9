// The emulator behind a page: it answers requests, and makes what a sample stands on.
import { createEmulator, type Emulator } from '@hikube/emulator';
import { shown } from './shown.ts';
import type { Ask, Outcome, Trial } from './trial.ts';

/** What a page holds of an emulator. */
export interface World {
  answer(ask: Exclude<Ask, { ask: 'start' }>): Promise<unknown>;
  close(): Promise<void>;
}

const CLUSTER = {
  name: 'prod',
  version: '1.34',
  nodeGroups: { web: { minReplicas: 2, maxReplicas: 5 } },
  addons: { 'cert-manager': {} },
};
const LATER = { targetVersion: '1.35', start: 'at', startAt: '2099-01-01T02:00:00Z' } as const;

/** Starts one. */
export async function createWorld(speed?: number): Promise<World> {
  const emulator = await createEmulator(speed === undefined ? {} : { time: { speed } });
  return {
    async answer(ask) {
      switch (ask.ask) {
        case 'send':
          return send(emulator, ask.trial);
        case 'show':
          return shown(await send(emulator, ask.trial));
        case 'prepare':
          return prepare(emulator, ask.trial);
        case 'sites':
          return emulator.setFaults(ask.down.map((site) => ({ kind: 'SiteDown', site })));
        case 'advance':
          return emulator.clock.advance(ask.ms);
        case 'now':
          return emulator.clock.now();
      }
    },
    close: () => emulator.close(),
  };
}

async function send(emulator: Emulator, { method, path, headers, body }: Trial): Promise<Outcome> {
  const answer = await emulator.fetch(`${emulator.endpoint}${path}`, {
    method,
    headers: { ...headers, Authorization: `Bearer ${emulator.token}` },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: [...answer.headers], text: await answer.text() };
}

type Client = ReturnType<Emulator['client']>;

/** What a name of a sample stands for. */
const NAMES: Readonly<Record<string, (client: Client) => Promise<string>>> = {
  $NODE: async (client) => (await client.nodes.list('prod')).items[0]?.name ?? '',
  $KUBECONFIG_ID: async (client) => (await client.kubeconfigs.create('prod', { role: 'view' })).id,
  $UID_OF_PROD: async (client) => (await client.clusters.get('prod')).uid,
  $UPGRADE: async (client) => {
    await client.versionUpgrades.create('prod', LATER).accepted;
    return (await client.versionUpgrades.list('prod')).items[0]?.id ?? '';
  },
  $OPERATION: async (client) => (await client.versionUpgrades.create('prod', LATER).accepted).id,
  $TOKEN_ID: async (client) =>
    (await client.tokens.create({ scopes: ['read'], displayName: 'Dashboard' })).id,
  $VOLUME: async (client) => {
    await client.clusters.update('prod', { deletion: { volumes: 'retain' }, addons: { nfs: {} } });
    await client.clusters.delete('prod');
    return (await client.volumes.listRetained()).items[0]?.uid ?? '';
  },
};

/** Makes what a sample stands on, and fills in the names of it. */
async function prepare(emulator: Emulator, trial: Trial): Promise<Trial> {
  const client = emulator.client();
  const { method, path, body = '' } = trial;
  if (/^(?:\/previews)?\/clusters$/.test(path) && method === 'POST') return trial;
  await client.clusters.create(CLUSTER);
  if (path.includes('/node-groups/batch'))
    await client.nodeGroups.create('prod', { name: 'batch', minReplicas: 1, maxReplicas: 3 });
  if (path.includes('/addons/ingress-nginx') && method !== 'PUT')
    await client.addons.put('prod', 'ingress-nginx', {});
  const values = new Map<string, string>();
  for (const [name, make] of Object.entries(NAMES))
    if (`${path} ${body}`.includes(name)) values.set(name, await make(client));
  if (path.endsWith('/resume')) await client.versionUpgrades.pause('prod', values.get('$UPGRADE') ?? '');
  const fill = (text: string): string =>
    [...values].reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
  return { ...trial, path: fill(path), ...(trial.body === undefined ? {} : { body: fill(body) }) };
}
