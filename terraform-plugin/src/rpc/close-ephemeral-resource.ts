// CloseEphemeralResource.
import { toWireDiagnostics } from '../diagnostics.ts';
import { decodePrivateState } from '../private-state.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { askAuthor } from './author.ts';
import type { ProviderServer } from './server.ts';

export async function closeEphemeralResource(
  server: ProviderServer,
  request: Requests['CloseEphemeralResource'],
  call: RpcCall,
): Promise<Responses['CloseEphemeralResource']> {
  const ephemeral = server.ephemeralResource(request.typeName);
  const held = decodePrivateState(request.private);
  const answer = await askAuthor(server, `closing ${request.typeName}`, () =>
    ephemeral.close?.(server.dataContext(call, { private: held })),
  );
  return { diagnostics: toWireDiagnostics(answer.diagnostics) };
}
