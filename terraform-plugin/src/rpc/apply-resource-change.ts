// ApplyResourceChange: create, update or delete. Whatever happens, what exists afterwards is what is returned.
import { type Diagnostic, toWireDiagnostics } from '../diagnostics.ts';
import { decodePrivateState, encodePrivateState } from '../private-state.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ApplyResult, CreateRequest, Resource } from '../resource.ts';
import type { Schema } from '../schema/schema.ts';
import { emptyObject, type ObjectValue } from '../values/value.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';
import { type Answer, askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleState } from './settle-state.ts';

export async function applyResourceChange(
  server: ProviderServer,
  request: Requests['ApplyResourceChange'],
  call: RpcCall,
): Promise<Responses['ApplyResourceChange']> {
  const { typeName } = request;
  const resource = server.resource(typeName);
  const { type } = resource.schema;
  const change: Change = {
    typeName,
    resource,
    prior: decodeObject(type, request.priorState),
    planned: decodeObject(type, request.plannedState),
    config: decodeObject(type, request.config) ?? emptyObject(),
    private: decodePrivateState(request.plannedPrivate),
  };
  const outcome = await (change.planned === null ? remove(server, call, change) : put(server, call, change));
  return {
    newState: encodeDynamicValue(outcome.state),
    private: encodePrivateState(outcome.state === null ? {} : outcome.private),
    diagnostics: toWireDiagnostics(outcome.diagnostics),
  };
}

interface Change {
  readonly typeName: string;
  readonly resource: Resource;
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue | null;
  readonly config: ObjectValue;
  readonly private: CreateRequest<Schema, unknown>['private'];
}

interface Outcome {
  readonly state: ObjectValue | null;
  readonly private: Change['private'];
  readonly diagnostics: readonly Diagnostic[];
}

/** Creates or updates. */
async function put(server: ProviderServer, call: RpcCall, change: Change): Promise<Outcome> {
  const { resource, prior, typeName } = change;
  const doing = `${prior === null ? 'creating' : 'updating'} ${typeName}`;
  const answer = await askAuthor(server, doing, () => {
    const { config, private: kept } = change;
    const request = server.dataContext(call, {
      plan: change.planned ?? emptyObject(),
      config,
      private: kept,
    });
    if (prior === null) return resource.create(request);
    if (resource.update !== undefined) return resource.update({ ...request, state: prior });
    throw new Error('the resource has no update, yet an update was planned');
  });
  const given = answer.result?.state;
  if (!answer.failed && (given === undefined || given === null)) {
    const mistake = internalError(server, doing, 'it gave neither a state nor an error');
    return { state: prior, private: change.private, diagnostics: [...answer.diagnostics, mistake] };
  }
  return outcomeOf(server, change, answer, doing);
}

/** Deletes. Without an error the object is gone, whatever else the author returned. */
async function remove(server: ProviderServer, call: RpcCall, change: Change): Promise<Outcome> {
  const { resource, prior, typeName } = change;
  if (prior === null) return { state: null, private: {}, diagnostics: [] };
  const doing = `deleting ${typeName}`;
  const answer = await askAuthor(server, doing, () =>
    resource.delete(server.dataContext(call, { state: prior, private: change.private })),
  );
  if (!answer.failed) return { state: null, private: {}, diagnostics: answer.diagnostics };
  return outcomeOf(server, change, answer, doing);
}

/** A state that is left out is what existed before; null says that nothing exists. */
function outcomeOf(
  server: ProviderServer,
  change: Change,
  answer: Answer<ApplyResult<Schema>>,
  doing: string,
): Outcome {
  const kept = answer.result?.private ?? change.private;
  const given = answer.result?.state;
  if (given === undefined || given === null) {
    return { state: given === null ? null : change.prior, private: kept, diagnostics: answer.diagnostics };
  }
  const { schema } = change.resource;
  const known = change.planned ?? change.prior;
  const settled = settleState(server, { schema, known, given, doing, failed: answer.failed });
  return {
    state: settled.state,
    private: kept,
    diagnostics: [...answer.diagnostics, ...settled.diagnostics],
  };
}
