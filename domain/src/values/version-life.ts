// The end of life of Kubernetes versions. Its day is fixed and known ahead, so that who knows the time can warn in time.
import { type Finding, warning } from '../finding.ts';
import type { OfferedVersion } from './version.ts';

/** From so many days before the end of its life, a version is warned of. */
export const END_OF_LIFE_NOTICE_DAYS = 60;

const DAY_MS = 86_400_000;

/** What an offered version is at a moment: its day may have come since the platform said what it is. */
export function stateOfVersion(
  version: OfferedVersion,
  now: number,
): 'supported' | 'deprecated' | 'endOfLife' {
  const { state, endOfLife } = version;
  if (state === 'endOfLife' || (typeof endOfLife === 'string' && Date.parse(endOfLife) <= now))
    return 'endOfLife';
  return state === 'deprecated' ? 'deprecated' : 'supported';
}

/**
 * The catalogue with the days that each version has left, for rules that know no time.
 * @param now milliseconds since the epoch
 */
export function catalogueAt<Known extends { readonly kubernetesVersions: readonly OfferedVersion[] }>(
  catalogue: Known,
  now: number,
): Known {
  const kubernetesVersions = catalogue.kubernetesVersions.map((version) => {
    const end = typeof version.endOfLife === 'string' ? Date.parse(version.endOfLife) : Number.NaN;
    return Number.isNaN(end) ? version : { ...version, daysLeft: Math.ceil((end - now) / DAY_MS) };
  });
  return { ...catalogue, kubernetesVersions };
}

/**
 * Warns of a version that goes: from the platform, or from those whose faults are mended.
 * @param next the minor version after it; undefined where none is offered
 */
export function checkLife(
  version: OfferedVersion,
  next: string | undefined,
  pointer: string,
): readonly Finding[] {
  const { minor, state, endOfLife, daysLeft = Number.POSITIVE_INFINITY } = version;
  const step = next === undefined ? 'a newer version is not offered yet' : `plan an upgrade to ${next}`;
  const findings: Finding[] = [];
  if (state === 'deprecated') {
    const detail = `Kubernetes ${minor} is gone from the next release of the platform; ${step}.`;
    findings.push(warning(pointer, 'deprecated_version', detail));
  }
  if (state === 'endOfLife' || daysLeft <= 0) {
    const since = typeof endOfLife === 'string' ? ` since ${endOfLife}` : ' any more';
    const detail = `Nobody mends faults of Kubernetes ${minor}${since}; ${step}.`;
    findings.push(warning(pointer, 'version_end_of_life', detail));
  } else if (next !== undefined && daysLeft <= END_OF_LIFE_NOTICE_DAYS) {
    // Of the newest version nothing is said ahead: there would be nothing to do about it.
    const days = daysLeft === 1 ? 'one more day' : `${daysLeft} more days`;
    const detail = `Faults of Kubernetes ${minor} are mended for ${days}, until ${endOfLife}; ${step}.`;
    findings.push(warning(pointer, 'version_near_end_of_life', detail));
  }
  return findings;
}
