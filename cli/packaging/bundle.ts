// Bundles the command into one script file. CommonJS, because Node begins such a file sooner; what a command does not
// need stays unread inside of it.
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { bundleProvider } from '../../terraform-provider/packaging/bundle.ts';
import { embedded, embeddedPackage } from '../../terraform-provider/packaging/embed.ts';
import { bundleEmulator } from '../../terraform-provider/packaging/emulator.ts';
import {
  addresses,
  binaryName,
  version as providerVersion,
} from '../../terraform-provider/packaging/release.ts';
import { TREE } from '../src/commands/tree.ts';
import { wordsOf } from '../src/completion/words.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where `npm run build` puts it. */
export const BUILD = fileURLToPath(new URL('../../dist/cli/', import.meta.url));

const SCRIPT = 'hikube.cjs';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
}

/** Writes the package that is installed, and returns the script in it. */
export async function bundleCli(folder: string = BUILD): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  const { name, version, description, license } = manifest;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = await bundleScript(join(folder, SCRIPT), version);
  // For `hikube emulator`, and for the provider.
  await bundleEmulator(folder);
  await addProvider(folder);
  const travelling = {
    name,
    version,
    description,
    keywords: ['hikube', 'kubernetes', 'cozystack', 'cli', 'kubeconfig'],
    license,
    homepage: 'https://hikube.cloud',
    repository: { type: 'git', url: 'git+https://github.com/hidora/hikube.git', directory: 'cli' },
    engines: { node: '>=20.12' },
    bin: { hikube: SCRIPT },
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(travelling, null, 2)}\n`);
  await cp(join(root, '..', 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(root, 'README.md'), join(folder, 'README.md'));
  return file;
}

/** Writes the command alone, without what it brings along, and returns its file. */
export async function bundleScript(file: string, version: string): Promise<string> {
  const options: BuildOptions = {
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    conditions: ['@hikube/source'],
    mainFields: ['module', 'main'],
    define: { HIKUBE_VERSION: JSON.stringify(version) },
    // What is compiled from text has no import() of its own.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    logLevel: 'warning',
  };
  await build({
    ...options,
    entryPoints: [join(root, 'src/main.ts')],
    outfile: file,
    // Of use to whoever has not loaded the program; a text, which Node reads in no time.
    define: { ...options.define, HIKUBE_WORDS: JSON.stringify(JSON.stringify(wordsOf(TREE))) },
    banner: { js: '#!/usr/bin/env node' },
    // As text until it is needed, and inside of it again what hardly any command needs: Node reads a text in no time.
    plugins: [
      embedded('program.ts', {
        ...options,
        plugins: [
          embedded('yaml.ts', options),
          embedded('prompts.ts', options),
          embeddedPackage('@hikube/direct', options),
        ],
      }),
    ],
  });
  await chmod(file, 0o755);
  return file;
}

/** The provider, which `hikube terraform install` puts where Terraform looks. */
async function addProvider(folder: string): Promise<void> {
  const scratch = join(folder, 'provider');
  await cp(await bundleProvider(scratch), join(folder, 'terraform-provider.cjs'));
  await rm(scratch, { recursive: true });
  const about = { version: providerVersion, addresses, binary: binaryName };
  await writeFile(join(folder, 'terraform.json'), `${JSON.stringify(about)}\n`);
}
