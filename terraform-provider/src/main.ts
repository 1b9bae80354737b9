// The file that Terraform starts.
import { dirname, join } from 'node:path';
import { serveProvider } from './serve-provider.ts';

serveProvider({
  environment: process.env,
  // These two are written in when the provider is packed.
  version: process.env['HIKUBE_PROVIDER_VERSION'] ?? 'development',
  schema: process.env['HIKUBE_PROVIDER_SCHEMA'],
  emulator: {
    directory: process.cwd(),
    program: join(dirname(process.argv[1] ?? ''), 'hikube-emulator.cjs'),
    node: process.execPath,
    pid: process.pid,
    parent: process.ppid,
    environment: process.env,
  },
});
