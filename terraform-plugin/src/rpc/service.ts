// The whole provider as the protocol layer serves it: every RPC by name, none of which ever throws.
import type { Log } from '../context.ts';
import { type Diagnostic, toWireDiagnostics } from '../diagnostics.ts';
import type { Responses, RpcName } from '../protocol/messages.ts';
import type { HostCommand } from '../protocol/plugin/host-command.ts';
import type { ProviderService, RpcCall } from '../protocol/service.ts';
import type { Provider } from '../provider.ts';
import { applyResourceChange } from './apply-resource-change.ts';
import { explain } from './author.ts';
import { callFunction } from './call-function.ts';
import { checkProvider } from './check-provider.ts';
import { closeEphemeralResource } from './close-ephemeral-resource.ts';
import { configureProvider } from './configure-provider.ts';
import { openEphemeralResource } from './ephemeral-resource.ts';
import { getFunctions } from './get-functions.ts';
import { getMetadata } from './get-metadata.ts';
import { getProviderSchema } from './get-provider-schema.ts';
import { importResourceState } from './import-resource-state.ts';
import { moveResourceState } from './move-resource-state.ts';
import { planResourceChange } from './plan-resource-change.ts';
import { readDataSource } from './read-data-source.ts';
import { readResource } from './read-resource.ts';
import { renewEphemeralResource } from './renew-ephemeral-resource.ts';
import { ProviderServer } from './server.ts';
import { stopProvider } from './stop-provider.ts';
import { upgradeResourceState } from './upgrade-resource-state.ts';
import { validateDataResourceConfig } from './validate-data-resource-config.ts';
import { validateEphemeralResourceConfig } from './validate-ephemeral-resource-config.ts';
import { validateProviderConfig } from './validate-provider-config.ts';
import { validateResourceConfig } from './validate-resource-config.ts';

export interface ServiceOptions {
  /** Gets the stack of everything that an author's code throws by mistake. */
  readonly log: Log;
  /** How the Terraform that started this process was started; left out where it did not. */
  readonly host?: HostCommand | undefined;
}

/**
 * Makes a provider out of its definition. Resource identity is not offered, so `UpgradeResourceIdentity` is
 * left out.
 * @throws DefinitionError when the definition contradicts itself.
 */
export function createProviderService(
  provider: Provider,
  { log, host }: ServiceOptions,
): Required<Omit<ProviderService, 'UpgradeResourceIdentity'>> {
  checkProvider(provider);
  const server = new ProviderServer(provider, log, host);
  const guard = <Request, Response>(rpc: RpcName, handler: Handler<Request, Response>) =>
    guarded(server, rpc, handler);
  return {
    GetMetadata: () => getMetadata(server),
    GetProviderSchema: () => getProviderSchema(server),
    GetResourceIdentitySchemas: (): Responses['GetResourceIdentitySchemas'] => ({ identitySchemas: {} }),
    GetFunctions: () => getFunctions(server),
    ValidateProviderConfig: guard('ValidateProviderConfig', validateProviderConfig),
    ValidateResourceConfig: guard('ValidateResourceConfig', validateResourceConfig),
    ValidateDataResourceConfig: guard('ValidateDataResourceConfig', validateDataResourceConfig),
    ValidateEphemeralResourceConfig: guard(
      'ValidateEphemeralResourceConfig',
      validateEphemeralResourceConfig,
    ),
    ConfigureProvider: guard('ConfigureProvider', configureProvider),
    UpgradeResourceState: guard('UpgradeResourceState', upgradeResourceState),
    ReadResource: guard('ReadResource', readResource),
    PlanResourceChange: guard('PlanResourceChange', planResourceChange),
    ApplyResourceChange: guard('ApplyResourceChange', applyResourceChange),
    ImportResourceState: guard('ImportResourceState', importResourceState),
    MoveResourceState: guard('MoveResourceState', moveResourceState),
    ReadDataSource: guard('ReadDataSource', readDataSource),
    OpenEphemeralResource: guard('OpenEphemeralResource', openEphemeralResource),
    RenewEphemeralResource: guard('RenewEphemeralResource', renewEphemeralResource),
    CloseEphemeralResource: guard('CloseEphemeralResource', closeEphemeralResource),
    CallFunction: (request) => callFunction(server, request),
    StopProvider: () => stopProvider(server),
  };
}

type Handler<Request, Response> = (
  server: ProviderServer,
  request: Request,
  call: RpcCall,
) => Response | Promise<Response>;

/** Our own mistakes, and values that do not fit the schema, must not cut the connection. */
function guarded<Request, Response>(
  server: ProviderServer,
  rpc: RpcName,
  handler: Handler<Request, Response>,
) {
  return async (
    request: Request,
    call: RpcCall,
  ): Promise<Response | { diagnostics: ReturnType<typeof toWireDiagnostics> }> => {
    try {
      return await handler(server, request, call);
    } catch (thrown) {
      const diagnostics: readonly Diagnostic[] = explain(server, `answering ${rpc}`, thrown);
      return { diagnostics: toWireDiagnostics(diagnostics) };
    }
  };
}
