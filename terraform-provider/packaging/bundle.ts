// Bundles the provider into one script file. CommonJS, because Terraform prescribes a name without an extension and
// Node reads such a file as CommonJS; minified, because the file is read three to five times per command.
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { binaryName, version } from './release.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes the provider as one executable script into `folder` and returns its path.
 * @param entry file below `src`; another one than the provider's own is only for tests
 */
export async function bundleProvider(
  folder: string = join(root, 'dist', 'bundle'),
  entry = 'main.ts',
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, binaryName);
  await build({
    entryPoints: [join(root, 'src', entry)],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    // The script runs on the Node that the user has; a distribution's 20 is enough.
    target: 'node20',
    format: 'cjs',
    conditions: ['@hikube/source'],
    banner: { js: '#!/usr/bin/env node' },
    define: { 'process.env.HIKUBE_PROVIDER_VERSION': JSON.stringify(version) },
    legalComments: 'none',
    logLevel: 'warning',
  });
  await chmod(file, 0o755);
  return file;
}
