// ValidateProviderConfig.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ProviderServer } from './server.ts';
import { validate } from './validate.ts';

export async function validateProviderConfig(
  server: ProviderServer,
  request: Requests['ValidateProviderConfig'],
  call: RpcCall,
): Promise<Responses['ValidateProviderConfig']> {
  const diagnostics = await validate(server, call, {
    target: server.provider,
    doing: 'validating the provider configuration',
    config: request.config,
    writeOnlyAllowed: false,
  });
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
