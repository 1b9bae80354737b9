// Asks the service what a planned change would do, before anyone says yes: what it refuses is a plan error at the
// attribute, what will roll is a plan warning. It only adds diagnostics; without the API the plan is made all the same.
import type { Impact } from '@hikube/sdk';
import {
  type Diagnostic,
  isUnknown,
  isWhollyKnown,
  type ModifyChangeRequest,
  type ObjectValue,
  own,
  type Schema,
  warning,
} from 'terraform-plugin';
import {
  diagnosticsOf,
  hasCode,
  hasStatus,
  isUnreachable,
  noteAbout,
  type Place,
  saysGone,
} from '../api/problems.ts';
import type { ProviderData } from '../provider-data.ts';
import { existingOf, type Met, metInPlan, wantedOf } from './existing.ts';
import { heldElsewhere } from './holding.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { recall } from './memory.ts';

export async function preflight<R extends ApiRecord>(
  kind: Kind<R>,
  request: ModifyChangeRequest<Schema, ProviderData>,
): Promise<Met> {
  const { data, action } = request;
  if (data === undefined || data.skipPreflight || action === 'none') return NOTHING;
  const config = request.config as ObjectValue;
  if (!isWhollyKnown(config) || !addressIsKnown(kind, config)) return NOTHING;
  const planned = request.planned as ObjectValue;
  try {
    const impact = await ask(kind, request, planned, config);
    return { diagnostics: impact === undefined ? [] : noteAbout(nameOf(kind, planned), impact.warnings) };
  } catch (refusal) {
    if (hasCode(refusal, 'already_exists')) {
      return metInPlan(wantedOf(kind, planned), existingOf(refusal), data);
    }
    return { diagnostics: refusedInPlan(refusal, nameOf(kind, planned), { rows: kind.rows }) };
  }
}

/** Nothing was asked, or there is nothing to say. */
export const NOTHING: Met = { diagnostics: [] };

/**
 * What a refused preview means for a plan.
 * @param name for people, such as `cluster prod`
 */
export function refusedInPlan(refusal: unknown, name: string, place: Place): readonly Diagnostic[] {
  // The object or its parent is made in the same apply, or the API cannot be asked now: apply will tell.
  if (isUnreachable(refusal) || saysGone(refusal) || hasStatus(refusal, 503)) return [];
  if (hasStatus(refusal, 403)) return [notAllowedToAsk(refusal.problem.detail)];
  if (hasCode(refusal, 'held_elsewhere')) return [heldElsewhere(name)];
  if (hasCode(refusal, 'deleting')) {
    // No error: Terraform plans a create before it destroys what is left, and an error would keep it from doing so.
    return [warning(`The ${name} cannot be changed now`, refusal.problem.detail)];
  }
  return diagnosticsOf(refusal, `plan ${name}`, place);
}

/** A token that may only read is enough to plan. Terraform shows this once, because the summary is always the same. */
function notAllowedToAsk(detail: string): Diagnostic {
  return warning(
    'The service has not checked this plan',
    `${detail} The plan is right as far as the contract tells; apply needs more than this token has.`,
  );
}

/** As the create itself will ask. */
const CREATE = { ifNoneMatch: '*' } as const;

async function ask<R extends ApiRecord>(
  kind: Kind<R>,
  { data, action, prior, ...request }: ModifyChangeRequest<Schema, ProviderData>,
  planned: ObjectValue,
  config: ObjectValue,
): Promise<Impact | undefined> {
  // A replacement is planned again as a create, against a name that is still taken.
  if (action === 'replace') return undefined;
  const hikube = await data.client();
  if (action === 'create')
    return kind.previewCreate(hikube, planned, kind.createBody(planned, config), CREATE);
  const body = kind.updateBody(prior as unknown as ObjectValue, planned, config, recall(request.private));
  return body === undefined ? undefined : kind.previewUpdate(hikube, planned, body, {});
}

function addressIsKnown(kind: Kind, config: ObjectValue): boolean {
  return ['name', 'cluster_id'].every(
    (name) => !(name in kind.schema.attributes) || !isUnknown(own(config, name)),
  );
}
