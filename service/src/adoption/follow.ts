// Brings the store to what the platform has, whatever it held: for a service whose store is nothing but a picture of that.
import { type ClusterAggregate, loadCluster } from '../model/aggregate.ts';
import { toldMark } from '../model/found.ts';
import { clusterName, kinds } from '../model/keys.ts';
import type { FoundCluster } from '../platform/found.ts';
import { everyDocument } from '../store/every-document.ts';
import { letGo } from './let-go.ts';
import { type AdoptionTools, everyFound, takeIn } from './take-in.ts';

export interface Picture {
  /** Now, as writes count: to be asked before the platform is. */
  moment(): number;
  /** Something is written to the cluster of that name, or was since that moment, so that what was told may be older. */
  isBusy(name: string, since: number): boolean;
  /** Whether the platform tells what it told last, or what was written here last. */
  isKnown(found: FoundCluster, mark: string): boolean;
  /** From now on it is known. */
  learn(found: FoundCluster, mark: string): void;
  /** Whether the platform really has no cluster of that name. @throws PlatformError when it cannot say */
  isGone(name: string): Promise<boolean>;
  forget(name: string): void;
}

/** @throws PlatformError when the platform cannot be asked: then nothing has changed here */
export async function followPlatform(tools: AdoptionTools, tenant: string, picture: Picture): Promise<void> {
  const since = picture.moment();
  const found = await everyFound(tools.platform, tenant);
  const names = new Set(found.map(({ ref }) => ref.name));
  for (const each of found) if (!picture.isBusy(each.ref.name, since)) await followOne(tools, each, picture);
  for await (const { key } of everyDocument(tools.store, { kind: kinds.Cluster, tenant })) {
    const name = clusterName(key.id);
    if (names.has(name) || picture.isBusy(name, since) || !(await picture.isGone(name))) continue;
    const before = await aggregateOf(tools, tenant, name);
    // Its own deletion ends with the next pass.
    if (before?.state.cluster.removal !== undefined) continue;
    if (before !== undefined) await letGo(tools, before);
    picture.forget(name);
  }
}

async function followOne(tools: AdoptionTools, found: FoundCluster, picture: Picture): Promise<void> {
  const { tenant, name, uid } = found.ref;
  const mark = await toldMark(found);
  let before = await aggregateOf(tools, tenant, name);
  if (before !== undefined && before.state.ref.uid !== uid) {
    await letGo(tools, before);
    before = undefined;
  }
  if (before !== undefined && picture.isKnown(found, mark)) return;
  if (await takeIn(tools, found, before)) picture.learn(found, mark);
}

async function aggregateOf(
  { store }: AdoptionTools,
  tenant: string,
  name: string,
): Promise<ClusterAggregate | undefined> {
  const loaded = await loadCluster(store, tenant, name);
  return loaded.found ? loaded.aggregate : undefined;
}
