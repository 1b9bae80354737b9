// Clusters that a release takes, and what somebody else may have written into their values.

import { addonFacts, addonIdOfManifestKey } from '@hikube/domain';
import { type ChartCluster, capabilitiesOf, type Shape } from '@hikube/platform-cozystack';
import fc from 'fast-check';

type Group = ChartCluster['nodeGroups'][number];
type Addon = ChartCluster['addons'][number];

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const json = fc.jsonValue({ maxDepth: 2 });
const objectOfJson = fc.dictionary(fc.oneof(word, fc.constantFrom('__proto__', 'constructor', 'a b')), json, {
  maxKeys: 3,
});
const quantity = fc
  .tuple(fc.integer({ min: 1, max: 512 }), fc.constantFrom('', 'm', 'Mi', 'Gi', 'G', 'e3'))
  .map(([number, suffix]) => `${number}${suffix}`);

/** What a group may say of its nodes, as far as the release takes it; the defaults of the chart are as if nobody said them. */
function settingsOf(shape: Shape): fc.Arbitrary<Partial<Group>> {
  const capabilities = capabilitiesOf(shape);
  const threshold = (of: string) =>
    fc.constantFrom('5%', '12.5%', '300Mi', '1Gi').filter((each) => each !== of);
  const some = <Value extends object>(values: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }) =>
    fc.option(
      fc.record(values, { requiredKeys: [] }).filter((each) => Object.keys(each).length > 0),
      { nil: undefined },
    );
  const all = {
    storageClass: fc.option(fc.constantFrom('replicated', 'local'), { nil: undefined }),
    kubelet: some({
      systemReservedCpu: quantity,
      systemReservedMemory: quantity,
      kubeReservedCpu: quantity,
      kubeReservedMemory: quantity,
      evictionHardMemory: threshold('7%'),
      evictionSoftMemory: threshold('10%'),
    }),
    healthCheck: some({
      maxUnhealthy: fc.constantFrom('0', '3', '40%'),
      nodeStartupTimeout: fc.constantFrom('90s', '15m', '1h'),
    }),
  };
  return fc
    .record(all)
    .map((settings) =>
      Object.fromEntries(
        Object.entries(settings).filter(
          ([key, value]) => value !== undefined && capabilities.has(`nodeGroup.${key}`),
        ),
      ),
    );
}

function groupOf(name: string, shape: Shape): fc.Arbitrary<Group> {
  const plain = fc.record({
    minReplicas: fc.nat({ max: 5 }),
    more: fc.nat({ max: 5 }),
    instanceType: fc.constantFrom('u1.medium', 's1.large', 'm1.2xlarge'),
    diskSize: quantity,
    roles: fc.uniqueArray(fc.constantFrom('ingress-nginx', 'edge', 'db'), { maxLength: 3 }),
    gpus: fc.array(fc.constantFrom('nvidia.com/AD102GL_L40S', 'nvidia.com/H100_94GB'), { maxLength: 3 }),
    resources: fc.option(fc.record({ cpu: quantity, memory: quantity }), { nil: undefined }),
    settings: settingsOf(shape),
  });
  return plain.map(({ more, resources, settings, ...group }) => ({
    ...group,
    name,
    uid: `uid-${name}`,
    generation: 1,
    maxReplicas: group.minReplicas + more,
    labels: {},
    taints: [],
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    ...(resources === undefined ? {} : { resources }),
    ...settings,
  }));
}

function addonOf(id: string): fc.Arbitrary<Addon> {
  const subChart = addonFacts(id)?.manifest?.subChart ?? null;
  const values = subChart === null ? fc.constant({}) : objectOfJson.map((inner) => ({ [subChart]: inner }));
  const ingress = fc.record({
    exposure: fc.constantFrom('proxied' as const, 'load-balancer' as const),
    hosts: fc.uniqueArray(
      word.map((each) => `${each}.example.ch`),
      { maxLength: 2 },
    ),
  });
  const gitRepository = fc.record({
    url: word.map((each) => `https://git.example.ch/${each}`),
    branch: word,
    path: word.map((each) => `./${each}`),
  });
  const options: fc.Arbitrary<Addon['options']> =
    id === 'ingress-nginx'
      ? ingress.map((each) => ({ ingress: each }))
      : id === 'flux'
        ? gitRepository.map((each) => ({ flux: { gitRepository: each } }))
        : fc.constant(undefined);
  return fc
    .record({
      values: fc.option(values, { nil: undefined }),
      options: fc.option(options, { nil: undefined }),
    })
    .map((each) => ({
      id,
      uid: `uid-${id}`,
      generation: 1,
      ...(each.values === undefined ? {} : { values: each.values }),
      ...(each.options === undefined ? {} : { options: each.options }),
    }));
}

/** Ids of the add-ons that a release has. */
function addonIdsOf({ addons }: Shape): readonly string[] {
  return [...addons.keys()].flatMap((key) => addonIdOfManifestKey(key) ?? []);
}

/** Any cluster that this release takes. */
export function clustersOf(shape: Shape): fc.Arbitrary<ChartCluster> {
  const names = fc.uniqueArray(fc.oneof(word, fc.constantFrom('md0', 'constructor')), { maxLength: 4 });
  const ids = fc.subarray([...addonIdsOf(shape)]);
  return fc.record({
    version: fc.constantFrom(...shape.versions),
    topology: fc.constantFrom('production' as const, 'development' as const),
    controlPlane: fc.record({
      replicas: fc.integer({ min: 1, max: 9 }),
      etcdMembers: fc.constant(3 as const),
    }),
    storageClass: fc.constantFrom('replicated', 'local'),
    host: fc.constantFrom('', 'k8s.example.ch'),
    network: fc.constant({ exposure: 'proxied' as const }),
    nodeGroups: names.chain((all) => fc.tuple(...all.map((name) => groupOf(name, shape)))),
    addons: ids.chain((all) => fc.tuple(...all.map(addonOf))),
  });
}

/** Something that only its author knows, at a place of the values: keys from the root, and what stands there. */
export type Strange = readonly [path: readonly string[], value: unknown];

// Settings that a release may have and the contract has no field for. Where a release does not know them, they are unknown keys.
const SETTINGS: readonly Strange[] = [
  [['talos', 'version'], 'v1.13.5'],
  [['oidc', 'mode'], 'System'],
  [['images', 'waitForKubeconfig'], 'registry.example.ch/wait:1'],
  [['nodeHealthCheck', 'maxUnhealthy'], '40%'],
  [['maxNodeProvisionTime'], '45m'],
  [['controlPlane', 'apiServer', 'resourcesPreset'], 'small'],
  [['controlPlane', 'apiServer', 'extraArgs'], ['--v=4']],
  [['controlPlane', 'konnectivity', 'server', 'resources', 'cpu'], '200m'],
  [['addons', 'monitoringAgents', 'valuesOverride'], { fluentbit: { enabled: false } }],
];

/** Things that others wrote, beside the groups of these names. */
export function strangeThings(groups: readonly string[], shape: Shape): fc.Arbitrary<readonly Strange[]> {
  const places: fc.Arbitrary<readonly string[]>[] = [
    fc.constant([]),
    fc.constant(['controlPlane']),
    fc.constant(['controlPlane', 'scheduler']),
    fc.constant(['addons']),
    fc.constantFrom(...shape.addons.keys()).map((key) => ['addons', key]),
    ...groups.map((name) => fc.constant(['nodeGroups', name])),
    ...groups.map((name) => fc.constant(['nodeGroups', name, 'resources'])),
  ];
  const unknown = fc
    .tuple(fc.oneof(...places), word, json)
    .map(([place, key, value]): Strange => [[...place, `x${key}X`], value]);
  const ofGroup = groups.flatMap((name): Strange[] => [
    [['nodeGroups', name, 'podCpuLimit'], '2'],
    [['nodeGroups', name, 'kubelet', 'maxPods'], '200'],
  ]);
  return fc.array(fc.oneof(unknown, fc.constantFrom(...SETTINGS, ...ofGroup)), { maxLength: 8 });
}

/** Values with something more in them. */
export function withStrange(
  values: Readonly<Record<string, unknown>>,
  strange: readonly Strange[],
): Record<string, unknown> {
  const copy = structuredClone(values) as Record<string, unknown>;
  for (const [path, value] of strange) {
    let at = copy;
    for (const key of path.slice(0, -1)) {
      if (typeof at[key] !== 'object' || at[key] === null) at[key] = {};
      at = at[key] as Record<string, unknown>;
    }
    at[path.at(-1)!] = value;
  }
  return copy;
}

/** What stands at a place. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    values,
  );
}
