// `npm run package -w terraform-provider -- [--standalone] [--target=linux_amd64,…] [folder]`: writes a release.
import { resolve } from 'node:path';
import { writeRelease } from './release-files.ts';
import { releaseTargets } from './targets.ts';

const args = process.argv.slice(2);
const wanted = args
  .find((arg) => arg.startsWith('--target='))
  ?.slice('--target='.length)
  .split(',');
const unknown = wanted?.filter((name) => !releaseTargets.some((target) => target.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `There is no target ${unknown.join(', ')}; choose from ${releaseTargets.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}
const folder = resolve(args.find((arg) => !arg.startsWith('--')) ?? 'dist/release');
const files = await writeRelease({
  folder,
  form: args.includes('--standalone') ? 'standalone' : 'script',
  ...(wanted && { targets: releaseTargets.filter(({ name }) => wanted.includes(name)) }),
  onProgress: (line) => console.log(line),
});
console.log(
  `Wrote ${files.length} files to ${folder}. Sign the checksums before publishing: gpg --detach-sign <SHA256SUMS>.`,
);
