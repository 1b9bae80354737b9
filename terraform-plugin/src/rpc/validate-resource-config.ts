// ValidateResourceConfig: the only place that knows whether Terraform may send write-only values.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ProviderServer } from './server.ts';
import { validate } from './validate.ts';

export async function validateResourceConfig(
  server: ProviderServer,
  request: Requests['ValidateResourceConfig'],
  call: RpcCall,
): Promise<Responses['ValidateResourceConfig']> {
  const diagnostics = await validate(server, call, {
    target: server.resource(request.typeName),
    doing: `validating ${request.typeName}`,
    config: request.config,
    writeOnlyAllowed: request.clientCapabilities?.writeOnlyAttributesAllowed ?? false,
  });
  return { diagnostics: toWireDiagnostics(diagnostics) };
}
