// What is in the form, and the cluster that it says. A field holds what was typed, also where that is no number yet.
import type { AddonInline, ClusterCreate, NodeGroupInline } from '@hikube/sdk';
import type { Offer } from './catalogue.ts';
import { type NodeSettings, saidOfNodes } from './node-settings.ts';
import { optionsOf, type Settings, wordsOf } from './settings.ts';

/** A node group in the form. */
export interface GroupForm {
  /** Stays the same while the name changes. */
  readonly key: number;
  readonly name: string;
  readonly instanceType: string;
  readonly min: string;
  readonly max: string;
  /** Roles, with spaces or commas between them. */
  readonly roles: string;
  /** Name of a card, or nothing. */
  readonly gpu: string;
  readonly settings: NodeSettings;
  /** Its name cannot change any more. */
  readonly isFixed?: boolean;
}

/** The form. */
export interface InstallForm {
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly topology: 'production' | 'development';
  /** Of a development cluster; empty lets the platform choose. */
  readonly site: string;
  /** `clean` has a control plane and node groups and nothing else. */
  readonly kind: 'custom' | 'clean';
  readonly groups: readonly GroupForm[];
  /** Id of the ingress controller, or nothing. */
  readonly ingress: string;
  /** Ids of the other add-ons. */
  readonly modules: readonly string[];
  readonly settings: Settings;
  readonly isProtected: boolean;
}

export const INGRESSES = ['ingress-nginx', 'ingress-traefik', 'ingress-haproxy'] as const;

/** The form as it begins. */
export function emptyForm({ versions, addons }: Offer): InstallForm {
  const version = versions.find((each) => each.default) ?? versions.at(-1);
  const has = (id: string) => addons.some(({ name }) => name === id);
  return {
    name: '',
    displayName: '',
    version: version?.minor ?? '',
    topology: 'production',
    site: '',
    kind: 'custom',
    groups: [newGroup(0, 'web', 'ingress-nginx')],
    ingress: has('ingress-nginx') ? 'ingress-nginx' : '',
    modules: has('cert-manager') ? ['cert-manager'] : [],
    settings: {},
    isProtected: true,
  };
}

/** A group with bounds that a first one can have. */
export function newGroup(key: number, name: string, roles = ''): GroupForm {
  return { key, name, instanceType: 's1.large', min: '2', max: '5', roles, gpu: '', settings: {} };
}

/** A number, or what was typed in its place: the rules say what is wrong with it. */
function numberOf(text: string): number {
  return (/^\s*-?\d+\s*$/.test(text) ? Number(text) : text) as number;
}

/** The cluster that the form says. */
export function definitionOfForm(form: InstallForm): ClusterCreate {
  const { name, displayName, version, topology, site, groups, isProtected } = form;
  const addons = form.kind === 'clean' ? {} : addonsOf(form);
  return {
    name,
    ...(displayName.trim() === '' ? {} : { displayName: displayName.trim() }),
    version,
    ...(topology === 'production' ? {} : { topology }),
    ...(topology === 'development' && site !== '' ? { site } : {}),
    ...(isProtected ? { deletionProtection: true } : {}),
    ...(groups.length === 0
      ? {}
      : { nodeGroups: Object.fromEntries(groups.map((each) => [each.name, groupOf(each)])) }),
    ...(Object.keys(addons).length === 0 ? {} : { addons }),
  };
}

/**
 * The form as code can be read of it: a name that nobody has typed yet has one in its place. Only to be shown.
 */
export function namedForm(form: InstallForm): InstallForm {
  return {
    ...form,
    name: form.name === '' ? 'my-cluster' : form.name,
    groups: form.groups.map((group) =>
      group.name === '' ? { ...group, name: `pool-${group.key + 1}` } : group,
    ),
  };
}

/** The group that a part of a form says. */
export function groupOf({ min, max, instanceType, roles, gpu, settings }: GroupForm): NodeGroupInline {
  return {
    minReplicas: numberOf(min),
    maxReplicas: numberOf(max),
    instanceType,
    ...(wordsOf(roles).length === 0 ? {} : { roles: wordsOf(roles) }),
    ...(gpu === '' ? {} : { gpus: [{ name: gpu }] }),
    ...saidOfNodes(settings),
  };
}

function addonsOf({ ingress, modules, settings }: InstallForm): Record<string, AddonInline> {
  const ids = [...(ingress === '' ? [] : [ingress]), ...modules];
  return Object.fromEntries(ids.map((id) => [id, optionsOf(id, settings)]));
}
