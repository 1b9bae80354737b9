// The provider behind its protocol: everything that a process needs only after its handshake. When the provider is
// packed this becomes a part of its own, which must share no class or symbol with what imports it.
import { createProviderService } from 'terraform-plugin';
import type { ServiceContext } from 'terraform-plugin/protocol';
import type { ProcessSeam } from './configure.ts';
import { createProvider } from './provider.ts';

/** The provider of one process, as the protocol layer serves it. */
export function createService(process: ProcessSeam, { log, host }: ServiceContext) {
  return createProviderService(createProvider(process), { log, host });
}
