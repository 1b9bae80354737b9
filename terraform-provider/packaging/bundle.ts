// Bundles the provider into one script file. CommonJS, because Terraform prescribes a name without an extension and
// Node reads such a file as CommonJS; minified, because the file is read three to five times per command.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { embedded, embeddedPackage } from './embed.ts';
import { binaryName, version } from './release.ts';
import { encodedSchema } from './schema.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const optionsWith = (schema: Uint8Array): BuildOptions => ({
  bundle: true,
  minify: true,
  platform: 'node',
  // The script runs on the Node that the user has; a distribution's 20 is enough.
  target: 'node20',
  format: 'cjs',
  conditions: ['@hikube/source'],
  define: {
    'process.env.HIKUBE_PROVIDER_VERSION': JSON.stringify(version),
    'process.env.HIKUBE_PROVIDER_SCHEMA': JSON.stringify(Buffer.from(schema).toString('base64')),
  },
  legalComments: 'none',
  logLevel: 'warning',
});

const BUILD = join(root, 'dist', 'bundle');

export interface BundleOptions {
  /** File below `src`; another one than the provider's own is only for tests. */
  readonly entry?: string | undefined;
  /**
   * Whether what follows the handshake is kept as text until then. Node starts faster so; a compiler that makes the
   * whole script into code beforehand could not see it. True by default.
   */
  readonly isDeferred?: boolean;
}

/** Writes the provider as one executable script into `folder` and returns its path. */
export async function bundleProvider(
  folder: string = BUILD,
  { entry = 'main.ts', isDeferred = true }: BundleOptions = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, binaryName);
  const options = optionsWith(encodedSchema());
  await build({
    ...options,
    entryPoints: [join(root, 'src', entry)],
    outfile: file,
    banner: { js: '#!/usr/bin/env node' },
    plugins: [
      embeddedPackage('@hikube/direct', options),
      ...(isDeferred ? [embedded('provider-service.ts', options)] : []),
    ],
  });
  await chmod(file, 0o755);
  // There it lies inside a package of modules, and Node would read it as one: so it runs in place, with dev_overrides.
  if (folder === BUILD) await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  return file;
}
