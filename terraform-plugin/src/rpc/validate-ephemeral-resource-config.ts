// ValidateEphemeralResourceConfig.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ProviderServer } from './server.ts';
import { validate } from './validate.ts';

export async function validateEphemeralResourceConfig(
  server: ProviderServer,
  request: Requests['ValidateEphemeralResourceConfig'],
  call: RpcCall,
): Promise<Responses['ValidateEphemeralResourceConfig']> {
  const diagnostics = await validate(server, call, {
    target: server.ephemeralResource(request.typeName),
    doing: `validating ${request.typeName}`,
    config: request.config,
    writeOnlyAllowed: false,
  });
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
