// What users do with a cluster, each from a cluster that stands to one that stands again.
import type { Kubeconfig, Operation, VersionUpgrade } from '@hikube/openapi/types';
import { TENANT } from './stage.ts';
import type { User } from './user.ts';

/** One thing that users do. */
export interface Flow {
  readonly name: string;
  /** The cluster `prod` stands, unless this says that the flow creates it. */
  readonly startsEmpty?: boolean;
  /** What must be there before it begins. */
  readonly before?: (user: User) => Promise<void>;
  /** Does it, to the end. */
  readonly act: (user: User) => Promise<void>;
}

const CLUSTER = '/clusters/prod';
const WEB = `${CLUSTER}/node-groups/web`;
const UPGRADES = `${CLUSTER}/version-upgrades`;

/** Makes the cluster that flows begin with. */
export function createCluster(user: User): Promise<void> {
  return user.finish('POST', '/clusters', {
    name: 'prod',
    version: '1.34',
    nodeGroups: { web: { minReplicas: 2, maxReplicas: 5 } },
    addons: { 'cert-manager': {} },
  });
}

async function upgrade(
  user: User,
  more: object = {},
): Promise<{ upgrade: VersionUpgrade; operation: string }> {
  const { id, target } = await user.ask<Operation>('POST', UPGRADES, { targetVersion: '1.35', ...more });
  return {
    upgrade: await user.ask<VersionUpgrade>('GET', `${UPGRADES}/${target.name}`),
    operation: id,
  };
}

/** Later than a process that died is back. */
const WINDOW_IN_MS = 120_000;

async function changeInWindow(user: User): Promise<string> {
  const path = `${WEB}?applyIn=window`;
  return (await user.ask<Operation>('PATCH', path, { instanceType: 'm1.large' })).id;
}

/** A maintenance window opens soon: on the next minute that is as far away. */
async function windowIn(user: User, ms: number): Promise<void> {
  const opens = new Date(Math.ceil((user.stage.clock.now() + ms) / 60_000) * 60_000);
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const startTime = opens.toISOString().slice(11, 16);
  const window = { days, startTime, durationMinutes: 240, timeZone: 'UTC' };
  await user.finish('PATCH', CLUSTER, { maintenance: { window } });
}

function later(user: User, seconds: number): string {
  return new Date(user.stage.clock.now() + seconds * 1000).toISOString();
}

export const FLOWS: readonly Flow[] = [
  { name: 'create a cluster', startsEmpty: true, act: createCluster },
  { name: 'scale', act: (user) => user.finish('PATCH', WEB, { minReplicas: 4 }) },
  {
    name: 'change the instance type',
    act: (user) => user.finish('PATCH', WEB, { instanceType: 'm1.large' }),
  },
  {
    name: 'change the instance type in the window',
    before: (user) => windowIn(user, WINDOW_IN_MS),
    async act(user) {
      await user.ended(await changeInWindow(user));
    },
  },
  {
    name: 'take back what waits for the window',
    before: (user) => windowIn(user, 2 * WINDOW_IN_MS),
    async act(user) {
      const id = await changeInWindow(user);
      await user.ask('POST', `/operations/${id}/cancel`);
      await user.ended(id);
      // The window opens, and there is nothing to do in it.
      await user.stage.sleep(2 * WINDOW_IN_MS + 60_000);
    },
  },
  {
    name: 'add a node group',
    act: (user) => user.finish('POST', `${CLUSTER}/node-groups`, { name: 'more', minReplicas: 1 }),
  },
  { name: 'delete a node group', act: (user) => user.finish('DELETE', WEB) },
  {
    name: 'replace a node',
    async act(user) {
      const { name } = await firstOf<{ readonly name: string }>(user, `${CLUSTER}/nodes`);
      await user.finish('POST', `${CLUSTER}/nodes/${name}/replace`);
    },
  },
  { name: 'enable an add-on', act: (user) => user.finish('PUT', `${CLUSTER}/addons/flux`, {}) },
  {
    name: 'change an add-on',
    act: (user) =>
      user.finish('PUT', `${CLUSTER}/addons/cert-manager`, { valuesOverride: { replicaCount: 2 } }),
  },
  { name: 'disable an add-on', act: (user) => user.finish('DELETE', `${CLUSTER}/addons/cert-manager`) },
  { name: 'upgrade', act: async (user) => user.ended((await upgrade(user)).operation) },
  {
    name: 'upgrade later',
    async act(user) {
      const { operation } = await upgrade(user, { start: 'at', startAt: later(user, 100) });
      await user.ended(operation);
    },
  },
  {
    name: 'pause and resume an upgrade',
    async act(user) {
      const { upgrade: made, operation } = await upgrade(user, { start: 'at', startAt: later(user, 100) });
      await isSeen(user, made);
      await user.ask('POST', `${UPGRADES}/${made.id}/pause`);
      await user.stage.sleep(110_000);
      await user.ask('POST', `${UPGRADES}/${made.id}/resume`);
      await user.ended(operation);
    },
  },
  {
    name: 'cancel an upgrade',
    async act(user) {
      const { upgrade: made, operation } = await upgrade(user, { start: 'at', startAt: later(user, 3600) });
      await isSeen(user, made);
      await user.ask('POST', `${UPGRADES}/${made.id}/cancel`);
      await user.ended(operation);
    },
  },
  {
    name: 'scale by demand',
    async act(user) {
      const { controls } = user.stage.simulated;
      const { uid } = await user.ask<{ uid: string }>('GET', CLUSTER);
      const ref = { tenant: TENANT, name: 'prod', uid };
      await controls.setNodeDemand(ref, 'web', 4);
      await hasNodes(user, 4);
      await controls.setDemand(ref, 'web', undefined);
      await hasNodes(user, 2);
    },
  },
  {
    name: 'issue a kubeconfig',
    async act(user) {
      await user.kubeconfig('prod');
    },
  },
  {
    name: 'revoke a kubeconfig',
    before: async (user) => void (await user.kubeconfig('prod')),
    async act(user) {
      const path = `${CLUSTER}/kubeconfigs`;
      const { id } = await firstOf<Kubeconfig>(user, path);
      await user.ask('DELETE', `${path}/${id}`);
    },
  },
  { name: 'delete the cluster', act: (user) => user.finish('DELETE', CLUSTER) },
  {
    name: 'delete the cluster and retain its volumes',
    before: retainedVolumes,
    act: (user) => user.finish('DELETE', CLUSTER),
  },
  {
    name: 'delete a retained volume',
    async before(user) {
      await retainedVolumes(user);
      await user.finish('DELETE', CLUSTER);
    },
    async act(user) {
      const { uid } = await firstOf<{ readonly uid: string }>(user, '/volumes');
      await user.ask('DELETE', `/volumes/${uid}`);
    },
  },
];

/** Two volumes that are to stay. */
async function retainedVolumes(user: User): Promise<void> {
  await user.finish('PATCH', CLUSTER, { deletion: { volumes: 'retain' } });
  const { uid } = await user.ask<{ uid: string }>('GET', CLUSTER);
  const ref = { tenant: TENANT, name: 'prod', uid };
  for (const name of ['data', 'logs']) {
    await user.stage.simulated.controls.createVolume(ref, { name, storageClass: 'replicated', size: '20Gi' });
  }
  await user.stage.until('two volumes that are made', async () => {
    const { volumes = [] } = (await user.stage.simulated.observe(ref)) ?? {};
    return volumes.every(({ phase }) => phase === 'Available');
  });
}

/** The first of a list, as soon as there is one. */
async function firstOf<Item>(user: User, path: string): Promise<Item> {
  let first: Item | undefined;
  await user.stage.until(`something in ${path}`, async () => {
    [first] = (await user.ask<{ readonly items: readonly Item[] }>('GET', path)).items;
    return first !== undefined;
  });
  return first!;
}

/** Waits until the upgrade says what it waits for: whatever is asked of it then finds it in the same state. */
function isSeen(user: User, { id }: VersionUpgrade): Promise<void> {
  return user.stage.until(`an upgrade ${id} that says when it starts`, async () => {
    const key = { tenant: TENANT, kind: 'versionUpgrade', id: `prod/${id}` };
    const found = await user.stage.rawStore.get<VersionUpgrade>(key);
    return found !== undefined && found.body.status.conditions.length > 0;
  });
}

function hasNodes(user: User, count: number): Promise<void> {
  return user.stage.until(`${count} nodes`, async () => {
    const key = { tenant: TENANT, kind: 'clusterNodes', id: 'prod' };
    const nodes = (await user.stage.rawStore.get<{ nodes: readonly { status: { phase: string } }[] }>(key))
      ?.body.nodes;
    return nodes?.length === count && nodes.every(({ status }) => status.phase === 'Ready');
  });
}
