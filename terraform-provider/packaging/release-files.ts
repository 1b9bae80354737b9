// A release in the layout that a Terraform registry and a packed mirror read: one zip for each platform, a manifest,
// and the checksums of all of them.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { bundleProvider } from './bundle.ts';
import { bundleEmulator, EMULATOR } from './emulator.ts';
import { binaryName, version } from './release.ts';
import { compileStandalone } from './standalone.ts';
import { type ReleaseTarget, releaseTargets } from './targets.ts';

export interface ReleaseOptions {
  readonly folder: string;
  /** `script` needs Node 20 on the machine, `standalone` needs nothing. */
  readonly form: 'script' | 'standalone';
  /** All by default. A script cannot be started on Windows, so that form leaves it out. */
  readonly targets?: readonly ReleaseTarget[];
  readonly onProgress?: (line: string) => void;
}

/** Zips made from equal content are equal: every entry has the oldest time that a zip can hold. */
const ZIP_EPOCH = new Date(1980, 0, 1);
const EXECUTABLE = 0o755 << 16;
const UNIX = 3;

/** Writes the release and returns the names of its files. */
export async function writeRelease({
  folder,
  form,
  targets = releaseTargets,
  onProgress,
}: ReleaseOptions): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const bundle = await bundleProvider(join(folder, '.build'), { isDeferred: form === 'script' });
  const emulator = await readFile(await bundleEmulator(join(folder, '.build')));
  const files = new Map<string, Uint8Array>();
  for (const target of targets) {
    if (form === 'script' && target.name.startsWith('windows')) continue;
    const program =
      form === 'script'
        ? bundle
        : await compileStandalone(bundle, target, join(folder, '.build', target.name));
    const ending = target.name.startsWith('windows') ? '.exe' : '';
    const archive = zip({
      [`${binaryName}${ending}`]: await readFile(program),
      ...(form === 'script' ? { [EMULATOR]: emulator } : {}),
    });
    files.set(`terraform-provider-hikube_${version}_${target.name}.zip`, archive);
    onProgress?.(
      `${target.name}: ${(archive.length / 1024).toFixed(0)} KiB, ${form === 'script' ? 'needs Node 20' : target.proof}`,
    );
  }
  files.set(`terraform-provider-hikube_${version}_manifest.json`, manifest());
  files.set(`terraform-provider-hikube_${version}_SHA256SUMS`, checksums(files));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return [...files.keys()];
}

function zip(contents: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const options = { os: UNIX, attrs: EXECUTABLE, mtime: ZIP_EPOCH, level: 9 } as const;
  return zipSync(
    Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, [content, options]])),
  );
}

/** Tells the registry which protocol the provider speaks. */
function manifest(): Uint8Array {
  return text(`${JSON.stringify({ version: 1, metadata: { protocol_versions: ['6.0'] } }, null, 2)}\n`);
}

function checksums(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const lines = [...files].map(
    ([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`,
  );
  return text(lines.join(''));
}

const text = (content: string) => new TextEncoder().encode(content);
