// What a chart refuses: values that its schema does not allow, and what its templates fail on. The API server takes all of
// it.
import { Ajv, type ValidateFunction } from 'ajv';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';

const validators = new WeakMap<object, ValidateFunction>();

function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const validator = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  validators.set(schema, validator);
  return validator;
}

/** Why a release of an application cannot be rendered; undefined when it can. */
export function chartRefusal(
  application: Application,
  profile: Profile,
  values: unknown,
  name: string,
): string | undefined {
  const validate = validatorOf(application.schema);
  if (!validate(values ?? {})) {
    const lines = (validate.errors ?? []).map(
      ({ instancePath, message = '' }) => `- at '${instancePath}': ${message}`,
    );
    return `values don't meet the specifications of the schema(s) in the following chart(s):\n${application.kind.toLowerCase()}:\n${[...new Set(lines)].join('\n')}`;
  }
  return application.kind === 'Kubernetes' ? templateRefusal(profile, values as Values, name) : undefined;
}

export interface Group {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly instanceType?: string;
  readonly roles?: readonly string[];
  readonly resources?: { readonly cpu?: unknown; readonly memory?: unknown };
  readonly [key: string]: unknown;
}

export interface Values {
  readonly version?: string;
  readonly host?: string;
  readonly nodeGroups?: Readonly<Record<string, Group>>;
  readonly addons?: Readonly<Record<string, { readonly enabled?: boolean } | undefined>>;
  readonly [key: string]: unknown;
}

// Families of instance types that the platform has.
const FLAVOUR = /^(?:s1|u1|m1|cx1|d1|o1|n1|rt1|gn1)\.\w+$/;

// What a label of a machine may be long.
const LONGEST_LABEL = 63;

function templateRefusal(
  profile: Profile,
  { version = 'v1.35', nodeGroups = {}, addons = {} }: Values,
  cluster: string,
): string | undefined {
  const fail = (line: string): string => `execution error at (kubernetes/templates/cluster.yaml): ${line}`;
  if (!Object.hasOwn(profile.patches, version))
    return fail(
      `Kubernetes version ${version} is not supported, allowed versions are [${Object.keys(profile.patches).join(' ')}]`,
    );
  for (const [name, group] of Object.entries(nodeGroups)) {
    const why = groupRefusal(profile, name, group);
    if (why !== undefined) return fail(why);
    const label = `kubernetes-${cluster}-${name}`;
    if (label.length > LONGEST_LABEL)
      return `MachineDeployment.cluster.x-k8s.io ${JSON.stringify(label)} is invalid: metadata.labels: Invalid value: ${JSON.stringify(label)}: must be no more than ${LONGEST_LABEL} bytes`;
  }
  if (addons['hami']?.enabled && !addons['gpuOperator']?.enabled)
    return fail('addons.hami requires addons.gpuOperator to be enabled');
  if (addons['ouroboros']?.enabled && !addons['ingressNginx']?.enabled)
    return fail('addons.ouroboros.enabled requires addons.ingressNginx.enabled');
  return undefined;
}

function groupRefusal(
  { diskKey, rendersBothSizes }: Profile,
  name: string,
  group: Group,
): string | undefined {
  const { instanceType = 'u1.medium', resources = {} } = group;
  if (diskKey === 'diskSize' && group['ephemeralStorage'] !== undefined)
    return `nodeGroup ${JSON.stringify(name)}: ephemeralStorage is no longer supported and should have been automatically migrated to diskSize by platform migration 41.`;
  const isKnown = FLAVOUR.test(instanceType);
  if (rendersBothSizes)
    return instanceType === '' || isKnown
      ? undefined
      : `Specified instancetype not exists in cluster: ${instanceType}`;
  const sized = [resources.cpu, resources.memory].filter((value) => value !== undefined).length;
  if (sized === 1) return `nodeGroup ${name}: set both resources.cpu and resources.memory, or neither`;
  return sized === 2 || isKnown
    ? undefined
    : `nodeGroup ${name}: specified instanceType ${JSON.stringify(instanceType)} not found in cluster`;
}

/** Whether no machine of a group comes: one that has its size twice is refused. */
export function isSizedTwice(
  { rendersBothSizes }: Profile,
  { instanceType, resources = {} }: Group,
): boolean {
  const explicit = resources.cpu !== undefined || resources.memory !== undefined;
  return rendersBothSizes && explicit && instanceType !== undefined && instanceType !== '';
}

/** What the control plane says of a step between versions; undefined when it may be taken. */
export function stepRefusal(from: string | undefined, to: string): string | undefined {
  if (from === undefined || from === to) return undefined;
  const minor = (version: string): number => Number(version.split('.')[1]);
  const step = minor(to) - minor(from);
  if (step === 1) return undefined;
  const why = step < 0 ? 'cannot downgrade' : 'cannot skip a minor version';
  return `cannot patch "kubernetes" with kind KamajiControlPlane: admission webhook "vkamajicontrolplane.kb.io" denied the request: ${why}: unable to move from ${from} to ${to} (non-sequential Kubernetes version upgrades are not supported)`;
}
