// ReadResource: what the API says now, in the spelling that is stored.
import { toWireDiagnostics } from '../diagnostics.ts';
import { decodePrivateState, encodePrivateState } from '../private-state.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { sameValue } from '../values/equality.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';
import { askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleState } from './settle-state.ts';

export async function readResource(
  server: ProviderServer,
  request: Requests['ReadResource'],
  call: RpcCall,
): Promise<Responses['ReadResource']> {
  const { typeName } = request;
  const resource = server.resource(typeName);
  const { schema } = resource;
  const current = decodeObject(schema.type, request.currentState);
  if (current === null) return { newState: encodeDynamicValue(null), diagnostics: [] };
  const stored = decodePrivateState(request.private);
  const doing = `reading ${typeName}`;
  const answer = await askAuthor(server, doing, () =>
    resource.read(server.dataContext(call, { state: current, private: stored })),
  );
  const { result } = answer;
  const kept = { newState: request.currentState, private: request.private };
  if (answer.failed) return { ...kept, diagnostics: toWireDiagnostics(answer.diagnostics) };
  if (result?.state === undefined) {
    const mistake = internalError(server, doing, 'it gave no state; null says that the object is gone');
    return { ...kept, diagnostics: toWireDiagnostics([...answer.diagnostics, mistake]) };
  }
  if (result.state === null) {
    return { newState: encodeDynamicValue(null), diagnostics: toWireDiagnostics(answer.diagnostics) };
  }
  const settled = settleState(server, { schema, known: current, given: result.state, doing, failed: false });
  return {
    // Most objects are as they were, and their bytes are at hand.
    newState: sameValue(schema.type, settled.state, current)
      ? request.currentState
      : encodeDynamicValue(settled.state),
    private: encodePrivateState(result.private ?? stored),
    diagnostics: toWireDiagnostics([...answer.diagnostics, ...settled.diagnostics]),
  };
}
