// The file that Terraform starts.
import { serveProvider } from './serve-provider.ts';

serveProvider({
  environment: process.env,
  // Written in when the provider is packed.
  version: process.env['HIKUBE_PROVIDER_VERSION'] ?? 'development',
});
