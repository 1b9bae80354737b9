// A stack that uses everything the constructs have, for comparisons between engines.
import type { Build } from './engines.ts';

export const wholeStack: Build = (stack, { core, hikube }) => {
  const version = new core.TerraformVariable(stack, 'version', { type: 'string', default: '1.34' });
  const production = new hikube.KubernetesCluster(stack, 'production', {
    name: 'production',
    preset: 'production',
    version: version.stringValue,
    labels: { team: 'web' },
  });
  production.addNodeGroup('web', {
    maxReplicas: 5,
    instanceType: hikube.InstanceType.M1_LARGE,
    roles: ['ingress-nginx'],
  });
  production.enableAddon('ingress-nginx', {
    valuesOverride: { controller: { host: `web.${production.host}`, empty: {}, text: 'a "quoted" text' } },
  });
  const ml = new hikube.KubernetesCluster(stack, 'ml', {
    name: 'ml',
    preset: 'ml',
    initialVersion: '1.33',
    dependsOn: [production.resource],
    nodeGroupManagement: 'separate',
    addonManagement: 'separate',
  });
  ml.scheduleUpgrade({ targetVersion: '1.34' });
  ml.scheduleUpgrade({ targetVersion: '1.35', start: 'at', startAt: '2026-12-24T03:00:00Z' });
  new hikube.KubernetesCluster(stack, 'none', { name: 'none', nodeGroups: {}, addons: {} });
  new core.TerraformOutput(stack, 'endpoint', { value: production.endpoint });
  new core.TerraformOutput(stack, 'size', { value: production.nodeGroup('web').instanceType });
  new core.TerraformOutput(stack, 'upgrade', { value: ml.nodeGroup('gpu').maxReplicas });
};
