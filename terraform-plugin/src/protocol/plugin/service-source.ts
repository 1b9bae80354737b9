// The provider's service, given ready or as a way to load it.
import type { Log } from '../log.ts';
import type { ProviderService } from '../service.ts';
import type { HostCommand } from './host-command.ts';

/** What a service may use of the process that serves it. */
export interface ServiceContext {
  /** Writes to Terraform's log, through the redaction. */
  log: Log;
  /** How the host was started, where it started this process. */
  host?: HostCommand;
}

/** A service, or a function that loads one, at the first call at the latest. */
export type ServiceSource =
  | ProviderService
  | ((context: ServiceContext) => ProviderService | Promise<ProviderService>);

/** Turns either form into a function that loads at most once; a failed load fails every call with its reason. */
export function loadOnce(
  source: ServiceSource,
  context: ServiceContext,
): () => ProviderService | Promise<ProviderService> {
  if (typeof source !== 'function') return () => source;
  let loading: Promise<ProviderService> | undefined;
  return () => {
    loading ??= Promise.resolve(context).then(source);
    return loading;
  };
}
