// The add-ons that exist, and what is true of each on every platform: what it needs and where its settings go.
import type { fields } from '@hikube/openapi/fields';
import type { AddonManifest, AddonType, WaitingFor } from '../catalogue/addon-type.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { ROLE_LABEL } from '../node-group/roles.ts';

/** Name of the one typed options object that an add-on takes. */
export type AddonOptionsName = keyof typeof fields.Addon.options.fields;

/** What is true of an add-on on every platform. */
export interface AddonFacts {
  readonly alwaysOn: boolean;
  readonly requires: readonly WaitingFor[];
  readonly options: AddonOptionsName | null;
  readonly manifest: AddonManifest | null;
}

/** Add-ons that take each kind of options. */
const TAKEN_BY: Readonly<Record<AddonOptionsName, readonly string[]>> = {
  ingress: ['ingress-nginx', 'ingress-traefik', 'ingress-haproxy'],
  flux: ['flux'],
  certManager: ['cert-manager'],
  monitoring: ['monitoring'],
  nfs: ['nfs'],
};

const OPTIONS = new Map(
  Object.entries(TAKEN_BY).flatMap(([name, ids]) => ids.map((id) => [id, name as AddonOptionsName])),
);

function facts(
  key: string | null,
  subChart: string | null,
  more: Partial<Omit<AddonFacts, 'manifest' | 'options'>> = {},
): Omit<AddonFacts, 'options'> {
  const manifest = key === null ? null : { key, subChart };
  return { alwaysOn: false, requires: [], manifest, ...more };
}

const needsAddon = (id: string): readonly WaitingFor[] => [{ kind: 'Addon', selector: id }];
const needsRole = (role: string): readonly WaitingFor[] => [
  { kind: 'NodeGroup', selector: ROLE_LABEL + role },
];
const NEEDS_GPU: readonly WaitingFor[] = [{ kind: 'NodeGroup', selector: 'gpu=on' }];

const FACTS = new Map<string, Omit<AddonFacts, 'options'>>([
  ['cert-manager', facts('certManager', 'cert-manager')],
  ['ingress-nginx', facts('ingressNginx', 'ingress-nginx', { requires: needsRole('ingress-nginx') })],
  ['ingress-traefik', facts(null, null)],
  ['ingress-haproxy', facts(null, null)],
  ['flux', facts('fluxcd', 'flux-instance')],
  ['monitoring', facts('monitoringAgents', null)],
  ['gpu-operator', facts('gpuOperator', 'gpu-operator', { requires: NEEDS_GPU })],
  ['hami', facts('hami', 'hami', { requires: needsAddon('gpu-operator') })],
  ['gateway-api', facts('gatewayAPI', null)],
  ['velero', facts('velero', 'velero')],
  [
    'vertical-pod-autoscaler',
    facts('verticalPodAutoscaler', 'vertical-pod-autoscaler', { requires: needsAddon('monitoring') }),
  ],
  ['cilium', facts('cilium', 'cilium', { alwaysOn: true })],
  ['coredns', facts('coredns', 'coredns', { alwaysOn: true })],
  ['ouroboros', facts('ouroboros', 'ouroboros', { requires: needsAddon('ingress-nginx') })],
  ['dashboard', facts(null, null)],
  ['nfs', facts(null, null)],
]);

/** The ids of the closed table, in the order of the documentation. */
export const ADDON_IDS: readonly string[] = Object.freeze([...FACTS.keys()]);

/** What is true of the add-on everywhere; `undefined` for an id that is newer than this package. */
export function addonFacts(id: string): AddonFacts | undefined {
  const found = FACTS.get(id);
  return found && { ...found, options: OPTIONS.get(id) ?? null };
}

/** The entry of a live catalogue; `undefined` when the catalogue is not known or has none. */
export function findAddon(catalogue: KnownCatalogue | undefined, id: string): AddonType | undefined {
  return catalogue?.addons?.find((addon) => addon.id === id);
}

/** The id of the add-on that the platform's manifest keeps under a key, such as `flux` for `fluxcd`. */
export function addonIdOfManifestKey(key: string): string | undefined {
  return ADDON_IDS.find((id) => FACTS.get(id)?.manifest?.key === key);
}
