// Plans a PUT of a manifest: read it, merge it with the cluster as it is, and take the way of every other write.
import { type ManifestReading, mergeManifest, readManifest } from '@hikube/domain';
import type { ClusterCreate, Manifest } from '@hikube/openapi/types';
import { bodies } from '@hikube/openapi/validators';
import { type ClusterAggregate, loadCluster } from '../../model/aggregate.ts';
import { checkPrecondition } from '../../model/etag.ts';
import { desiredOfCreate } from '../../plan/create.ts';
import { asDocument, desiredOf, withoutSecrets } from '../../plan/desired/desired.ts';
import { isObject, type JsonObject } from '../../plan/desired/merge-patch.ts';
import { alreadyThere, stillDeleting } from '../../plan/existing.ts';
import { fieldErrors } from '../../plan/field-errors.ts';
import { refuseErrors } from '../../plan/findings.ts';
import { fingerprintOf, type Surroundings, surroundingsOf } from '../../plan/ground.ts';
import type { Plan } from '../../plan/plan.ts';
import { planClusterChange, planNewCluster } from '../../plan/whole-cluster.ts';
import { invalidBody } from '../../refusal.ts';
import type { Context } from '../handler.ts';
import { warningsOfNotes, withNotes } from './notes.ts';
import { inManifest } from './places.ts';
import { manifestEtag, stateAfter, taggedManifest } from './representation.ts';
import { takenOver } from './taken-over.ts';

/** Plans the PUT: a new cluster, or a change of the one that is there. */
export async function planManifest(name: string, manifest: Manifest, sent: Context): Promise<Plan> {
  // What a manifest writes is kept by manifests, unless the caller says otherwise.
  const context = { ...sent, manager: sent.manager ?? 'manifest' };
  const surroundings = await surroundingsOf(context, name);
  const reading = readManifest(manifest, { name, catalogue: surroundings.catalogue });
  refuseErrors(reading.findings);
  const loaded = await loadCluster(context.store, context.caller.tenant, name);
  const aggregate = loaded.found ? loaded.aggregate : undefined;
  await checkExisting(aggregate, context, surroundings);
  const plan = await inManifest(reading.origins, () => planOf(reading, aggregate, context, surroundings));
  const after = stateAfter(aggregate?.state, plan.writes);
  const notes = [
    ...(aggregate === undefined ? [] : takenOver(aggregate.state, reading, after)),
    ...warningsOfNotes(reading.notes),
  ];
  return withNotes({ ...plan, etag: await manifestEtag(after) }, notes);
}

async function checkExisting(
  aggregate: ClusterAggregate | undefined,
  context: Context,
  surroundings: Surroundings,
): Promise<void> {
  const { precondition, createOnly } = context;
  const { catalogue } = surroundings;
  if (aggregate === undefined) {
    checkPrecondition(precondition, undefined);
    return;
  }
  const { state } = aggregate;
  if (createOnly) throw alreadyThere({ kind: 'cluster', record: state.cluster }, state, '', context);
  if (state.cluster.deletion !== null) throw stillDeleting('cluster', state.cluster.name);
  checkPrecondition(precondition, await taggedManifest(state, catalogue));
}

async function planOf(
  { cluster }: ManifestReading,
  aggregate: ClusterAggregate | undefined,
  context: Context,
  surroundings: Surroundings,
): Promise<Plan> {
  if (aggregate === undefined) {
    const body = shapeOfCluster(mergeManifest(undefined, cluster));
    return planNewCluster(body, await fingerprintOf(body), context, surroundings);
  }
  const before = withoutSecrets(desiredOf(aggregate.state));
  const body = shapeOfCluster(mergeManifest(asDocument(aggregate.state.cluster.name, before), cluster));
  const after = desiredOfCreate(body, surroundings);
  const { nodeGroups, addons, ...written } = cluster;
  const change = { aggregate, after, written, nodeGroups: mapOf(nodeGroups), addons: mapOf(addons) };
  return planClusterChange(change, context, surroundings);
}

/** The merged cluster as what the contract takes; the reader leaves to the contract what it does not understand. */
function shapeOfCluster(cluster: JsonObject): ClusterCreate {
  const validate = bodies.ClusterCreate;
  if (validate(cluster)) return cluster;
  throw invalidBody(fieldErrors(validate.errors, 'ClusterCreate', cluster));
}

function mapOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
