// Two different valid values for every attribute. Most follow from the contract's type, enum, default and bounds; those
// that only a person can know stand in a table. An attribute that is new in the contract is covered or refused here.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import type { HclValue } from '../hcl.ts';
import { type Leaf, rowOf } from './leaves.ts';

/** Which of the two values. */
export type Which = 0 | 1;
type Pair = readonly [HclValue, HclValue];

/** By the end of the leaf's name, the longest that fits. */
const KNOWN: Readonly<Record<string, Pair>> = {
  version: ['3.6.10', '3.6.13'],
  'control_plane.replicas': [2, 3],
  'control_plane.etcd_members': [1, 3],
  instance_type: ['s1.large', 'm1.large'],
  'resources.cpu': ['2', '3'],
  'resources.memory': ['4Gi', '6Gi'],
  disk_size: ['30Gi', '40Gi'],
  storage_class: ['replicated', 'local'],
  'kubelet.system_reserved_cpu': ['100m', '200m'],
  'kubelet.system_reserved_memory': ['300Mi', '400Mi'],
  'kubelet.kube_reserved_cpu': ['110m', '210m'],
  'kubelet.kube_reserved_memory': ['310Mi', '410Mi'],
  'kubelet.eviction_hard_memory': ['4%', '5%'],
  'kubelet.eviction_soft_memory': ['8%', '9%'],
  'health_check.max_unhealthy': ['1', '40%'],
  'health_check.node_startup_timeout': ['15m', '1h'],
  'nfs.size': ['10Gi', '30Gi'],
  gpus: [
    [{ name: 'nvidia.com/AD102GL_L40S' }],
    [{ name: 'nvidia.com/AD102GL_L40S' }, { name: 'nvidia.com/AD102GL_L40S' }],
  ],
  taints: [
    [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
    [
      { key: 'dedicated', value: 'web', effect: 'NoSchedule' },
      { key: 'spot', value: '', effect: 'PreferNoSchedule' },
    ],
  ],
  'window.days': [['sat'], ['sat', 'sun']],
  'window.start_time': ['02:00', '03:30'],
  'window.time_zone': ['Europe/London', 'Europe/Paris'],
  'window.duration_minutes': [60, 90],
  'maintenance.exclusions': [
    [{ start: '2027-12-20T00:00:00Z', end: '2028-01-03T00:00:00Z' }],
    [{ start: '2027-12-20T00:00:00Z', end: '2028-01-04T00:00:00Z', reason: 'Holidays' }],
  ],
  'ingress.hosts': [['a.example.org'], ['a.example.org', '*.example.org']],
  'git_repository.url': ['https://git.example.org/a.git', 'ssh://git@git.example.org/b.git'],
  'cert_manager.issuers': [
    { staging: { type: 'lets-encrypt-staging', email: 'a@example.org' } },
    {
      staging: { type: 'lets-encrypt', email: 'b@example.org' },
      own: { type: 'private-ca', secret_name: 'ca' },
    },
  ],
  values_override: ['{"replicas":1}', '{"nodeSelector":{"edge":"yes"},"replicas":2}'],
};

const KUBERNETES_VERSIONS: Pair = ['1.33', '1.34'];

/** A value of the attribute. @throws when the contract has an attribute of which nothing valid is known */
export function sampleOf(leaf: Leaf, which: Which): HclValue {
  if (rowOf(leaf).normaliser === 'kubernetesVersion') return KUBERNETES_VERSIONS[which];
  const known = Object.keys(KNOWN)
    .filter((end) => leaf.name === end || leaf.name.endsWith(`.${end}`))
    .sort((a, b) => b.length - a.length)[0];
  if (known !== undefined) return (KNOWN[known] as Pair)[which];
  const derived = derive(rowOf(leaf), which);
  if (derived === undefined) throw new Error(`Give two valid values of ${leaf.name} in samples.ts.`);
  return derived;
}

const WORDS = ['one', 'two'] as const;

function fits(text: string, { bounds }: TerraformAttribute): boolean {
  return bounds?.pattern === undefined || new RegExp(bounds.pattern, 'u').test(text);
}

function derive(row: TerraformAttribute, which: Which): HclValue | undefined {
  if (row.enum) return row.enum[which];
  switch (row.type) {
    case 'bool':
      return which === 0 ? row.default !== true : row.default === true;
    case 'number':
      return (typeof row.default === 'number' ? row.default : (row.bounds?.minimum ?? 0)) + 1 + which;
    case 'string':
      return row.bounds?.format === undefined && WORDS.every((word) => fits(word, row))
        ? WORDS[which]
        : undefined;
    case 'set':
    case 'list':
      return row.element?.type === 'string' ? (which === 0 ? ['one'] : ['one', 'two']) : undefined;
    case 'map':
      return row.element?.type === 'string'
        ? ([{ team: 'one' }, { team: 'two', tier: 'web' }] as const)[which]
        : undefined;
    default:
      return undefined;
  }
}

/** Add-ons that take the options of that name. */
const ADDON_WITH: Readonly<Record<string, string>> = {
  ingress: 'ingress-nginx',
  flux: 'flux',
  cert_manager: 'cert-manager',
  monitoring: 'monitoring',
  nfs: 'nfs',
};

/** The add-on on which this leaf can be tried. */
export function addonFor({ name }: Leaf): string {
  const option = /options\.(\w+)/.exec(name)?.[1];
  // One that has several versions, and one that every platform has.
  if (option === undefined) return /(^|\.)version$/.test(name) ? 'ingress-traefik' : 'velero';
  const addon = ADDON_WITH[option];
  if (addon === undefined) throw new Error(`Name an add-on that takes the options ${option} in samples.ts.`);
  return addon;
}

/** Name of the element of an inline map in which the leaf is tried. */
export function keyFor(leaf: Leaf): string {
  return leaf.name.startsWith('addons.') ? addonFor(leaf) : 'web';
}

/**
 * The attribute of the resource that holds the leaf, with `value` in it and what must stand beside it.
 * @param beside which value the others get
 */
export function attributeWith(
  leaf: Leaf,
  value: HclValue,
  beside: Which = 0,
): Readonly<Record<string, HclValue>> {
  return wrap(leaf, 0, value, beside);
}

function wrap(leaf: Leaf, depth: number, value: HclValue, which: Which): Record<string, HclValue> {
  const row = leaf.chain[depth] as TerraformAttribute;
  if (depth === leaf.chain.length - 1) return { [row.name]: value };
  const next = leaf.chain[depth + 1] as TerraformAttribute;
  const beside = (row.attributes ?? [])
    .filter((sibling) => sibling.required && sibling.name !== next.name)
    .map((sibling) => required(leaf, depth, sibling, which));
  const inner = Object.assign({}, ...beside, wrap(leaf, depth + 1, value, which)) as Record<string, HclValue>;
  return { [row.name]: row.inline === undefined ? inner : { [keyFor(leaf)]: inner } };
}

/** A required attribute that stands beside the leaf. */
function required(
  leaf: Leaf,
  depth: number,
  row: TerraformAttribute,
  which: Which,
): Record<string, HclValue> {
  const chain = [...leaf.chain.slice(0, depth + 1), row] as unknown as Leaf['chain'];
  const name = chain.map((each) => each.name).join('.');
  if (row.attributes !== undefined && row.type === 'object') {
    const inner = row.attributes.filter((each) => each.required);
    return {
      [row.name]: Object.assign(
        {},
        ...inner.map((each) => required({ name, chain }, depth + 1, each, which)),
      ),
    };
  }
  return { [row.name]: sampleOf({ name, chain }, which) };
}
