// A create whose answer was lost finds its own object again, says so in plan, and takes over nothing that a state has had.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });
afterEach(() => {
  setting.hand.before = undefined;
});

const provider = (settings: string) => `provider "hikube" {\n${settings}\n}\n`;
const cluster = (name: string, body = 'labels = { team = "web" }') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${body}
}
`;
const group = `
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
}
`;
const addon = `
resource "hikube_kubernetes_addon" "cert_manager" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "cert-manager"
}
`;
const upgrade = `
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id     = hikube_kubernetes_cluster.main.id
  target_version = "1.34"
  start          = "at"
  start_at       = "2031-01-01T00:00:00Z"
}
`;

/** The provider dies before its last act: nobody says that a state has what it made. */
async function dyingBeforeItHolds(_request: Request): Promise<Response | undefined> {
  if (new URL(_request.url).pathname !== '/v1/holds') return undefined;
  const problem = {
    type: 'about:blank',
    title: 'Gone',
    status: 403,
    code: 'forbidden',
    detail: 'The provider is dead.',
    requestId: 'req-dead',
    retryable: false,
    errors: [],
  };
  return new Response(JSON.stringify(problem), {
    status: 403,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

/** What is left of an apply whose provider died while it waited, so that Terraform stored nothing of it. */
async function dead(hcl: string, address?: string): Promise<Workspace> {
  const workspace = await setting.workspace(hcl);
  setting.hand.before = dyingBeforeItHolds;
  expectSuccess(await workspace.apply());
  setting.hand.before = undefined;
  if (address === undefined) await rm(join(workspace.folder, 'terraform.tfstate'));
  else expect((await workspace.run(['state', 'rm', address])).exitCode).toBe(0);
  return workspace;
}

const EXISTS = (name: string) =>
  new RegExp(
    `The cluster ${name} exists already.*moved \\{.*terraform import hikube_kubernetes_cluster\\.\\S+ ${name}`,
    's',
  );

const OBJECTS = [
  ['cluster', 'hikube_kubernetes_cluster.main', 'cluster lost-0', cluster('lost-0')],
  ['node group', 'hikube_kubernetes_node_group.web', 'node group lost-1/web', cluster('lost-1') + group],
  ['add-on', 'hikube_kubernetes_addon.cert_manager', 'add-on lost-2/cert-manager', cluster('lost-2') + addon],
  [
    'version upgrade',
    'hikube_kubernetes_version_upgrade.next',
    'upgrade of cluster lost-3 to 1.34',
    cluster('lost-3', 'initial_version = "1.33"') + upgrade,
  ],
] as const;

test.each(OBJECTS.filter(([noun]) => noun !== 'version upgrade' || !isNotHere(import.meta.filename, noun)))(
  'an open %s of an equal create is taken over, and plan and apply say so',
  async (_, address, name, hcl) => {
    const workspace = await dead(hcl, address);
    const plan = await workspace.plan();
    expect(warningsOf(plan).join('\n')).toMatch(
      new RegExp(
        `The ${name} will be taken over: An equal create made it at .*no state has ever held it.*uid `,
      ),
    );
    const uid = /\(uid (\S+)\)/.exec(warningsOf(plan).join('\n'))?.[1];
    const run = await workspace.apply();
    expectSuccess(run);
    expect(warningsOf(run).join('\n')).toMatch(`The ${name} was taken over`);
    expect((await workspace.stateOf(address))?.['uid']).toBe(uid);
    expectEmpty(await workspace.plan());
    // It is held now: a second state with the same configuration finds it taken.
    expect((await workspace.run(['state', 'rm', address])).exitCode).toBe(0);
    expectError(
      await workspace.apply(),
      new RegExp(`The ${name} exists already.*moved \\{.*terraform import`, 's'),
    );
  },
  PATIENCE_MS,
);

test(
  'days later, too: nobody has had it since',
  async () => {
    const workspace = await dead(cluster('later'));
    const { uid, createdAt } = await setting.hikube.clusters.get('later');
    expect(warningsOf(await workspace.plan()).join()).toContain(`An equal create made it at ${createdAt}`);
    expectSuccess(await workspace.apply());
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
  },
  PATIENCE_MS,
);

test(
  'of two applies that wait for one object, one gets it, and the other is told',
  async () => {
    const one = await setting.workspace(cluster('race'));
    const two = await setting.workspace(cluster('race'));
    let second: Awaited<ReturnType<Workspace['apply']>> | undefined;
    setting.hand.before = async (request) => {
      if (new URL(request.url).pathname !== '/v1/holds' || second !== undefined) return undefined;
      // The first is about to hold it; a whole apply of the second comes in between.
      setting.hand.before = undefined;
      second = await two.apply();
      return undefined;
    };
    const first = await one.apply();
    expectSuccess(second as NonNullable<typeof second>);
    expect(errorsOf(first).join()).toMatch(
      /The cluster race was taken over by another apply.*terraform import/s,
    );
    expect(await one.stateOf('hikube_kubernetes_cluster.main')).toBeUndefined();
    const { uid } = await setting.hikube.clusters.get('race');
    expect((await two.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expectSuccess(await one.destroy());
    expectEmpty(await two.plan());
  },
  PATIENCE_MS,
);

test(
  'what could not be held at once is held by the next read',
  async () => {
    const workspace = await setting.workspace(cluster('next'));
    setting.hand.before = dyingBeforeItHolds;
    expectSuccess(await workspace.apply());
    setting.hand.before = undefined;
    expectEmpty(await workspace.plan());
    const second = await setting.workspace(cluster('next'));
    expectError(await second.apply(), EXISTS('next'));
  },
  PATIENCE_MS,
);

test(
  'a state that lost its object to another create before it could hold it does not delete it',
  async () => {
    const old = cluster('lapsed').replace('"main"', '"old"');
    const workspace = await setting.workspace(old);
    setting.hand.before = dyingBeforeItHolds;
    expectSuccess(await workspace.apply());
    setting.hand.before = undefined;
    const second = await setting.workspace(cluster('lapsed'));
    expectSuccess(await second.apply());
    const { uid } = await setting.hikube.clusters.get('lapsed');
    expect(warningsOf(await workspace.plan()).join()).toMatch(/Another resource holds the cluster lapsed/);
    const destroyed = await workspace.destroy();
    expectSuccess(destroyed);
    expect(warningsOf(destroyed).join()).toMatch(
      /The cluster lapsed was not deleted: Another resource holds it/,
    );
    expect((await setting.hikube.clusters.get('lapsed')).uid).toBe(uid);
    expectEmpty(await second.plan());
  },
  PATIENCE_MS,
);

test('a tainted object that will be made again with another body is not in its own way', async () => {
  const workspace = await setting.workspace(cluster('again'));
  expectSuccess(await workspace.apply());
  expect((await workspace.run(['taint', 'hikube_kubernetes_cluster.main'])).exitCode).toBe(0);
  const plan = await planOf(workspace, cluster('again', 'labels = { team = "db" }'));
  expect(warningsOf(plan).join()).not.toMatch(/exists already/);
  expectSuccess(await workspace.apply());
  expect((await setting.hikube.clusters.get('again')).labels).toEqual({ team: 'db' });
});

test('two resources of one configuration never share an object', async () => {
  const twins = `
resource "hikube_kubernetes_cluster" "main" {
  name = "shared"
}
resource "hikube_kubernetes_node_group" "twin" {
  count      = 3
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "twin"
}
`;
  const workspace = await setting.workspace(twins);
  const run = await workspace.apply();
  expectError(run, /Another resource makes the node group shared\/twin.*Give each a name of its own/s);
  expect(warningsOf(run).join()).not.toMatch(/taken over/);
  const addresses = [0, 1, 2].map((index) => `hikube_kubernetes_node_group.twin[${index}]`);
  const states = await Promise.all(addresses.map((address) => workspace.stateOf(address)));
  expect(states.filter((state) => state !== undefined)).toHaveLength(1);
});

test(
  'an import takes hold: the resource that had it before does not delete it any more',
  async () => {
    const old = cluster('carried').replace('"main"', '"old"');
    const workspace = await setting.workspace(old);
    expectSuccess(await workspace.apply());
    const { uid } = await setting.hikube.clusters.get('carried');
    // The remedy of "exists already", taken while the old address is still in state.
    const { rewrite } = await import('../../support/stack.ts');
    await rewrite(workspace, cluster('carried'));
    expect((await workspace.import('hikube_kubernetes_cluster.main', 'carried')).exitCode).toBe(0);
    const run = await workspace.apply();
    expectSuccess(run);
    expect(warningsOf(run).join()).toMatch(/The cluster carried was not deleted: Another resource holds it/);
    expect((await setting.hikube.clusters.get('carried')).uid).toBe(uid);
    expect(await workspace.stateOf('hikube_kubernetes_cluster.old')).toBeUndefined();
    expectEmpty(await workspace.plan());
    expectSuccess(await workspace.destroy());
    await expect(setting.hikube.clusters.get('carried')).rejects.toMatchObject({ status: 404 });
  },
  PATIENCE_MS,
);

describe('is refused, with what to do', () => {
  test('when it was made without a state, by another client', async () => {
    const body = { name: 'plain', labels: { team: 'web' } };
    await setting.hikube.clusters.create(body, { ifNoneMatch: '*', manager: 'cluster' });
    const workspace = await setting.workspace(cluster('plain'));
    expect(warningsOf(await workspace.plan()).join()).toMatch(EXISTS('plain'));
    expectError(await workspace.apply(), EXISTS('plain'));
  });

  test('when somebody has changed it since', async () => {
    const workspace = await dead(cluster('changed'));
    await setting.hikube.clusters.update('changed', { displayName: 'in use' });
    expectError(await workspace.apply(), EXISTS('changed'));
  });

  test('with adopt_identical = false', async () => {
    const never = provider('  adopt_identical = false');
    const workspace = await dead(never + cluster('never'));
    expectError(await workspace.apply(), EXISTS('never'));
    expectSuccess(await applyOf(workspace, provider('  adopt_identical = true') + cluster('never')));
  });

  test('when no plan has said so', async () => {
    const blind = provider('  skip_preflight = true');
    const workspace = await dead(blind + cluster('unsaid'));
    expectError(await workspace.apply(), /exists already.*the plan did not say.*skip_preflight/s);
    expectSuccess(await applyOf(workspace, cluster('unsaid')));
  });

  test('with another body, and nothing of the object changes', async () => {
    const workspace = await dead(cluster('differs'));
    expectError(await applyOf(workspace, cluster('differs', 'labels = { team = "db" }')), EXISTS('differs'));
    const { labels, generation } = await setting.hikube.clusters.get('differs');
    expect([labels, generation]).toEqual([{ team: 'web' }, 1]);
    expect((await workspace.import('hikube_kubernetes_cluster.main', 'differs')).exitCode).toBe(0);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
  });

  test.skipIf(isNotHere(import.meta.filename, 'another token'))(
    'with another token, although the body is the same',
    async () => {
      const workspace = await dead(cluster('theirs'));
      const token = await setting.hand.issue({ tenant: 'demo', scopes: ['read', 'write'] });
      expectError(
        await applyOf(workspace, provider(`  token = "${token}"`) + cluster('theirs')),
        EXISTS('theirs'),
      );
    },
  );
});
