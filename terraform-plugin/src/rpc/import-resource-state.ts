// ImportResourceState: just enough state for the read that Terraform does next.
import { error, toWireDiagnostics } from '../diagnostics.ts';
import { encodePrivateState } from '../private-state.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { encodeDynamicValue } from '../values/wire.ts';
import { askAuthor } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleAnswer } from './settle-state.ts';

export async function importResourceState(
  server: ProviderServer,
  request: Requests['ImportResourceState'],
  call: RpcCall,
): Promise<Responses['ImportResourceState']> {
  const { typeName, id } = request;
  const resource = server.resource(typeName);
  if (resource.import === undefined || id === '') {
    const detail =
      id === '' ? 'Give the id of an object.' : 'This resource cannot be imported; create it instead.';
    return { diagnostics: toWireDiagnostics([error(`Cannot import ${typeName}`, detail)]) };
  }
  const doing = `importing ${typeName}`;
  const answer = await askAuthor(server, doing, () => resource.import?.(server.dataContext(call, { id })));
  const given = answer.result?.state;
  const { schema } = resource;
  const settled = settleAnswer(server, answer, { schema, known: null, given, doing, what: 'state' });
  const { state, diagnostics } = settled;
  if (state === undefined) return { diagnostics };
  const kept = encodePrivateState(answer.result?.private ?? {});
  return { importedResources: [{ typeName, state: encodeDynamicValue(state), private: kept }], diagnostics };
}
