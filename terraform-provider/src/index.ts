// The provider as a library: what tests, generators and other programs use of it.
export { createProviderService } from 'terraform-plugin';
export { serveForReattach } from 'terraform-plugin/protocol';
export { createProvider, PROVIDER_ADDRESS } from './provider.ts';
