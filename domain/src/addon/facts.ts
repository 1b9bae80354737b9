// The add-ons that exist, and what is true of each on every platform: what it needs and where its settings go.
import type { fields } from '@hikube/openapi/fields';
import type { AddonManifest, AddonType, WaitingFor } from '../catalogue/addon-type.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';

/** Name of the one typed options object that an add-on takes. */
export type AddonOptionsName = keyof typeof fields.addon.options.fields;

/** What is true of an add-on on every platform. */
export interface AddonFacts {
  readonly alwaysOn: boolean;
  readonly requires: readonly WaitingFor[];
  readonly options: AddonOptionsName | null;
  readonly manifest: AddonManifest | null;
}

function facts(
  key: string | null,
  subChart: string | null,
  more: Partial<Omit<AddonFacts, 'manifest'>> = {},
): AddonFacts {
  const manifest = key === null ? null : { key, subChart };
  return { alwaysOn: false, requires: [], options: null, manifest, ...more };
}

const needsAddon = (id: string): readonly WaitingFor[] => [{ kind: 'Addon', selector: id }];
const needsRole = (role: string): readonly WaitingFor[] => [{ kind: 'NodeGroup', selector: `role=${role}` }];
const NEEDS_GPU: readonly WaitingFor[] = [{ kind: 'NodeGroup', selector: 'gpu=on' }];

const FACTS = new Map<string, AddonFacts>([
  ['cert-manager', facts('certManager', 'cert-manager', { options: 'certManager' })],
  [
    'ingress-nginx',
    facts('ingressNginx', 'ingress-nginx', { options: 'ingress', requires: needsRole('ingress-nginx') }),
  ],
  ['ingress-traefik', facts(null, null, { options: 'ingress' })],
  ['ingress-haproxy', facts(null, null, { options: 'ingress' })],
  ['flux', facts('fluxcd', 'flux-instance', { options: 'flux' })],
  ['monitoring', facts('monitoringAgents', null, { options: 'monitoring' })],
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
  ['nfs', facts(null, null, { options: 'nfs' })],
]);

/** The ids of the closed table, in the order of the documentation. */
export const ADDON_IDS: readonly string[] = Object.freeze([...FACTS.keys()]);

/** What is true of the add-on everywhere; `undefined` for an id that is newer than this package. */
export function addonFacts(id: string): AddonFacts | undefined {
  return FACTS.get(id);
}

/** The entry of a live catalogue; `undefined` when the catalogue is not known or has none. */
export function findAddon(catalogue: KnownCatalogue | undefined, id: string): AddonType | undefined {
  return catalogue?.addons?.find((addon) => addon.id === id);
}

/** The id of the add-on that the platform's manifest keeps under a key, such as `flux` for `fluxcd`. */
export function addonIdOfManifestKey(key: string): string | undefined {
  return ADDON_IDS.find((id) => FACTS.get(id)?.manifest?.key === key);
}
