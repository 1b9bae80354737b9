// ValidateEphemeralResourceConfig.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { DiagnosticsResponse, ValidateTypeConfigRequest } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ProviderServer } from './server.ts';
import { validate } from './validate.ts';

export async function validateEphemeralResourceConfig(
  server: ProviderServer,
  request: ValidateTypeConfigRequest,
  call: RpcCall,
): Promise<DiagnosticsResponse> {
  const diagnostics = await validate(server, call, {
    target: server.ephemeralResource(request.typeName),
    doing: `validating ${request.typeName}`,
    config: request.config,
    writeOnlyAllowed: false,
  });
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
