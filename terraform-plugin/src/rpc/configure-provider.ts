// ConfigureProvider: the one time that the author may load what is heavy.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { emptyObject } from '../values/value.ts';
import { decodeObject } from '../values/wire.ts';
import { askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';

const DOING = 'configuring the provider';

export async function configureProvider(
  server: ProviderServer,
  request: Requests['ConfigureProvider'],
  call: RpcCall,
): Promise<Responses['ConfigureProvider']> {
  server.start();
  const { provider } = server;
  const config = decodeObject(provider.schema.type, request.config) ?? emptyObject();
  const { terraformVersion } = request;
  const answer = await askAuthor(server, DOING, () =>
    provider.configure(server.context(call, { config, terraformVersion })),
  );
  if (answer.failed) return { diagnostics: toWireDiagnostics(answer.diagnostics) };
  const { result, diagnostics } = answer;
  if (result === undefined || !('data' in result)) {
    const mistake = internalError(server, DOING, 'it gave neither data nor an error');
    return { diagnostics: toWireDiagnostics([...diagnostics, mistake]) };
  }
  server.configured(result.data);
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
