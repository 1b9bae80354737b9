// The plan of an object that belongs to a cluster: a preview, and the wait for what an earlier apply left unfinished.
import type { Finding } from '@hikube/domain';
import {
  type Diagnostic,
  error,
  type ModifyPlanRequest,
  type ObjectValue,
  own,
  type PlanModification,
  type Schema,
} from '../framework/index.ts';
import type { InlineMap, ProviderData } from '../provider-data.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { lowered } from './lowered.ts';
import { recall } from './memory.ts';
import { preflight } from './preflight.ts';

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
    return { diagnostics: lowered(nameOf(kind, request.prior as ObjectValue), taken(request.prior, null)) };
  }
  const twice = listedToo(kind, own(request.planned as ObjectValue, 'cluster_id'), map, request.data);
  const unfinished = recall(request.private).operation !== undefined;
  const weaker =
    request.action === 'update' ? taken(request.prior as ObjectValue, request.planned as ObjectValue) : [];
  return {
    diagnostics: [
      ...(twice ? [twice] : []),
      ...(await preflight(kind, request)),
      ...lowered(nameOf(kind, request.planned as ObjectValue), weaker),
    ],
    unknown: request.action === 'update' || unfinished ? [['last_operation']] : [],
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
