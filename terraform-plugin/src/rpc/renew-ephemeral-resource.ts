// RenewEphemeralResource.
import { toWireDiagnostics } from '../diagnostics.ts';
import { decodePrivateState, encodePrivateState } from '../private-state.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { askAuthor } from './author.ts';
import { toTimestamp } from './ephemeral-resource.ts';
import type { ProviderServer } from './server.ts';

export async function renewEphemeralResource(
  server: ProviderServer,
  request: Requests['RenewEphemeralResource'],
  call: RpcCall,
): Promise<Responses['RenewEphemeralResource']> {
  const ephemeral = server.ephemeralResource(request.typeName);
  const held = decodePrivateState(request.private);
  const answer = await askAuthor(server, `renewing ${request.typeName}`, () => {
    if (ephemeral.renew !== undefined) return ephemeral.renew(server.dataContext(call, { private: held }));
    throw new Error('open gave a renewAt, but there is no renew');
  });
  return {
    renewAt: toTimestamp(answer.result?.renewAt),
    private: encodePrivateState(answer.result?.private ?? held),
    diagnostics: toWireDiagnostics(answer.diagnostics),
  };
}
