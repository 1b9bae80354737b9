// Names of children, presets, and secrets, on both engines.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import type { ClusterProps } from '../props.ts';
import { type Build, ENGINES, type Synthesised, synth } from '../testing/engines.ts';

const MANAGEMENTS = ['inline', 'separate'] as const;

function clusterIn({ resource }: Synthesised) {
  return resource['hikube_kubernetes_cluster']?.['main'];
}

describe.each(ENGINES)('$name', (engine) => {
  const main =
    (
      props: Partial<ClusterProps>,
      more?: (cluster: InstanceType<typeof engine.hikube.KubernetesCluster>) => void,
    ): Build =>
    (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod', ...props });
      more?.(cluster);
    };

  test.each(MANAGEMENTS)('%s: a name is given once', (management) => {
    const props = { nodeGroupManagement: management, addonManagement: management, nodeGroups: { web: {} } };
    expect(() =>
      synth(
        engine,
        main(props, (cluster) => cluster.addNodeGroup('web')),
      ),
    ).toThrow('The cluster has the node group "web" already; add it once.');
    const twice = main(props, (cluster) => {
      cluster.enableAddon('flux');
      cluster.enableAddon('flux');
    });
    expect(() => synth(engine, twice)).toThrow('The cluster has the add-on "flux" already; add it once.');
  });

  test('a child that is not there is named with those that are', () => {
    const props = { nodeGroups: { web: {}, ml: {} } };
    expect(() =>
      synth(
        engine,
        main(props, (cluster) => cluster.nodeGroup('db')),
      ),
    ).toThrow('The cluster has no node group "db"; it has web, ml.');
    expect(() =>
      synth(
        engine,
        main({}, (cluster) => cluster.addon('flux')),
      ),
    ).toThrow('The cluster has no add-on "flux"; it has none.');
  });

  test('a name that is decided later is refused, because it names the child in the plan', () => {
    const build: Build = (stack, { core, hikube }) => {
      const name = new core.TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
      new hikube.KubernetesCluster(stack, 'main', { name: 'prod' }).addNodeGroup(name);
    };
    expect(() => synth(engine, build)).toThrow(
      'The node group must be named by a literal and not by a reference, because the plan shows it under its name.',
    );
  });

  test('cards that are one reference are refused, because each is written out', () => {
    const build: Build = (stack, { core, hikube }) => {
      const gpus = new core.TerraformVariable(stack, 'gpus', { type: 'list(string)' }).listValue;
      new hikube.KubernetesCluster(stack, 'main', { name: 'prod', nodeGroups: { ml: { gpus } } });
    };
    expect(() => synth(engine, build)).toThrow('gpus must be a list that is known at synth');
  });

  test('presets begin, and what is written wins', () => {
    const production = clusterIn(synth(engine, main({ preset: 'production', deletionProtection: false })));
    expect(production).toEqual({
      name: 'prod',
      topology: 'production',
      deletion_protection: false,
      maintenance: {
        window: { days: ['sun'], start_time: '02:00', duration_minutes: 240 },
        auto_patch: true,
      },
      node_groups: { default: { min_replicas: 3, max_replicas: 10, instance_type: 's1.large' } },
      addons: { 'cert-manager': {}, monitoring: {} },
    });
    const given = clusterIn(
      synth(engine, main({ preset: 'development', nodeGroups: { web: { maxReplicas: 2 } } })),
    );
    expect(given).toEqual({
      name: 'prod',
      topology: 'development',
      node_groups: { web: { max_replicas: 2 } },
    });
  });

  test.each(MANAGEMENTS)('%s: a group of a preset can be changed, and others added', (management) => {
    const { resource } = synth(
      engine,
      main({ preset: 'ml', nodeGroupManagement: management }, (cluster) => {
        cluster.addNodeGroup('gpu', { minReplicas: 2 });
        cluster.addNodeGroup('web', { minReplicas: 1 });
      }),
    );
    const inline = resource['hikube_kubernetes_cluster']?.['main']?.['node_groups'] ?? {};
    const separate = Object.values(resource['hikube_kubernetes_node_group'] ?? {}).map(
      ({ name, min_replicas }) => [name, { min_replicas }],
    );
    const groups = management === 'inline' ? inline : Object.fromEntries(separate);
    expect(groups).toMatchObject({
      system: { min_replicas: 2 },
      gpu: { min_replicas: 2 },
      web: { min_replicas: 1 },
    });
    expect(Object.keys(groups)).toHaveLength(3);
  });

  test('a preset that is none is refused', () => {
    expect(() => synth(engine, main({ preset: 'huge' as never }))).toThrow(
      'There is no preset "huge"; choose one of development, production, ml.',
    );
  });

  test('secret values are sent by a separate add-on, and an inline one has no place for them', () => {
    const secretValues = { values: { password: 'p"1' }, version: 3 };
    const enable = (addonManagement: 'inline' | 'separate') =>
      synth(
        engine,
        main({ addonManagement }, (cluster) => cluster.enableAddon('velero', { secretValues })),
      );
    expect(enable('separate').resource['hikube_kubernetes_addon']).toEqual({
      'main_addon-velero_BA349804': {
        cluster_id: '${hikube_kubernetes_cluster.main.id}',
        name: 'velero',
        values_override_wo: '{"password":"p\\"1"}',
        values_override_wo_version: 3,
      },
    });
    expect(() => enable('inline')).toThrow(
      "The add-on velero has secretValues, which the map of a cluster has no place for; create the cluster with addonManagement: 'separate'.",
    );
  });

  test('a wait of its own needs a resource of its own', () => {
    const props = { nodeGroups: { web: { timeouts: { create: '1h' } } } };
    const { resource } = synth(engine, main({ ...props, nodeGroupManagement: 'separate' }));
    expect(Object.values(resource['hikube_kubernetes_node_group'] ?? {})).toMatchObject([
      { name: 'web', timeouts: { create: '1h' } },
    ]);
    expect(() => synth(engine, main(props))).toThrow(
      "The node group web has timeouts, which the map of a cluster has no place for; create the cluster with nodeGroupManagement: 'separate'.",
    );
  });

  test('so does a window of its own; the map of a cluster has that of the cluster', () => {
    const props = { nodeGroups: { web: { applyIn: 'window' as const } } };
    const { resource } = synth(engine, main({ ...props, nodeGroupManagement: 'separate' }));
    expect(Object.values(resource['hikube_kubernetes_node_group'] ?? {})).toMatchObject([
      { name: 'web', apply_in: 'window' },
    ]);
    expect(() => synth(engine, main(props))).toThrow('The node group web has applyIn,');
    const inline = synth(engine, main({ applyIn: 'window', nodeGroups: { web: {} } }));
    expect(Object.values(inline.resource['hikube_kubernetes_cluster'] ?? {})).toMatchObject([
      { apply_in: 'window' },
    ]);
    expect(() => synth(engine, main({ applyIn: 'later' as 'now' }))).toThrow('applyIn');
  });
});
