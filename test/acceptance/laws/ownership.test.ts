// What one state holds, nothing else takes and nothing else deletes: not after a rename, not from a second state, not
// when a replacement stops half-way.
import { describe, expect, test } from 'vitest';
import { errorsOf, expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, isNotHere, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

interface Subject {
  /** The noun and the id as messages name them. */
  readonly name: string;
  readonly type: string;
  /** What stands beside it. */
  readonly ground: string;
  /** The resource under this name, with these lines added to it. */
  block(label: string, more?: string): string;
  /** Uid of what the service has; undefined when it is gone. */
  uid(): Promise<string | undefined>;
}

const ground = (cluster: string) => `
resource "hikube_kubernetes_cluster" "ground" {
  name            = "${cluster}"
  initial_version = "1.33"
}
`;
const gone = (): undefined => undefined;

function clusterNamed(cluster: string): Subject {
  return {
    name: `cluster ${cluster}`,
    type: 'hikube_kubernetes_cluster',
    ground: '',
    block: (label, more = '') => `
resource "hikube_kubernetes_cluster" "${label}" {
  name   = "${cluster}"
  labels = { team = "web" }
  ${more}
}
`,
    uid: async () => (await setting.hikube.clusters.get(cluster).catch(gone))?.uid,
  };
}

function groupIn(cluster: string): Subject {
  return {
    name: `node group ${cluster}/web`,
    type: 'hikube_kubernetes_node_group',
    ground: ground(cluster),
    block: (label, more = '') => `
resource "hikube_kubernetes_node_group" "${label}" {
  cluster_id   = "${cluster}"
  name         = "web"
  min_replicas = 1
  depends_on   = [hikube_kubernetes_cluster.ground]
  ${more}
}
`,
    uid: async () => (await setting.hikube.nodeGroups.get(cluster, 'web').catch(gone))?.uid,
  };
}

function addonIn(cluster: string): Subject {
  return {
    name: `add-on ${cluster}/cert-manager`,
    type: 'hikube_kubernetes_addon',
    ground: ground(cluster),
    block: (label, more = '') => `
resource "hikube_kubernetes_addon" "${label}" {
  cluster_id = "${cluster}"
  name       = "cert-manager"
  depends_on = [hikube_kubernetes_cluster.ground]
  ${more}
}
`,
    uid: async () => (await setting.hikube.addons.get(cluster, 'cert-manager').catch(gone))?.uid,
  };
}

function upgradeOf(cluster: string): Subject {
  return {
    name: `upgrade of cluster ${cluster} to 1.34`,
    type: 'hikube_kubernetes_version_upgrade',
    ground: ground(cluster),
    block: (label, more = '') => `
resource "hikube_kubernetes_version_upgrade" "${label}" {
  cluster_id     = "${cluster}"
  target_version = "1.34"
  start          = "at"
  start_at       = "2031-01-01T00:00:00Z"
  depends_on     = [hikube_kubernetes_cluster.ground]
  ${more}
}
`,
    uid: async () =>
      (
        await setting.hikube.versionUpgrades
          .list(cluster)
          .toArray()
          .catch(() => [])
      ).find(({ status }) => status.endedAt === null)?.uid,
  };
}

const SUBJECTS = [
  ['cluster', clusterNamed],
  ['node group', groupIn],
  ['add-on', addonIn],
  ['version upgrade', upgradeOf],
] as const;

interface StateFile {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly deposed?: string;
      readonly attributes: Record<string, unknown>;
    }[];
  }[];
}

/** An upgrade has to be there for some time, so that it is one for later. */
const subjects = SUBJECTS.filter(
  ([noun]) => noun !== 'version upgrade' || !isNotHere(import.meta.filename, noun),
);

/** Both remedies, whichever fits. */
const refusal = ({ name, type }: Subject) =>
  new RegExp(`The ${name} exists already.*moved \\{.*terraform import ${type}\\.\\S+ `, 's');

describe.each(subjects)('a %s', (noun, make) => {
  const short = noun.replace(/[^a-z]/g, '').slice(0, 6);

  test(
    'that was renamed in the configuration and applied with -target stays, and stays where it is held',
    async () => {
      const subject = make(`rn-${short}`);
      const workspace = await setting.workspace(subject.ground + subject.block('old'));
      expectSuccess(await workspace.apply());
      const uid = await subject.uid();
      expect(uid).toBeDefined();
      const renamed = subject.ground + subject.block('new');
      const plan = await planOf(workspace, renamed);
      expect(errorsOf(plan).join()).toMatch(
        new RegExp(`moved \\{\\s+from = ${subject.type}\\.\\S+\\s+to   = ${subject.type}\\.\\S+\\s+\\}`),
      );
      expectError(await workspace.apply([`-target=${subject.type}.new`]), refusal(subject));
      expect(await workspace.stateOf(`${subject.type}.new`)).toBeUndefined();
      expectError(await workspace.apply(), /moved \{/);
      expect(await subject.uid()).toBe(uid);
      const moved = `moved {\n  from = ${subject.type}.old\n  to   = ${subject.type}.new\n}\n`;
      expectSuccess(await applyOf(workspace, renamed + moved));
      expectEmpty(await workspace.plan());
      expect(await subject.uid()).toBe(uid);
    },
    2 * PATIENCE_MS,
  );

  test(
    'that is replaced before it is destroyed, with a dependent that fails once, stays',
    async () => {
      const subject = make(`cb-${short}`);
      const hcl = (generation: number, isBroken: boolean) => `
resource "terraform_data" "trigger" {
  input = ${generation}
}
${subject.ground}
${subject.block(
  'main',
  'lifecycle {\n    create_before_destroy = true\n    replace_triggered_by  = [terraform_data.trigger]\n  }',
)}
resource "terraform_data" "dependent" {
  input = ${subject.type}.main.id
  triggers_replace = [${generation}]
  provisioner "local-exec" {
    command = "${isBroken ? 'false' : 'true'}"
  }
}
`;
      const workspace = await setting.workspace(hcl(1, false));
      expectSuccess(await workspace.apply());
      const uid = await subject.uid();
      expectError(await applyOf(workspace, hcl(2, true)), /exists already.*create_before_destroy/s);
      expect(await subject.uid()).toBe(uid);
      await applyOf(workspace, hcl(2, false));
      expect(await subject.uid()).toBe(uid);
      const { resources } = JSON.parse(await workspace.stateText()) as StateFile;
      const instances = resources.find(
        ({ type, name }) => type === subject.type && name === 'main',
      )?.instances;
      expect(instances).toMatchObject([{ attributes: { uid } }]);
      expect(instances?.filter(({ deposed }) => deposed !== undefined)).toEqual([]);
    },
    2 * PATIENCE_MS,
  );

  test(
    'that an import block brings to a new address is not destroyed at the old one',
    async () => {
      const subject = make(`im-${short}`);
      const workspace = await setting.workspace(subject.ground + subject.block('old'));
      expectSuccess(await workspace.apply());
      const uid = await subject.uid();
      const id = (await workspace.stateOf(`${subject.type}.old`))?.['id'];
      const imported = `import {\n  to = ${subject.type}.new\n  id = "${id}"\n}\n`;
      const hcl = subject.ground + subject.block('new') + imported;
      expectError(
        await applyOf(workspace, hcl),
        /would be imported and destroyed.*moved \{.*"removed" block/s,
      );
      expect(await subject.uid()).toBe(uid);
      const removed = `removed {\n  from = ${subject.type}.old\n  lifecycle {\n    destroy = false\n  }\n}\n`;
      expectSuccess(await applyOf(workspace, hcl + removed));
      expect(await subject.uid()).toBe(uid);
      expectEmpty(await workspace.plan());
      expect((await workspace.stateOf(`${subject.type}.new`))?.['uid']).toBe(uid);
    },
    2 * PATIENCE_MS,
  );

  test(
    'that a state has held is not taken by a second state with the same configuration and token',
    async () => {
      const subject = make(`st-${short}`);
      const first = await setting.workspace(subject.ground + subject.block('main'));
      expectSuccess(await first.apply());
      const uid = await subject.uid();
      const second = await setting.workspace(subject.block('main').replace(/ {2}depends_on.*\n/, ''));
      expect(warningsOf(await second.plan()).join()).toMatch(refusal(subject));
      expectError(await second.apply(), refusal(subject));
      expect(await second.stateOf(`${subject.type}.main`)).toBeUndefined();
      expectSuccess(await second.destroy());
      expect(await subject.uid()).toBe(uid);
      expectEmpty(await first.plan());
    },
    2 * PATIENCE_MS,
  );
});
