import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cliConfiguration } from './mirror.ts';
import { address, target } from './release.ts';
import { writeRelease } from './release-files.ts';
import { releaseTargets } from './targets.ts';
import { isForFullRun } from './testing/full-run.ts';
import { runTerraform } from './testing/run-terraform.ts';

let release: string;
let files: readonly string[];
beforeAll(async () => {
  release = await mkdtemp(join(tmpdir(), 'hikube-release-'));
  files = await writeRelease({ folder: release, form: 'script' });
});
afterAll(() => rm(release, { recursive: true, force: true }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-release-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const here = releaseTargets.filter(({ name }) => name === target());

test('a release has a zip for each platform, a manifest and their checksums', async () => {
  expect(files).toEqual([
    'terraform-provider-hikube_0.1.0_linux_amd64.zip',
    'terraform-provider-hikube_0.1.0_linux_arm64.zip',
    'terraform-provider-hikube_0.1.0_darwin_amd64.zip',
    'terraform-provider-hikube_0.1.0_darwin_arm64.zip',
    'terraform-provider-hikube_0.1.0_manifest.json',
    'terraform-provider-hikube_0.1.0_SHA256SUMS',
  ]);
  const sums = await readFile(join(release, 'terraform-provider-hikube_0.1.0_SHA256SUMS'), 'utf8');
  for (const line of sums.trim().split('\n')) {
    const [sum, name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(await readFile(join(release, name)))
        .digest('hex'),
    ).toBe(sum);
  }
});

// Bundling it is seconds.
test.skipIf(isForFullRun('A release that is built twice'))(
  'two releases of the same source are the same bytes',
  async () => {
    await writeRelease({ folder, form: 'script', targets: here });
    const zipIn = (place: string) =>
      readFile(join(place, `terraform-provider-hikube_0.1.0_${target()}.zip`), 'base64');
    expect(await zipIn(folder)).toBe(await zipIn(release));
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
  const made = form === 'script' ? release : join(folder, 'release');
  if (made !== release) await writeRelease({ folder: made, form, targets: here });
  for (const file of await readdir(made)) {
    if (file.endsWith('.zip')) await cp(join(made, file), join(mirror, file));
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
