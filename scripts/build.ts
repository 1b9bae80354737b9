// `npm run build`: compiles every package for plain Node, bundles what is shipped as one file, and packs what is
// installed from a registry.
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { bundleEmulator, bundleProvider } from '@hikube/terraform-provider/packaging';
import { bundleCli, BUILD as CLI } from '../cli/packaging/bundle.ts';
import { bundleService } from '../server/packaging/bundle.ts';
import { compile, ROOT } from './checks/run.ts';
import { type Packed, packFolder, packPackages } from './packages/pack.ts';

/** Folders of the packages, in the order of their references. */
async function packages(): Promise<string[]> {
  const { references } = JSON.parse(await readFile(join(ROOT, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  return references.map(({ path }) => path).filter((path) => !path.endsWith('.json'));
}

/** Compiles the packages; false after printing why not. */
async function compiled(): Promise<boolean> {
  const folders = await packages();
  const { output, code } = await compile(...folders);
  if (code === 0) console.log(`compiled ${folders.join(', ')}`);
  else console.error(output.trim());
  return code === 0;
}

/** Bundles the provider, the service and what is installed from a registry. */
async function bundle(): Promise<void> {
  const file = await bundleProvider();
  await bundleEmulator(dirname(file));
  const { size } = await stat(file);
  console.log(`bundled ${relative(ROOT, file)}, ${Math.round(size / 1024)} KiB`);
  console.log(`bundled ${relative(ROOT, await bundleService())}, which starts with Node alone`);
  const tell = ({ name, file: archive, bytes }: Packed) =>
    console.log(`packed ${name} as ${relative(ROOT, archive)}, ${Math.round(bytes / 1024)} KiB`);
  await packPackages(undefined, tell);
  await bundleCli();
  tell(await packFolder(CLI, join(ROOT, 'dist/packages')));
}

if (await compiled()) await bundle();
else process.exitCode = 1;
