// What a cluster with its children becomes, on both engines.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { ENGINES, synth } from '../testing/engines.ts';

describe.each(ENGINES)('$name', (engine) => {
  test('children are inline by default: one resource is the whole cluster', () => {
    const { resource } = synth(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        version: '1.34',
        nodeGroups: { web: { minReplicas: 2, roles: ['ingress-nginx'] } },
      });
      cluster.addNodeGroup('ml', { instanceType: hikube.InstanceType.U1_XLARGE, gpus: ['a', 'a'] });
      cluster.enableAddon('cert-manager');
      cluster.enableAddon('velero', { version: '1.2.3', valuesOverride: { a: { b: [1, null, 'x'] } } });
    });
    expect(resource).toEqual({
      hikube_kubernetes_cluster: {
        main: {
          name: 'prod',
          version: '1.34',
          node_groups: {
            web: { min_replicas: 2, roles: ['ingress-nginx'] },
            ml: { instance_type: 'u1.xlarge', gpus: [{ name: 'a' }, { name: 'a' }] },
          },
          addons: {
            'cert-manager': {},
            velero: { version: '1.2.3', values_override: '{"a":{"b":[1,null,"x"]}}' },
          },
        },
      },
    });
  });

  test('a cluster that nobody adds children to leaves them alone, an empty map deletes them', () => {
    const { resource } = synth(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'open', { name: 'open' });
      new hikube.KubernetesCluster(stack, 'empty', { name: 'empty', nodeGroups: {}, addons: {} });
    });
    expect(resource['hikube_kubernetes_cluster']).toEqual({
      open: { name: 'open' },
      empty: { name: 'empty', node_groups: {}, addons: {} },
    });
  });

  test('separate children are resources that refer to the cluster, and the maps stay out of it', () => {
    const { resource } = synth(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        nodeGroupManagement: 'separate',
        addonManagement: 'separate',
        nodeGroups: { web: { minReplicas: 2 } },
      });
      cluster.addNodeGroup('batch', { maxReplicas: 5 });
      cluster.enableAddon('flux', { options: { flux: { gitRepository: { url: 'https://g.example/r' } } } });
    });
    const cluster_id = '${hikube_kubernetes_cluster.main.id}';
    expect(resource).toEqual({
      hikube_kubernetes_cluster: { main: { name: 'prod' } },
      hikube_kubernetes_node_group: {
        'main_node-group-web_702895A5': { cluster_id, name: 'web', min_replicas: 2 },
        'main_node-group-batch_87B5207F': { cluster_id, name: 'batch', max_replicas: 5 },
      },
      hikube_kubernetes_addon: {
        'main_addon-flux_5C7D790E': {
          cluster_id,
          name: 'flux',
          options: { flux: { git_repository: { url: 'https://g.example/r' } } },
        },
      },
    });
  });

  test('every property reaches Terraform', () => {
    const { resource } = synth(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        displayName: 'Production',
        labels: { team: 'web' },
        version: '1.34',
        topology: 'production',
        controlPlane: { replicas: 2, etcdMembers: 3 },
        storageClass: hikube.StorageClass.LOCAL,
        host: 'k8s.example.ch',
        network: { exposure: 'load-balancer' },
        deletionProtection: true,
        maintenance: {
          window: { days: ['sat', 'sun'], startTime: '02:00', durationMinutes: 90, timeZone: 'UTC' },
          autoPatch: true,
          exclusions: [{ start: '2026-12-20T00:00:00Z', end: '2027-01-04T00:00:00Z', reason: 'holidays' }],
        },
        timeouts: { create: '20m', update: '1h', delete: '10m' },
        nodeGroups: {
          big: {
            minReplicas: 0,
            maxReplicas: 3,
            resources: { cpu: '4', memory: '16Gi' },
            diskSize: '50Gi',
          },
        },
      });
    });
    expect(resource['hikube_kubernetes_cluster']?.['main']).toEqual({
      name: 'prod',
      display_name: 'Production',
      labels: { team: 'web' },
      version: '1.34',
      topology: 'production',
      control_plane: { replicas: 2, etcd_members: 3 },
      storage_class: 'local',
      host: 'k8s.example.ch',
      network: { exposure: 'load-balancer' },
      deletion_protection: true,
      maintenance: {
        window: { days: ['sat', 'sun'], start_time: '02:00', duration_minutes: 90, time_zone: 'UTC' },
        auto_patch: true,
        exclusions: [{ start: '2026-12-20T00:00:00Z', end: '2027-01-04T00:00:00Z', reason: 'holidays' }],
      },
      timeouts: { create: '20m', update: '1h', delete: '10m' },
      node_groups: {
        big: {
          min_replicas: 0,
          max_replicas: 3,
          resources: { cpu: '4', memory: '16Gi' },
          disk_size: '50Gi',
        },
      },
    });
  });
});
