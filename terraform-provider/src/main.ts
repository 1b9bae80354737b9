// The file that Terraform starts.
import { serveProvider } from './serve-provider.ts';

serveProvider({
  environment: process.env,
  // These two are written in when the provider is packed.
  version: process.env['HIKUBE_PROVIDER_VERSION'] ?? 'development',
  schema: process.env['HIKUBE_PROVIDER_SCHEMA'],
});
