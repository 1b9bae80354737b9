import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cliConfiguration } from './mirror.ts';
import { address, target } from './release.ts';
import { writeRelease } from './release-files.ts';
import { releaseTargets } from './targets.ts';
import { isForFullRun } from './testing/full-run.ts';
import { runTerraform } from './testing/run-terraform.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-release-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const here = releaseTargets.filter(({ name }) => name === target());

test('a release has a zip for each platform, a manifest and their checksums', async () => {
  const files = await writeRelease({ folder, form: 'script' });
  expect(files).toEqual([
    'terraform-provider-hikube_0.1.0_linux_amd64.zip',
    'terraform-provider-hikube_0.1.0_linux_arm64.zip',
    'terraform-provider-hikube_0.1.0_darwin_amd64.zip',
    'terraform-provider-hikube_0.1.0_darwin_arm64.zip',
    'terraform-provider-hikube_0.1.0_manifest.json',
    'terraform-provider-hikube_0.1.0_SHA256SUMS',
  ]);
  const sums = await readFile(join(folder, 'terraform-provider-hikube_0.1.0_SHA256SUMS'), 'utf8');
  for (const line of sums.trim().split('\n')) {
    const [sum, name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    ).toBe(sum);
  }
});

// Bundling is seconds, and this does it twice.
test.skipIf(isForFullRun('A release that is built twice'))(
  'two releases of the same source are the same bytes',
  async () => {
    const sums = async (name: string) => {
      await writeRelease({ folder: join(folder, name), form: 'script', targets: here });
      return readFile(join(folder, name, 'terraform-provider-hikube_0.1.0_SHA256SUMS'), 'utf8');
    };
    expect(await sums('one')).toBe(await sums('two'));
  },
);

test.each([
  ['script', 'the script'],
  // The compiler is fetched from the registry, so this is part of the full run only.
  ...(isForFullRun('The standalone binary in a mirror')
    ? []
    : [['standalone', 'the standalone binary'] as const]),
] as const)('terraform init takes the zip of %s from a packed mirror', async (form) => {
  const mirror = join(folder, 'mirror', address);
  await mkdir(mirror, { recursive: true });
  const release = join(folder, 'release');
  await writeRelease({ folder: release, form, targets: here });
  for (const file of await readdir(release)) {
    if (file.endsWith('.zip')) await rename(join(release, file), join(mirror, file));
  }
  const workspace = join(folder, 'workspace');
  const run = await runTerraform(
    workspace,
    cliConfiguration(join(folder, 'mirror')),
    ['init'],
    ['providers', 'schema', '-json'],
  );
  expect(run.at(-1)).toContain('"hikube_kubernetes_cluster"');
});
