// The provider's service, given ready or as a way to load it.
import type { ProviderService } from '../service.ts';

/** A service, or a function that loads one when the first call needs it. */
export type ServiceSource = ProviderService | (() => ProviderService | Promise<ProviderService>);

/** Turns either form into a function that loads at most once; a failed load fails every call with its reason. */
export function loadOnce(source: ServiceSource): () => ProviderService | Promise<ProviderService> {
  if (typeof source !== 'function') return () => source;
  let loading: Promise<ProviderService> | undefined;
  return () => {
    loading ??= Promise.resolve().then(source);
    return loading;
  };
}
