// The plan of an object that belongs to a cluster: a dry run, and the wait for what an earlier apply left unfinished.
import type { ModifyPlanRequest, PlanModification, Schema } from '../framework/index.ts';
import type { ProviderData } from '../provider-data.ts';
import type { ApiRecord, Kind } from './kind.ts';
import { recall } from './memory.ts';
import { preflight } from './preflight.ts';

export async function planChild<R extends ApiRecord>(
  kind: Kind<R>,
  request: ModifyPlanRequest<Schema, ProviderData>,
): Promise<PlanModification | undefined> {
  if (request.action === 'delete') return undefined;
  const unfinished = recall(request.private).operation !== undefined;
  return {
    diagnostics: await preflight(kind, request),
    unknown: request.action === 'update' || unfinished ? [['last_operation']] : [],
  };
}
