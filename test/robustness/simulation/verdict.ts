// Compares what is there in the end, as the API tells it, with what was acknowledged on the way.
import type {
  AddonList,
  Cluster,
  ClusterEvent,
  ClusterList,
  NodeGroupList,
  Operation,
} from '@hikube/openapi/types';
import { Asker } from './ask.ts';
import type { History } from './history.ts';
import { judgeTelling } from './telling.ts';
import { TENANTS, type World } from './world.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Far more than the clients of a run can fill. */
const PAGES_MOST = 100;

/** Adds to the history everything that is not as it was promised. */
export async function judge(world: World): Promise<void> {
  for (const tenant of TENANTS) {
    const asker = new Asker(world, tenant, 'judge');
    const clusters = await readAll<Cluster>(asker, '/clusters', 1);
    judgeClusters(world.history, tenant, clusters);
    await judgePages(asker, clusters);
    for (const cluster of clusters) await judgeCluster(asker, cluster);
    const operations = await readAll<Operation>(asker, '/operations', 7);
    judgeOperations(world.history, tenant, operations);
    for (const cluster of clusters) {
      const events = await readAll<ClusterEvent>(asker, `/clusters/${cluster.name}/events`, 50);
      judgeTelling(world.history, cluster, operations, events);
    }
  }
  judgePromises(world.history);
}

async function readAll<Item>(asker: Asker, path: string, limit: number): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor = '';
  for (let pages = 0; pages < PAGES_MOST; pages += 1) {
    const answer = await asker.read(`${path}?limit=${limit}${cursor}`);
    if (answer.outcome === 'refused') {
      asker.world.history.violate(`${path} was refused: ${answer.problem.detail}`);
      return items;
    }
    const page = answer.body as Page<Item>;
    items.push(...page.items);
    if (page.nextCursor === null || page.items.length === 0) return items;
    cursor = `&cursor=${page.nextCursor}`;
  }
  asker.world.history.violate(`${path} has more than ${PAGES_MOST} pages`);
  return items;
}

/** Nobody is there who was not asked for, nobody twice, nobody of another tenant. */
function judgeClusters(history: History, tenant: string, clusters: readonly Cluster[]): void {
  const names = new Set<string>();
  for (const { name, uid, labels } of clusters) {
    if (names.has(name)) history.violate(`${tenant} has two clusters ${name}`);
    names.add(name);
    if (history.removed.has(uid)) history.violate(`${tenant}/${name} is back although it was deleted`);
    const creation = history.creations.get(`${tenant}/${labels['by']}`);
    if (creation === undefined || creation.name !== name) {
      history.violate(`${tenant}/${name} was created by nobody`);
    } else if (creation.outcome === 'refused') {
      history.violate(`${tenant}/${name} exists although its creation was refused`);
    } else if (creation.outcome === 'acknowledged' && creation.uid !== uid) {
      history.violate(`${tenant}/${name} was created twice by ${labels['by']}`);
    }
    if (creation !== undefined) creation.uid ??= uid;
  }
  for (const creation of history.creations.values()) {
    const { uid, name, outcome } = creation;
    if (creation.tenant !== tenant || outcome !== 'acknowledged' || uid === undefined) continue;
    const isThere = clusters.some((cluster) => cluster.uid === uid);
    const mayBeGone =
      history.removed.has(uid) ||
      history.uncertainRemovals.some((removal) => removal.tenant === tenant && removal.name === name);
    if (!isThere && !mayBeGone) history.violate(`${tenant}/${name} (${uid}) was acknowledged and is lost`);
  }
}

/** What pages show one by one is what is there by name. */
async function judgePages(asker: Asker, clusters: readonly Cluster[]): Promise<void> {
  const { history } = asker.world;
  const names = new Set([...history.creations.values()].map(({ name }) => name));
  for (const name of names) {
    const answer = await asker.read(`/clusters/${name}`);
    const listed = clusters.find((cluster) => cluster.name === name)?.uid;
    const found = answer.outcome === 'ok' ? (answer.body as Cluster).uid : undefined;
    if (found !== listed)
      history.violate(`${asker.tenant}/${name} is ${found} by name and ${listed} in the list`);
  }
  const { body } = (await asker.read('/clusters?limit=200')) as { readonly body: ClusterList };
  if (body.items.length !== clusters.length) {
    history.violate(
      `${asker.tenant} has ${body.items.length} clusters on one page and ${clusters.length} on many`,
    );
  }
}

async function judgeCluster(asker: Asker, cluster: Cluster): Promise<void> {
  const { history } = asker.world;
  const { uid, name, generation, status, labels } = cluster;
  if (generation < history.generation(uid)) {
    history.violate(`${name} has generation ${generation}, and ${history.generation(uid)} was acknowledged`);
  }
  if (status.observedGeneration !== generation) {
    history.violate(
      `${name} is at rest with generation ${generation} and observed ${status.observedGeneration}`,
    );
  }
  const groups = await readAll<NodeGroupList['items'][number]>(asker, `/clusters/${name}/node-groups`, 1);
  const addons = await readAll<AddonList['items'][number]>(asker, `/clusters/${name}/addons`, 1);
  const found = new Map<string, string>(Object.entries(labels));
  for (const group of groups) found.set(group.name, String(group.minReplicas));
  for (const addon of addons) found.set(addon.name, 'on');
  for (const what of new Set([...found.keys(), ...history.written(uid)])) {
    if (what === 'by' || history.isPossible(uid, what, found.get(what))) continue;
    const promised = [...history.possible(uid, what)].map(String).join(' or ');
    history.violate(
      `${asker.tenant}/${name} has ${what}=${found.get(what)}, and ${promised} was acknowledged`,
    );
  }
}

/** Every promise left its operation, and every operation was promised or may have been. */
function judgeOperations(history: History, tenant: string, operations: readonly Operation[]): void {
  const promised = new Set(
    [...history.operations].filter(([, each]) => each.tenant === tenant).map(([id]) => id),
  );
  const found = new Set(operations.map(({ id }) => id));
  if (found.size !== operations.length) history.violate(`${tenant} sees an operation twice`);
  for (const id of promised) {
    if (!found.has(id)) history.violate(`the operation ${id} of ${tenant} was acknowledged and is lost`);
  }
  for (const { id, endedAt } of operations) {
    if (endedAt === null) history.violate(`the operation ${id} of ${tenant} never ended`);
  }
  const extra = operations.filter(({ id }) => !promised.has(id)).length;
  const allowed = (history.unknownWrites.get(tenant) ?? 0) + history.cancellations;
  if (extra > allowed) {
    history.violate(`${tenant} has ${extra} operations that nobody asked for, and ${allowed} may be`);
  }
}

function judgePromises(history: History): void {
  for (const { outcome, tenant, name } of history.creations.values()) {
    if (outcome === 'open') history.violate(`a client of ${tenant} still waits for ${name}`);
  }
}
