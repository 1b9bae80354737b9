// What the package asks of whoever installs it: one engine and not the other, and little to load.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleConstructs } from '@hikube/cdktf-provider/packaging';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../../cdktf-provider/', import.meta.url);
const schemas = JSON.parse(await readFile(new URL('schema.json', root), 'utf8')).provider_schemas[
  'registry.terraform.io/hidora/hikube'
];

/** What a program that imports this loads: its own bytes, and the packages that it leaves to the user. */
async function loadedBy(specifier: string): Promise<{ bytes: number; packages: string[]; files: string[] }> {
  const { metafile } = await build({
    stdin: { contents: `export * from '${specifier}'`, resolveDir: fileURLToPath(root) },
    bundle: true,
    write: false,
    metafile: true,
    outfile: 'out.js',
    format: 'esm',
    platform: 'node',
    conditions: ['@hikube/source'],
    external: ['cdktn', 'cdktf', 'constructs'],
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  return {
    bytes: output?.bytes ?? 0,
    packages: [...new Set(output?.imports.map(({ path }) => path))].sort(),
    files: Object.keys(metafile.inputs).filter((path) => path.includes('/generated/cdkt')),
  };
}

test.each([
  ['@hikube/cdktf-provider', 'cdktn', 'cdktf'],
  ['@hikube/cdktf-provider/cdktf', 'cdktf', 'cdktn'],
])('%s needs %s and not %s', async (specifier, engine, other) => {
  const { packages, files } = await loadedBy(specifier);
  expect(packages).toEqual([engine, 'constructs']);
  expect(files.filter((path) => path.includes(`/generated/${other}/`))).toEqual([]);
});

test('the constructs load the resources that they use, and no data source', async () => {
  const { files } = await loadedBy('@hikube/cdktf-provider');
  expect(files.map((path) => path.replace(/.*\//, '')).sort()).toEqual([
    'kubernetes-addon.ts',
    'kubernetes-cluster.ts',
    'kubernetes-node-group.ts',
    'kubernetes-version-upgrade.ts',
    'provider-functions.ts',
    'provider.ts',
  ]);
});

test.each(['cdktn', 'cdktf'])(
  '%s: every resource and data source has a module of its own',
  async (engine) => {
    const files = await readdir(new URL(`src/generated/${engine}`, root));
    const moduleOf = (type: string) => `${type.replace(/^hikube_/, '').replaceAll('_', '-')}.ts`;
    const expected = [
      ...Object.keys(schemas.resource_schemas).map(moduleOf),
      ...Object.keys(schemas.data_source_schemas).map((type) => `data-hikube-${moduleOf(type)}`),
    ];
    expect(expected.length).toBeGreaterThan(8);
    expect(files).toEqual(expect.arrayContaining(expected));
  },
);

test.each([
  ['@hikube/cdktf-provider/data-hikube-kubernetes-versions', 'DataHikubeKubernetesVersions'],
  ['@hikube/cdktf-provider/cdktf/data-hikube-kubernetes-versions', 'DataHikubeKubernetesVersions'],
  ['@hikube/cdktf-provider/kubernetes-cluster', 'KubernetesCluster'],
])('%s exports %s', async (specifier, name) => {
  const module = (await import(specifier)) as Record<string, unknown>;
  expect(module[name]).toBeTypeOf('function');
});

describe('the bundle that is installed', () => {
  let folder: string;
  beforeAll(async () => {
    // In the package, so that it finds the engines as it does when it is installed.
    const dist = fileURLToPath(new URL('dist', root));
    await mkdir(dist, { recursive: true });
    folder = await bundleConstructs(await mkdtemp(join(dist, 'test-')));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(['cdktn', 'cdktf'])(
    '%s: synthesises on plain Node, with one class for each resource',
    async (engine) => {
      const program = join(folder, engine, 'program.js');
      await writeFile(
        program,
        `import { Testing, TerraformStack } from '${engine}';
      import { HikubeProvider, KubernetesCluster } from './index.js';
      import { KubernetesCluster as Resource } from './kubernetes-cluster.js';
      const stack = new TerraformStack(Testing.app(), 'bundle');
      new HikubeProvider(stack, 'hikube');
      const cluster = new KubernetesCluster(stack, 'main', { name: 'prod', nodeGroups: { web: {} } });
      const { resource } = JSON.parse(Testing.synth(stack, true));
      console.log(JSON.stringify({ resource, same: cluster.resource instanceof Resource }));`,
      );
      const { stdout } = await promisify(execFile)(process.execPath, [program]);
      expect(JSON.parse(stdout)).toEqual({
        resource: { hikube_kubernetes_cluster: { main: { name: 'prod', node_groups: { web: {} } } } },
        same: true,
      });
    },
    30_000,
  );

  test.each(['cdktn', 'cdktf'])('%s: stays small', async (engine) => {
    const texts = await Promise.all(
      ['index.js', 'l1.js'].map((file) => readFile(join(folder, engine, file))),
    );
    const bytes = texts.reduce((sum, { length }) => sum + length, 0);
    console.log(`@hikube/cdktf-provider for ${engine}: ${bytes} bytes`);
    expect(bytes).toBeLessThan(300_000);
  });
});
