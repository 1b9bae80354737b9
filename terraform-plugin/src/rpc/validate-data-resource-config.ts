// ValidateDataResourceConfig.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ProviderServer } from './server.ts';
import { validate } from './validate.ts';

export async function validateDataResourceConfig(
  server: ProviderServer,
  request: Requests['ValidateDataResourceConfig'],
  call: RpcCall,
): Promise<Responses['ValidateDataResourceConfig']> {
  const diagnostics = await validate(server, call, {
    target: server.dataSource(request.typeName),
    doing: `validating ${request.typeName}`,
    config: request.config,
    writeOnlyAllowed: false,
  });
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
