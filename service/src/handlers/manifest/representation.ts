// The manifest of a stored cluster, and the version of it: a manifest shows the cluster with everything in it, and so
// changes with each of its children, which leave the generation of the cluster alone.
import type { Catalogue, ClusterInput } from '@hikube/domain';
import { manifestShapeOf, writeManifest } from '@hikube/domain/manifest';
import type { Manifest } from '@hikube/openapi/types';
import { digestOf } from '../../crypto.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import type { Tagged } from '../../model/etag.ts';
import { kinds } from '../../model/keys.ts';
import { asDocument, desiredOf, withoutSecrets } from '../../plan/desired/desired.ts';
import type { Write } from '../../store/store.ts';

/** The parts of a cluster that its manifest shows. */
export type ManifestState = Pick<ClusterState, 'cluster' | 'nodeGroups' | 'addons'>;

/** The manifest, in the shape that the platform reads. */
export function manifestOf(state: ClusterState, { profile }: Pick<Catalogue, 'profile'>): Manifest {
  const { name } = state.cluster;
  const document = asDocument(name, withoutSecrets(desiredOf(state))) as unknown as ClusterInput & {
    readonly name: string;
  };
  return writeManifest(document, manifestShapeOf(profile)) as Manifest;
}

// Enough of a digest to tell the versions of one cluster apart.
const DIGEST_LENGTH = 24;

/** The ETag of the manifest: `"<uid>.<digest>"`. */
export async function manifestEtag({ cluster, nodeGroups, addons }: ManifestState): Promise<string> {
  const parts = [cluster, ...nodeGroups, ...addons]
    .filter(({ removal }) => removal === undefined)
    .map(({ uid, generation }) => `${uid}.${generation}`)
    .sort();
  const digest = await digestOf(parts.join('\n'));
  return `"${cluster.uid}.${digest.slice(0, DIGEST_LENGTH)}"`;
}

/** The manifest with its version, as preconditions compare it. */
export async function taggedManifest(
  state: ClusterState,
  catalogue: Pick<Catalogue, 'profile'>,
): Promise<Tagged> {
  return { etag: await manifestEtag(state), representation: manifestOf(state, catalogue) };
}

/** The state after the writes of a plan; before the first one there is none. */
export function stateAfter(before: ManifestState | undefined, writes: readonly Write[]): ManifestState {
  const bodies = <Body extends { readonly uid: string }>(kind: string, old: readonly Body[]): Body[] => {
    const written = writes.flatMap((write) =>
      write.key.kind === kind && 'body' in write ? [write.body as Body] : [],
    );
    const replaced = new Set(written.map(({ uid }) => uid));
    return [...old.filter(({ uid }) => !replaced.has(uid)), ...written];
  };
  const [cluster] = bodies(kinds.Cluster, before === undefined ? [] : [before.cluster]);
  if (cluster === undefined) throw new Error('A plan for a new cluster has no record of it.');
  return {
    cluster,
    nodeGroups: bodies(kinds.NodeGroup, before?.nodeGroups ?? []),
    addons: bodies(kinds.Addon, before?.addons ?? []),
  };
}
