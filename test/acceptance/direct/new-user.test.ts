// The path of a new user who has the kubeconfig of a tenant and two clusters that somebody made with kubectl, and deploys
// nothing: the packed command and the packed provider, started by the real terraform, over sockets.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from '../../cli/packed/installed.ts';
import { type Cozystack, createRunningClock, startCozystack } from '../../doubles/cozystack/index.ts';
import { type App, appOf, PATH } from '../../doubles/cozystack/testing.ts';
import { isForFullRun } from '../../support/left-out.ts';
import { providerMirror } from '../../support/provider-mirror.ts';
import { Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { release } from '../setting.ts';

let scratch = '';
let platform: Cozystack;
let workspace: Workspace;
let command: Installed;

const leftOut = isForFullRun('The path of a new user');

beforeAll(async () => {
  if (leftOut) return;
  scratch = await mkdtemp(join(tmpdir(), 'hikube-new-user-'));
  platform = await startCozystack({
    profile: release,
    sockets: true,
    clock: createRunningClock(120),
    tenants: ['acme', 'other'],
  });
  for (const name of ['shop', 'lab']) {
    const made = await platform.tenant('acme').ask('POST', PATH, appOf(release, name));
    expect(made.status).toBe(201);
  }
  await writeFile(join(scratch, 'tenant.yaml'), platform.kubeconfig, { mode: 0o600 });
  await writeFile(join(scratch, 'other.yaml'), platform.tenant('other').kubeconfig, { mode: 0o600 });
  const mirror = await providerMirror('whole', scratch);
  command = await install();
  workspace = await Workspace.create({ HOME: scratch }, cliConfiguration(mirror));
});
afterAll(async () => {
  if (leftOut) return;
  await workspace.dispose();
  await command.dispose();
  await platform.close();
  await rm(scratch, { recursive: true, force: true });
});

const header = (tenant = 'acme', file = 'tenant.yaml') => `
terraform {
  required_providers {
    hikube = { source = "hidora/hikube" }
  }
}
provider "hikube" {
  kubeconfig_path = "${join(scratch, file)}"
  context         = "tenant-${tenant}"
  namespace       = "tenant-${tenant}"
}
`;
const imports = `
import {
  to = hikube_kubernetes_cluster.shop
  id = "shop"
}
import {
  to = hikube_kubernetes_cluster.lab
  id = "lab"
}
`;

async function stored(name: string): Promise<App> {
  return (await platform.tenant('acme').ask<App>('GET', `${PATH}/${name}`)).body;
}

/** What somebody wrote of it, without what the platform says by itself. */
async function written(name: string): Promise<unknown> {
  const { spec, metadata } = await stored(name);
  return { spec, uid: metadata.uid, labels: metadata.labels, annotations: metadata.annotations };
}

test.skipIf(leftOut)(
  'from a kubeconfig to imported clusters, a change, an upgrade, access, and the end of one of them',
  async () => {
    const before = { shop: await written('shop'), lab: await written('lab') };

    // What is there, at a terminal; other flags would lead to another tenant.
    const flags = ['--kubeconfig', join(scratch, 'tenant.yaml'), '--kube-context', 'tenant-acme'];
    const listed = await command.run([
      'cluster',
      'list',
      '-o',
      'name',
      ...flags,
      '--namespace',
      'tenant-acme',
    ]);
    expect(listed).toEqual({ code: 0, stdout: 'cluster/lab\ncluster/shop\n', stderr: '' });

    // What is there, as configuration.
    await workspace.write(header() + imports);
    expectSuccess(await workspace.init());
    const generating = await workspace.run(['plan', '-no-color', '-generate-config-out=generated.tf']);
    expect(generating.exitCode, generating.stdout + generating.stderr).toBe(0);
    const generated = await readFile(join(workspace.folder, 'generated.tf'), 'utf8');
    expect(generated).toContain('resource "hikube_kubernetes_cluster" "shop"');

    // Taken into the state: nothing is different, and nothing was written.
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect({ shop: await written('shop'), lab: await written('lab') }).toEqual(before);

    // One change, and an upgrade.
    const change = async (from: string | RegExp, to: string) => {
      const file = join(workspace.folder, 'generated.tf');
      const text = await readFile(file, 'utf8');
      const [lab = '', shop = ''] = text.split(/(?=^resource "hikube_kubernetes_cluster" "shop")/m);
      const [changed, kept] = shop === '' ? [lab, ''] : [shop, lab];
      const next = changed.replace(from, to);
      expect(next).not.toBe(changed);
      await writeFile(file, kept + next);
    };
    await change(/display_name\s*= .*/, 'display_name = "The shop"');
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    await change(/version\s*= "1\.34"/, 'version = "1.35"');
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await stored('shop')).spec).toMatchObject({ version: 'v1.35' });
    expect((await platform.inside('acme', 'shop')).version).toMatch(/^v1\.35\./);

    // Access, of which nothing stays.
    await workspace.write(`${header()}${imports}
ephemeral "hikube_kubernetes_kubeconfig" "shop" {
  cluster_id = hikube_kubernetes_cluster.shop.id
  role       = "view"
}
resource "hikube_kubernetes_addon" "cert" {
  cluster_id                 = hikube_kubernetes_cluster.shop.id
  name                       = "cert-manager"
  values_override_wo         = jsonencode({ proof = ephemeral.hikube_kubernetes_kubeconfig.shop.token })
  values_override_wo_version = 1
}
`);
    expectSuccess(await workspace.apply());
    const [token = ''] = JSON.stringify((await stored('shop')).spec).match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/) ?? [];
    expect(token).not.toBe('');
    const state = await workspace.stateText();
    expect(state).not.toContain(token);
    expect(state).not.toContain(platform.tenant('acme').token);
    expectEmpty(await workspace.plan());

    // Another tenant is an error, and no change.
    await workspace.write(header('other', 'other.yaml') + imports);
    const elsewhere = await workspace.plan();
    expect(elsewhere.exitCode).toBe(1);
    const [refused] = elsewhere.diagnostics.filter(({ severity }) => severity === 'error');
    expect(refused?.summary).toBe('The kubeconfig leads to another tenant or platform');
    expect(refused?.detail).toMatch(/tenant-acme .*tenant-other/);
    await workspace.write(header() + imports);

    // The end of one; the other one is as it was at the beginning.
    expectSuccess(await workspace.destroy(['-target=hikube_kubernetes_cluster.shop']));
    expect((await platform.tenant('acme').ask('GET', `${PATH}/shop`)).status).toBe(404);
    expect(await written('lab')).toEqual(before.lab);
    await expect.poll(() => [...platform.clusters().keys()]).toEqual(['tenant-acme/lab']);
  },
  600_000,
);
