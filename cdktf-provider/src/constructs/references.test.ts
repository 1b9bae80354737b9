// References from and to a cluster, on both engines.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { ENGINES, synth } from '../testing/engines.ts';

describe.each(ENGINES)('$name', (engine) => {
  test('outputs of the cluster are references', () => {
    const { output } = synth(engine, (stack, { core, hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
      const { id, name, endpoint, host, version, sites } = cluster;
      new core.TerraformOutput(stack, 'all', { value: [id, name, endpoint, host, version] });
      new core.TerraformOutput(stack, 'sites', { value: sites });
      new core.TerraformOutput(stack, 'dns', { value: cluster.resource.network.dnsRecords.get(0).name });
    });
    expect(output).toEqual({
      all: {
        value: [
          '${hikube_kubernetes_cluster.main.id}',
          '${hikube_kubernetes_cluster.main.name}',
          '${hikube_kubernetes_cluster.main.endpoint}',
          '${hikube_kubernetes_cluster.main.host}',
          '${hikube_kubernetes_cluster.main.version}',
        ],
      },
      sites: { value: '${tolist(hikube_kubernetes_cluster.main.sites)}' },
      dns: { value: '${hikube_kubernetes_cluster.main.network.dns_records[0].name}' },
    });
  });

  test('inline children are read from the maps, with keys that Terraform takes', () => {
    const { output } = synth(engine, (stack, { core, hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod', nodeGroups: { web: {} } });
      const addon = cluster.enableAddon('cert-manager');
      new core.TerraformOutput(stack, 'size', { value: cluster.nodeGroup('web').instanceType });
      new core.TerraformOutput(stack, 'max', { value: cluster.nodeGroup('web').maxReplicas });
      new core.TerraformOutput(stack, 'roles', { value: cluster.nodeGroup('web').roles });
      new core.TerraformOutput(stack, 'version', { value: addon.version });
    });
    expect(output).toEqual({
      size: { value: '${hikube_kubernetes_cluster.main.node_groups["web"].instance_type}' },
      max: { value: '${hikube_kubernetes_cluster.main.node_groups["web"].max_replicas}' },
      roles: { value: '${tolist(hikube_kubernetes_cluster.main.node_groups["web"].roles)}' },
      version: { value: '${hikube_kubernetes_cluster.main.addons["cert-manager"].version}' },
    });
  });

  test('separate children are read from their resources', () => {
    const { output } = synth(engine, (stack, { core, hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        nodeGroupManagement: 'separate',
        addonManagement: 'separate',
      });
      const web = cluster.addNodeGroup('web');
      const flux = cluster.enableAddon('flux');
      new core.TerraformOutput(stack, 'size', { value: web.instanceType });
      new core.TerraformOutput(stack, 'again', { value: cluster.nodeGroup('web').minReplicas });
      new core.TerraformOutput(stack, 'version', { value: flux.version });
      new core.TerraformOutput(stack, 'same', { value: cluster.addon('flux').version });
    });
    expect(output).toEqual({
      size: { value: '${hikube_kubernetes_node_group.main_node-group-web_702895A5.instance_type}' },
      again: { value: '${hikube_kubernetes_node_group.main_node-group-web_702895A5.min_replicas}' },
      version: { value: '${hikube_kubernetes_addon.main_addon-flux_5C7D790E.version}' },
      same: { value: '${hikube_kubernetes_addon.main_addon-flux_5C7D790E.version}' },
    });
  });

  test('props take references to what is decided later', () => {
    const { resource } = synth(engine, (stack, { core, hikube }) => {
      const text = new core.TerraformVariable(stack, 'text', { type: 'string' });
      const number = new core.TerraformVariable(stack, 'number', { type: 'number' });
      const flag = new core.TerraformVariable(stack, 'flag', { type: 'bool' });
      const list = new core.TerraformVariable(stack, 'list', { type: 'list(string)' });
      new hikube.KubernetesCluster(stack, 'main', {
        name: `prod-${text.stringValue}`,
        version: text.stringValue,
        labels: { team: text.stringValue },
        deletionProtection: flag.booleanValue,
        nodeGroups: {
          web: { minReplicas: number.numberValue, roles: list.listValue, gpus: [text.stringValue] },
        },
      });
    });
    expect(resource['hikube_kubernetes_cluster']?.['main']).toEqual({
      name: 'prod-${var.text}',
      version: '${var.text}',
      labels: { team: '${var.text}' },
      deletion_protection: '${var.flag}',
      node_groups: {
        web: { min_replicas: '${var.number}', roles: '${var.list}', gpus: [{ name: '${var.text}' }] },
      },
    });
  });

  test('provider, dependencies and lifecycle reach every resource that they concern', () => {
    const { resource } = synth(engine, (stack, { core, hikube }) => {
      const other = new hikube.HikubeProvider(stack, 'other', { alias: 'other' });
      const first = new hikube.KubernetesCluster(stack, 'first', { name: 'first' });
      const second = new hikube.KubernetesCluster(stack, 'second', {
        name: 'second',
        provider: other,
        dependsOn: [first.resource],
        lifecycle: { preventDestroy: true, ignoreChanges: ['labels'] },
        nodeGroupManagement: 'separate',
      });
      second.addNodeGroup('web');
      new core.TerraformOutput(stack, 'o', { value: second.endpoint });
    });
    expect(resource['hikube_kubernetes_cluster']?.['second']).toEqual({
      name: 'second',
      provider: 'hikube.other',
      depends_on: ['hikube_kubernetes_cluster.first'],
      lifecycle: { prevent_destroy: true, ignore_changes: ['labels'] },
    });
    expect(resource['hikube_kubernetes_node_group']).toEqual({
      'second_node-group-web_BB371FB8': {
        name: 'web',
        cluster_id: '${hikube_kubernetes_cluster.second.id}',
        provider: 'hikube.other',
      },
    });
  });
});
