// Keys of `spec` without a place in this API: told with where to look instead, and refused where a slip would delete.
import { addonIdOfManifestKey } from '../addon/facts.ts';
import { nearestName } from '../values/nearest-name.ts';
import { isObject, show } from '../values/read.ts';
import { SPEC_KEYS, UNSUPPORTED_SPEC_KEYS } from './form.ts';
import type { ReadKeys } from './keys.ts';
import { isBlank, type Reading } from './reading.ts';

/** A key of `spec` in any release of the form. */
export type SpecKey = (typeof SPEC_KEYS)[number] | (typeof UNSUPPORTED_SPEC_KEYS)[number];

// Keys whose absence deletes: a slip in one of them must not count as its absence.
const DELETING = ['nodeGroups', 'addons'] as const;

/** Tells of settings that this API lacks, and of keys that no release of the form has. */
export function tellUnknownSpec({ known, unknown }: ReadKeys<SpecKey>, reading: Reading): void {
  for (const key of UNSUPPORTED_SPEC_KEYS) {
    const setting = known.get(key);
    if (setting === undefined || isDefault(key, setting.value)) continue;
    reading.ignored(setting, `This API has no ${key}; the default of the platform applies.`);
  }
  for (const { key, ...place } of unknown) {
    const deleting = DELETING.find((each) => nearestName(key, [each]) !== undefined && !known.has(each));
    if (deleting === undefined) {
      reading.ignored(place, unknownDetail(key));
    } else {
      const detail =
        `spec has no ${show(key)}; did you mean ${deleting}? Without ${deleting}, all that the cluster has would ` +
        `be deleted: correct the key, or add an empty ${deleting} to say that this is meant.`;
      reading.refused(place.pointer, 'invalid_value', detail, [deleting]);
    }
  }
}

/** The settings that the platform fills in when nobody asks for anything. */
function isDefault(key: string, value: unknown): boolean {
  if (isBlank(value)) return true;
  if (!isObject(value)) return false;
  if (key === 'images') return Object.values(value).every(isBlank);
  return key === 'oidc' && value['mode'] === 'None';
}

// Where people look for a setting that stands elsewhere, or that nobody can choose.
const HINTS: Readonly<Record<string, string>> = {
  replicas: 'write controlPlane.replicas for API servers, minReplicas of a node group for nodes',
  network: "the address ranges are the platform's",
  networking: "the address ranges and the network plugin are the platform's",
  monitoring: 'write addons.monitoringAgents',
  backup: 'write addons.velero',
};

function unknownDetail(key: string): string {
  const addon = addonIdOfManifestKey(key) === undefined ? undefined : `write addons.${key}`;
  const meant = nearestName(key, SPEC_KEYS);
  const near = meant === undefined ? undefined : `did you mean ${meant}?`;
  const hint = addon ?? (Object.hasOwn(HINTS, key) ? HINTS[key] : undefined);
  if (hint !== undefined) return `spec has no ${show(key)}: ${hint}.`;
  return `spec has no ${show(key)}; ${near ?? 'it has no effect.'}`;
}
