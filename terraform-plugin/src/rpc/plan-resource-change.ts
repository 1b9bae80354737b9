// PlanResourceChange: the schema's plan, then what the resource's own hook makes of it.
import { type Diagnostic, hasError, toWireDiagnostics } from '../diagnostics.ts';
import { type AttributePath, formatPath, toWirePath } from '../path.ts';
import type { PlanEdit } from '../plan/edits.ts';
import { type Plan, planResource } from '../plan/plan.ts';
import { decodePrivateState, encodePrivateState, type PrivateState } from '../private-state.ts';
import type { DynamicValue, Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ModifyPlanRequest, PlanModification, Resource } from '../resource.ts';
import type { Schema } from '../schema/schema.ts';
import { emptyObject, type ObjectValue, UNKNOWN } from '../values/value.ts';
import { decodeObject, encodeDynamicValue, prefixOf, sameBytes } from '../values/wire.ts';
import { type Answer, askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { withWayOut } from './way-out.ts';

export async function planResourceChange(
  server: ProviderServer,
  request: Requests['PlanResourceChange'],
  call: RpcCall,
): Promise<Responses['PlanResourceChange']> {
  const resource = server.resource(request.typeName);
  const { type } = resource.schema;
  const prior = decodeObject(type, request.priorState);
  const planning: Planning = {
    typeName: request.typeName,
    resource,
    config: decodeObject(type, request.config) ?? emptyObject(),
    encodedConfig: request.config,
    prior,
    encodedPrior: request.priorState,
    // Where nothing changes, Terraform proposes what there is.
    proposed: sameBytes(request.proposedNewState, request.priorState)
      ? prior
      : decodeObject(type, request.proposedNewState),
    // When an object is replaced, Terraform plans the new one with the memory of the old one.
    private: prior === null ? {} : decodePrivateState(request.priorPrivate),
  };
  const outcome = await (planning.proposed === null
    ? planDelete(server, call, planning)
    : planChange(server, call, planning, planning.proposed));
  return {
    plannedState: outcome.planned,
    requiresReplace: outcome.requiresReplace.map(toWirePath),
    plannedPrivate: encodePrivateState(outcome.private),
    diagnostics: toWireDiagnostics(
      planning.proposed !== null && hasError(outcome.diagnostics)
        ? await withWayOut(server, outcome.diagnostics)
        : outcome.diagnostics,
    ),
  };
}

interface Planning {
  readonly typeName: string;
  readonly resource: Resource;
  readonly config: ObjectValue;
  readonly encodedConfig: DynamicValue | undefined;
  readonly prior: ObjectValue | null;
  /** The prior state as it came, which is also the plan where nothing changes. */
  readonly encodedPrior: DynamicValue | undefined;
  readonly proposed: ObjectValue | null;
  readonly private: PrivateState;
}

interface Outcome {
  readonly planned: DynamicValue;
  readonly requiresReplace: readonly AttributePath[];
  readonly private: PrivateState;
  readonly diagnostics: readonly Diagnostic[];
}

async function planDelete(server: ProviderServer, call: RpcCall, planning: Planning): Promise<Outcome> {
  const answer = await askHook(server, call, planning, {
    action: 'delete',
    config: null,
    prior: planning.prior ?? emptyObject(),
    planned: null,
    proposed: null,
  });
  return {
    planned: encodeDynamicValue(null),
    requiresReplace: [],
    private: answer.result?.private ?? planning.private,
    diagnostics: answer.diagnostics,
  };
}

async function planChange(
  server: ProviderServer,
  call: RpcCall,
  planning: Planning,
  proposed: ObjectValue,
): Promise<Outcome> {
  const { config, prior, resource } = planning;
  const { schema } = resource;
  const first = planResource({ schema, config, prior });
  // What the schema refuses need not be asked of the API, which would only say the same again.
  if (hasError(first.diagnostics)) return outcomeOf(planning, first, undefined, first.diagnostics);
  const { action, planned } = first;
  const answer = await askHook(server, call, planning, { action, config, prior, planned, proposed });
  const edits = editsOf(answer.result);
  const final = edits.length === 0 ? first : planResource({ schema, config, prior, edits });
  const mistakes = final.misplacedEdits.map((path) =>
    internalError(
      server,
      `planning ${planning.typeName}`,
      `modifyPlan changed ${path}, which it may not choose`,
    ),
  );
  return outcomeOf(planning, final, answer.result, [
    ...answer.diagnostics,
    ...final.diagnostics,
    ...mistakes,
  ]);
}

type HookRequest = {
  [R in ModifyPlanRequest<Schema, unknown> as R['action']]: Pick<
    R,
    'action' | 'config' | 'prior' | 'planned' | 'proposed'
  >;
}[ModifyPlanRequest<Schema, unknown>['action']];

async function askHook(
  server: ProviderServer,
  call: RpcCall,
  { resource, typeName, encodedConfig, private: kept }: Planning,
  request: HookRequest,
): Promise<Answer<PlanModification>> {
  return askAuthor(server, `planning ${typeName}`, () => {
    if (resource.modifyPlan === undefined) return undefined;
    return resource.modifyPlan(
      server.dataContext(call, {
        ...request,
        private: kept,
        prefixOf: (name: string) => prefixOf(encodedConfig, name),
      }),
    );
  });
}

function editsOf(modification: PlanModification | undefined): PlanEdit[] {
  const unknown = modification?.unknown ?? [];
  const marks = unknown.map((path): PlanEdit => ({ path, value: UNKNOWN }));
  return [...marks, ...(modification?.values ?? [])];
}

/** Paths are sorted, so that equal plans have equal bytes. */
function outcomeOf(
  planning: Planning,
  plan: Plan,
  modification: PlanModification | undefined,
  diagnostics: readonly Diagnostic[],
): Outcome {
  const asked = planning.prior === null ? [] : (modification?.requiresReplace ?? []);
  const byText = new Map([...plan.requiresReplace, ...asked].map((path) => [formatPath(path), path]));
  return {
    planned:
      plan.action === 'none' && planning.encodedPrior !== undefined
        ? planning.encodedPrior
        : encodeDynamicValue(plan.planned, modification?.prefixes),
    requiresReplace: [...byText.keys()].sort().map((text) => byText.get(text) as AttributePath),
    private: modification?.private ?? planning.private,
    diagnostics,
  };
}
