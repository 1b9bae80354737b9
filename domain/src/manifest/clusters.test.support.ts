// Random complete clusters, as the service stores them: every field that the contract has, defaults included.
import fc from 'fast-check';

const NAME = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const QUANTITY = fc.constantFrom('20Gi', '1', '500m', '1Ti', '12884901888');
const TEXT = fc.string({ unit: 'grapheme', maxLength: 20 });

const nodeGroup = fc.record(
  {
    minReplicas: fc.nat(9),
    maxReplicas: fc.nat(99),
    instanceType: fc.constantFrom('u1.medium', 's1.large', 'brand.new'),
    resources: fc.record({ cpu: QUANTITY, memory: QUANTITY }),
    diskSize: QUANTITY,
    storageClass: fc.constantFrom('replicated', 'local'),
    kubelet: fc.record({ systemReservedMemory: QUANTITY, evictionHardMemory: fc.constantFrom('5%', '1Gi') }),
    healthCheck: fc.record({ maxUnhealthy: fc.constantFrom('1', '50%') }),
    roles: fc.uniqueArray(NAME, { maxLength: 3 }),
    gpus: fc.array(fc.record({ name: fc.constantFrom('nvidia.com/AD102GL_L40S', 'nvidia.com/H100_94GB') }), {
      maxLength: 3,
    }),
    labels: fc.dictionary(NAME, NAME, { maxKeys: 3, noNullPrototype: true }),
    taints: fc.array(
      fc.record({
        key: NAME,
        value: NAME,
        effect: fc.constantFrom('NoSchedule' as const, 'NoExecute' as const),
      }),
      { maxLength: 2 },
    ),
    rollout: fc.record({ maxSurge: fc.nat(3), maxUnavailable: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    requiredKeys: [
      ...([
        'minReplicas',
        'maxReplicas',
        'instanceType',
        'diskSize',
        'roles',
        'gpus',
        'labels',
        'taints',
        'rollout',
      ] as const),
    ],
  },
);

const json = fc.jsonValue({ maxDepth: 3 });
const valuesUnder = (chart: string) =>
  fc.oneof(
    fc.constant({}),
    fc
      .dictionary(fc.string(), json, { maxKeys: 3, noNullPrototype: true })
      .map((values) => ({ [chart]: values })),
  );

const record = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const version = fc.constantFrom('1.2.3', '0.40.0');
const ingress = fc.record({
  ingress: fc.record({
    exposure: fc.constantFrom('proxied', 'load-balancer'),
    hosts: fc.uniqueArray(fc.constantFrom('a.example.ch', '*.b.example.ch')),
  }),
});
const flux = fc.record({
  flux: fc.record({ gitRepository: fc.record({ url: fc.webUrl(), branch: TEXT, path: TEXT }) }),
});
const certManager = fc.record({
  certManager: fc.record({ issuers: fc.dictionary(NAME, json, { maxKeys: 2, noNullPrototype: true }) }),
});
const monitoring = fc.record({
  monitoring: fc.record({
    nodeExporter: fc.boolean(),
    fluentBit: fc.boolean(),
    kubeStateMetrics: fc.boolean(),
  }),
});
const nfs = fc.record({ nfs: fc.record({ size: QUANTITY }) });

const addons = record({
  'cert-manager': record({ version, valuesOverride: valuesUnder('cert-manager'), options: certManager }),
  'ingress-nginx': record({ version, valuesOverride: valuesUnder('ingress-nginx'), options: ingress }),
  flux: record({ version, valuesOverride: valuesUnder('flux-instance'), options: flux }),
  monitoring: record({ version, options: monitoring, valuesOverride: fc.constant({}) }),
  'vertical-pod-autoscaler': record({ version, valuesOverride: valuesUnder('vertical-pod-autoscaler') }),
  'gpu-operator': record({ version, valuesOverride: valuesUnder('gpu-operator') }),
  'gateway-api': record({ version, valuesOverride: fc.constant({}) }),
  velero: record({ version, valuesOverride: fc.constant({ velero: { schedules: {} } }) }),
  cilium: record({ valuesOverride: valuesUnder('cilium') }),
  coredns: record({ version, valuesOverride: valuesUnder('coredns') }),
  hami: record({ valuesOverride: valuesUnder('hami') }),
  ouroboros: record({}),
  'ingress-traefik': record({ version, valuesOverride: valuesUnder('traefik'), options: ingress }),
  dashboard: record({ version, valuesOverride: valuesUnder('headlamp') }),
  nfs: record({ version, options: nfs }),
});

/** A complete cluster with everything in it. */
export const completeCluster = fc.record(
  {
    name: NAME,
    displayName: TEXT,
    labels: fc.dictionary(NAME, NAME, { maxKeys: 3, noNullPrototype: true }),
    version: fc.constantFrom('1.30', '1.34', '1.35'),
    topology: fc.constantFrom('production' as const, 'development' as const),
    site: fc.constantFrom('geneva', 'gland'),
    controlPlane: fc.record({
      replicas: fc.integer({ min: 1, max: 9 }),
      etcdMembers: fc.constantFrom(1, 3, 5),
    }),
    storageClass: fc.constantFrom('replicated', 'local'),
    host: fc.constantFrom('k8s.example.ch', 'kubernetes-prod.example.ch'),
    network: fc.record({ exposure: fc.constantFrom('proxied', 'load-balancer') }),
    deletionProtection: fc.boolean(),
    deletion: fc.record({ volumes: fc.constantFrom('delete', 'retain') }),
    maintenance: fc.record({ autoPatch: fc.boolean(), exclusions: fc.constant([]) }),
    nodeGroups: fc.dictionary(NAME, nodeGroup, { maxKeys: 3, noNullPrototype: true }),
    addons,
  },
  {
    requiredKeys: [
      ...(['name', 'displayName', 'labels', 'version', 'topology', 'controlPlane', 'storageClass'] as const),
      ...(['host', 'network', 'deletionProtection', 'deletion', 'nodeGroups', 'addons'] as const),
    ],
  },
);
