// Plans a PUT of a manifest: read it, merge it with the cluster as it is, and take the way of every other write.
import { isObject, type JsonObject } from '@hikube/domain';
import {
  type ManifestOrigins,
  type ManifestReading,
  manifestPointer,
  mergeManifest,
  readManifest,
} from '@hikube/domain/manifest';
import type { ClusterCreate, FieldError, Manifest } from '@hikube/openapi/types';
import { bodies } from '@hikube/openapi/validators';
import { type ClusterAggregate, loadCluster } from '../../model/aggregate.ts';
import { checkPrecondition } from '../../model/etag.ts';
import { planClusterChange } from '../../plan/change.ts';
import { refuseErrors } from '../../plan/check.ts';
import { desiredOfCreate, planNewCluster } from '../../plan/create.ts';
import { asDocument, desiredOf, withoutSecrets } from '../../plan/desired/desired.ts';
import { alreadyThere, stillDeleting } from '../../plan/existing.ts';
import { fieldErrors } from '../../plan/field-errors.ts';
import { fingerprintOf, type Plan, type Surroundings, surroundingsOf } from '../../plan/ground.ts';
import { invalidBody, Refusal } from '../../refusal.ts';
import type { Context } from '../handler.ts';
import { warningsOfNotes, withNotes } from './notes.ts';
import { type ManifestState, manifestEtag, stateAfter, taggedManifest } from './representation.ts';

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
  if (createOnly) throw alreadyThere({ kind: 'Cluster', record: state.cluster }, state, '', context);
  if (state.cluster.removal !== undefined) throw stillDeleting('cluster', state.cluster.name);
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

/** Runs what may refuse fields of the cluster; the refusal names the fields of the manifest. */
export async function inManifest(origins: ManifestOrigins, plan: () => Promise<Plan>): Promise<Plan> {
  const moved = (errors: readonly FieldError[]) =>
    errors.map((error) => ({ ...error, pointer: manifestPointer(origins, error.pointer) }));
  try {
    const { foresee, ...rest } = await plan();
    return {
      ...rest,
      foresee: (used) => {
        const impact = foresee(used);
        return { ...impact, warnings: moved(impact.warnings) };
      },
    };
  } catch (error) {
    if (!(error instanceof Refusal) || error.facts.errors === undefined) throw error;
    throw new Refusal(error.code, error.message, { ...error.facts, errors: moved(error.facts.errors) });
  }
}

// Node groups and add-ons that a resource of their own keeps, such as Terraform's, and that a manifest takes from it.
// The manifest decides, but nobody should find out from the next plan of the other tool.

/**
 * One warning for each child that changes hands or goes.
 * @param after the same children after the write
 */
export function takenOver(
  before: ManifestState,
  { origins }: Pick<ManifestReading, 'origins'>,
  after: ManifestState,
): readonly FieldError[] {
  const told = (map: 'nodeGroups' | 'addons', what: string): FieldError[] =>
    before[map].flatMap((old): FieldError[] => {
      const now = after[map].find(({ uid }) => uid === old.uid);
      if (old.manager !== 'separate' || old.removal !== undefined || now === undefined) return [];
      if (now.removal !== undefined) {
        const detail = `The ${what} "${old.name}" is kept by a resource of its own, and goes because it is not in the manifest.`;
        return [{ pointer: manifestPointer(origins, `/${map}`), code: 'taken_over', detail }];
      }
      if (now.manager === old.manager) return [];
      const detail = `The ${what} "${old.name}" was kept by a resource of its own; the manifest keeps it from now on.`;
      return [{ pointer: manifestPointer(origins, `/${map}/${old.name}`), code: 'taken_over', detail }];
    });
  return [...told('nodeGroups', 'node group'), ...told('addons', 'add-on')];
}
