// The provider as a library: what tests, generators and other programs use of it.
export { createProviderService } from './framework/index.ts';
export { serveForReattach } from './protocol/reattach.ts';
export { createProvider, PROVIDER_ADDRESS } from './provider.ts';
