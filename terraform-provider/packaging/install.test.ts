// Installing for people: it says where, takes another place, and both engines find what they look for.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleProvider } from './bundle.ts';
import { installIntoMirror } from './mirror.ts';
import { target, version } from './release.ts';
import { isForFullRun } from './testing/full-run.ts';
import { runTerraform } from './testing/run-terraform.ts';

const installer = fileURLToPath(new URL('install.ts', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-install-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const placeOf = (mirror: string, registry: string): string =>
  join(mirror, registry, 'hidora/hikube', version, target(), `terraform-provider-hikube_v${version}`);

test('it is there under the name of either registry', async () => {
  await installIntoMirror(folder);
  for (const registry of ['registry.terraform.io', 'registry.opentofu.org']) {
    expect((await stat(placeOf(folder, registry))).mode & 0o111).toBe(0o111);
  }
});

/** Runs the installer as npm does, in the folder of the package and told where it was called. */
async function install(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@hikube/source', installer, ...args],
    { env: { ...process.env, HOME: join(folder, 'home'), INIT_CWD: folder } },
  );
  return stdout;
}

// It bundles for each place; that both registries are served is tried above, and the script itself below.
test.skipIf(isForFullRun('The installer as npm starts it'))(
  'it says where it writes, and can be told where, from the folder in which it was called',
  async () => {
    const home = join(folder, 'home', '.terraform.d', 'plugins');
    const told = await install();
    expect(told).toContain(placeOf(home, 'registry.opentofu.org'));
    await stat(placeOf(home, 'registry.terraform.io'));
    expect(await install('mirror')).toContain(placeOf(join(folder, 'mirror'), 'registry.terraform.io'));
    await stat(placeOf(join(folder, 'mirror'), 'registry.terraform.io'));
    const help = await install('--help');
    expect(help).toContain(`writes to ${home}`);
  },
);

test('the script runs in the folder of the build, with dev_overrides', async () => {
  const script = await bundleProvider();
  const overrides = `provider_installation {
  dev_overrides { "hidora/hikube" = ${JSON.stringify(join(script, '..'))} }
  direct {}
}
`;
  const [schema] = await runTerraform(join(folder, 'workspace'), overrides, ['providers', 'schema', '-json']);
  expect(schema).toContain('"hikube_kubernetes_cluster"');
});
