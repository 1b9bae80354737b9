// The plan of an object that belongs to a cluster: a preview, and the wait for what an earlier apply left unfinished.
import type { Finding } from '@hikube/domain';
import {
  type Diagnostic,
  error,
  isUnknown,
  type ModifyPlanRequest,
  type ObjectValue,
  own,
  type PlanModification,
  type Schema,
} from 'terraform-plugin';
import type { InlineMap, ProviderData } from '../provider-data.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { lowered } from './lowered.ts';
import { recall, remember } from './memory.ts';
import { coming, leaving, staying } from './planned-names.ts';
import { NOTHING, preflight } from './preflight.ts';

/**
 * @param map the attribute of a cluster that would list this child
 * @param taken what a change takes away; null is a deletion
 */
export async function planChild<R extends ApiRecord>(
  kind: Kind<R>,
  request: ModifyPlanRequest<Schema, ProviderData>,
  map: InlineMap,
  taken: (prior: ObjectValue, planned: ObjectValue | null) => readonly Finding[],
): Promise<PlanModification | undefined> {
  if (request.action === 'delete') {
    const clash = leaving(kind, request);
    const loss = lowered(nameOf(kind, request.prior as ObjectValue), taken(request.prior, null));
    return clash ?? { diagnostics: loss };
  }
  const cluster = own(request.planned as ObjectValue, 'cluster_id');
  const name = isUnknown(cluster) ? request.prefixOf('cluster_id') : cluster;
  if (typeof name === 'string') request.data?.clustersWithSeparate[map].add(name);
  const twice = listedToo(kind, name, map, request.data);
  const clash = request.action === 'create' ? coming(kind, request) : staying(kind, request);
  const memory = recall(request.private);
  const weaker =
    request.action === 'update' ? taken(request.prior as ObjectValue, request.planned as ObjectValue) : [];
  // Where two resources clash, what the service says is about the other one.
  const { diagnostics: found, takeOver } = clash ? NOTHING : await preflight(kind, request);
  return {
    diagnostics: [
      ...(twice ? [twice] : []),
      ...(clash ? [clash] : []),
      ...found,
      ...lowered(nameOf(kind, request.planned as ObjectValue), weaker),
    ],
    unknown: request.action === 'update' || memory.operation !== undefined ? [['last_operation']] : [],
    ...(request.action === 'create' ? { private: remember({ takeOver }) } : {}),
  };
}

/** Two resources would decide about one child; its cluster was planned before, because this one refers to it. */
function listedToo(
  kind: Kind,
  cluster: unknown,
  map: InlineMap,
  data: ProviderData | undefined,
): Diagnostic | undefined {
  if (typeof cluster !== 'string' || !data?.clustersWithMap[map].has(cluster)) return undefined;
  return error(
    `The cluster ${cluster} lists its ${kind.noun}s itself`,
    `Its resource sets ${map}, which is everything that the cluster shall have, so a ${kind.type} cannot keep one beside it. ` +
      `Use one of the two: remove ${map} from the cluster, or move this ${kind.noun} into the map and take the resource out of the configuration with a "removed" block.`,
    ['cluster_id'],
  );
}
