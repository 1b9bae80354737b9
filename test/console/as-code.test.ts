// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform and Helm write references so.
// The same thing as code: what the console shows of a cluster makes an equal one, in each of its languages.
import { spawnSync } from 'node:child_process';
import { createEmulator } from '@hikube/emulator';
import type { ClusterCreate, Hikube } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ClusterParts, definitionOf } from '../../console/src/code/definition.ts';
import { hcl, sdk } from '../../console/src/code/languages.ts';
import { manifestOf } from '../../console/src/install/manifest.ts';
import { isLeftOut, missingProgram } from '../support/left-out.ts';

const CLUSTERS: readonly ClusterCreate[] = [
  { name: 'plain' },
  { name: 'dev', topology: 'development', site: 'gland', version: '1.34', deletionProtection: true },
  {
    name: 'rich',
    displayName: 'It\'s ${rich} "quoted"',
    labels: { 'example.org/team': 'shop' },
    controlPlane: { replicas: 2 },
    storageClass: 'replicated-async',
    network: { exposure: 'load-balancer' },
    maintenance: {
      window: { days: ['tue', 'thu'], startTime: '02:00', durationMinutes: 120 },
      autoPatch: true,
    },
    deletion: { volumes: 'retain' },
    nodeGroups: {
      web: { minReplicas: 2, maxReplicas: 12, instanceType: 's1.large', roles: ['ingress-nginx'] },
      ml: {
        ...{ minReplicas: 1, maxReplicas: 3, diskSize: '40Gi' },
        gpus: [{ name: 'nvidia.com/AD102GL_L40S' }, { name: 'nvidia.com/AD102GL_L40S' }],
        taints: [{ key: 'gpu', effect: 'NoSchedule' }],
        rollout: { maxSurge: 2, maxUnavailable: 1 },
      },
      sized: { resources: { cpu: '4', memory: '16Gi' } },
    },
    addons: {
      'ingress-nginx': { options: { ingress: { hosts: ['shop.example.com'] } } },
      velero: { valuesOverride: { deep: { keepAll: true, note: '${HOME}' } } },
    },
  },
];

async function partsOf(hikube: Hikube, name: string): Promise<ClusterParts> {
  const [cluster, { items: nodeGroups }, { items: addons }] = await Promise.all([
    hikube.clusters.get(name),
    hikube.nodeGroups.list(name),
    hikube.addons.list(name),
  ]);
  return { cluster, nodeGroups, addons };
}

test.each(CLUSTERS)('$name: what is shown makes an equal cluster', async (order) => {
  await using first = await createEmulator();
  await using second = await createEmulator();
  await first.client().clusters.create(order);
  const definition = definitionOf(await partsOf(first.client(), order.name));
  await second.client().clusters.create(definition);
  expect(definitionOf(await partsOf(second.client(), order.name))).toEqual(definition);
  // What somebody chose is said, and what a default says is not.
  const { addons: _said, ...rest } = order;
  expect(definition).toMatchObject(rest);
  expect(JSON.stringify(definition)).not.toContain('"host"');
  // The program that is shown is evaluated as it stands.
  const [, body = ''] = /clusters\.create\((\{.*\})\);/s.exec(sdk(definition)) ?? [];
  expect(new Function(`return (${body})`)()).toEqual(definition);
});

test.each(CLUSTERS)('$name: the manifest of the form is read as the same', async (order) => {
  await using emulator = await createEmulator();
  await using other = await createEmulator();
  // The form asks for no Helm values: in a manifest they stand under their chart.
  const addons = { ...order.addons, velero: {} };
  const whole = { version: '1.35', ...order, addons };
  const text = manifestOf(whole);
  expect(parse(text)).toMatchObject({ kind: 'Kubernetes', metadata: { name: order.name } });
  await emulator.client().manifests.put(order.name, text);
  await other.client().clusters.create(whole);
  const wanted = definitionOf(await partsOf(other.client(), order.name));
  expect(definitionOf(await partsOf(emulator.client(), order.name))).toEqual(wanted);
});

test.skipIf(isLeftOut('HCL as terraform writes it', missingProgram('terraform', 'version')))(
  'terraform would format no line of the HCL in another way',
  () => {
    for (const order of CLUSTERS) {
      const { stdout } = spawnSync('terraform', ['fmt', '-'], { input: hcl(order), encoding: 'utf8' });
      expect(stdout).toBe(hcl(order));
    }
  },
);
