// What the package asks of whoever installs it: one engine and not the other, and little to load.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadedBy } from '../support/loaded.ts';
import { packedArchives } from '../support/packed-archives.ts';

const root = new URL('../../cdktf-provider/', import.meta.url);
const schemas = JSON.parse(await readFile(new URL('schema.json', root), 'utf8')).provider_schemas[
  'registry.terraform.io/hidora/hikube'
];

const folderOf = fileURLToPath(root);
const generated = (files: readonly string[]) => files.filter((path) => path.includes('/generated/cdkt'));

test.each([
  ['@hikube/cdktf-provider', 'cdktn', 'cdktf'],
  ['@hikube/cdktf-provider/cdktf', 'cdktf', 'cdktn'],
])('%s needs %s and not %s', async (specifier, engine, other) => {
  const { packages, files } = await loadedBy(specifier, folderOf);
  expect(packages).toEqual([engine, 'constructs']);
  expect(generated(files).filter((path) => path.includes(`/generated/${other}/`))).toEqual([]);
});

test('the constructs load the resources that they use, and no data source', async () => {
  const { files } = await loadedBy('@hikube/cdktf-provider', folderOf);
  expect(
    generated(files)
      .map((path) => path.replace(/.*\//, ''))
      .sort(),
  ).toEqual([
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

describe('what is installed', () => {
  let folder: string;
  beforeAll(async () => {
    // In the package, so that it finds the engines as it does when it is installed.
    const dist = join(folderOf, 'dist');
    await mkdir(dist, { recursive: true });
    folder = await mkdtemp(join(dist, 'test-'));
    await cp(join((await packedArchives()).folder, 'npm/cdktf-provider'), folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const ENTRIES = [
    ['cdktn', './index.js', './kubernetes-cluster.js'],
    ['cdktf', './cdktf.js', './cdktf/kubernetes-cluster.js'],
  ] as const;

  test.each(ENTRIES)(
    '%s: synthesises on plain Node, with one class for each resource',
    async (engine, main, l1) => {
      const program = join(folder, `program-${engine}.js`);
      await writeFile(
        program,
        `import { Testing, TerraformStack } from '${engine}';
      import { HikubeProvider, KubernetesCluster } from '${main}';
      import { KubernetesCluster as Resource } from '${l1}';
      const stack = new TerraformStack(Testing.app(), 'installed');
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
  );

  test.each(ENTRIES)('%s: stays small', async (engine, main) => {
    const { bytes, files, packages } = await loadedBy(main, folder);
    console.log(`@hikube/cdktf-provider for ${engine}: ${bytes} bytes in ${files.length} files`);
    expect(packages).toEqual([engine, 'constructs']);
    expect(bytes).toBeLessThan(360_000);
  });
});
