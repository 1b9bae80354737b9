// Random valid values for the attributes of the contract's table: written or left out, default or not, in any spelling.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import * as fc from 'fast-check';
import type { HclValue } from '../hcl.ts';
import { type Leaf, rowOf } from '../matrix/leaves.ts';
import { sampleOf } from '../matrix/samples.ts';

type Text = fc.Arbitrary<string>;

const GIB = ['10Gi', '20Gi', '0.5Ti', '512Gi', '40960Mi', '64G', '1e11', '42949672960'];
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const host = fc.tuple(fc.constantFrom('', '*.'), word).map(([star, name]) => `${star}${name}.example.org`);

/** Few keys, so that one configuration changes values that another has. */
const key = fc.constantFrom('a', 'b', 'c');
const scalar = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.boolean(), word);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Values that follow from no type; by the end of the leaf's name. */
const KNOWN: Readonly<Record<string, fc.Arbitrary<HclValue>>> = {
  min_replicas: fc.integer({ min: 0, max: 2 }),
  max_replicas: fc.integer({ min: 2, max: 12 }),
  instance_type: fc.constantFrom('s1.large', 's1.xlarge', 'u1.large', 'u1.medium', 'm1.large'),
  disk_size: fc.constantFrom(...GIB),
  'nfs.size': fc.constantFrom(...GIB),
  'resources.cpu': fc.constantFrom('1', '2000m', '3.5', '4'),
  'resources.memory': fc.constantFrom('4Gi', '8192Mi', '16Gi', '17179869184'),
  // Few, because cards run out.
  gpus: fc.constantFrom<HclValue>([], [], [{ name: 'nvidia.com/AD102GL_L40S' }]),
  'control_plane.replicas': fc.integer({ min: 1, max: 5 }),
  'control_plane.etcd_members': fc.constantFrom(1, 3, 5),
  'window.days': fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], { minLength: 1 }),
  'window.start_time': fc.constantFrom('00:00', '02:30', '23:59'),
  'window.duration_minutes': fc.integer({ min: 30, max: 600 }),
  'window.time_zone': fc.constantFrom('Europe/Zurich', 'UTC', 'America/New_York'),
  'ingress.hosts': fc.uniqueArray(host, { maxLength: 4 }),
  'git_repository.url': word.map((name) => `https://git.example.org/${name}.git`),
  'git_repository.branch': word,
  'git_repository.path': word.map((name) => `./${name}`),
  values_override: fc
    .dictionary(key, json, { maxKeys: 3 })
    .chain((values) => fc.constantFrom(JSON.stringify(values), JSON.stringify(values, null, 2))),
  // Also without a value: that is the default, and another order is the same set.
  taints: fc.uniqueArray(
    fc.record(
      {
        key: fc.constantFrom('dedicated', 'spot'),
        value: fc.constantFrom('', 'web'),
        effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
      },
      { requiredKeys: ['key', 'effect'], noNullPrototype: true },
    ),
    { maxLength: 3, selector: ({ key: name, effect }) => `${name}:${effect}` },
  ),
  labels: fc.dictionary(word, word, { maxKeys: 4 }),
  display_name: fc.string({ maxLength: 20 }).filter((text) => isPlain(text)),
  roles: fc.uniqueArray(fc.constantFrom('edge', 'ingress-nginx', 'db', 'batch'), { maxLength: 3 }),
};

/** Without what HCL would read as a template or an escape: this is no test of HCL. */
const isPlain = (text: string) => text === text.trim() && !/[\p{C}\\$%]/u.test(text);

/** Any valid value of the leaf. */
export function anyValue(leaf: Leaf): fc.Arbitrary<HclValue> {
  const row = rowOf(leaf);
  if (row.normaliser === 'kubernetesVersion') return anyVersion;
  const known = Object.keys(KNOWN)
    .filter((end) => leaf.name === end || leaf.name.endsWith(`.${end}`))
    .sort((a, b) => b.length - a.length)[0];
  if (known !== undefined) return KNOWN[known] as fc.Arbitrary<HclValue>;
  return fc.constantFrom(...fixedValues(leaf, row));
}

/** Also the default itself: written and left out must be the same. */
function fixedValues(leaf: Leaf, row: TerraformAttribute): readonly HclValue[] {
  if (row.enum) return row.enum;
  if (row.type === 'bool') return [true, false];
  const samples = [sampleOf(leaf, 0), sampleOf(leaf, 1)];
  return row.default === undefined ? samples : [...samples, row.default as HclValue];
}

const anyVersion: Text = fc
  .tuple(
    fc.constantFrom('', 'v'),
    fc.constantFrom('1.32', '1.33', '1.34', '1.35'),
    fc.constantFrom('', '.0', '.4'),
  )
  .map((parts) => parts.join(''));
