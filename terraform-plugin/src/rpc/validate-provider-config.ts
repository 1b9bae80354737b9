// ValidateProviderConfig.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { DiagnosticsResponse, ValidateProviderConfigRequest } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ProviderServer } from './server.ts';
import { validate } from './validate.ts';

export async function validateProviderConfig(
  server: ProviderServer,
  request: ValidateProviderConfigRequest,
  call: RpcCall,
): Promise<DiagnosticsResponse> {
  const diagnostics = await validate(server, call, {
    target: server.provider,
    doing: 'validating the provider configuration',
    config: request.config,
    writeOnlyAllowed: false,
  });
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
