// Versions that records imply.
import { parseVersion } from '@hikube/domain';

/**
 * The minor version from which an upgrade moves a cluster, and to which taking it back returns: the one before its
 * target, because an upgrade only ever starts there. `fromVersion` tells where the cluster was at the request.
 */
export function versionBefore(targetVersion: string): string {
  const target = parseVersion(targetVersion);
  if (target === undefined) throw new RangeError(`A stored upgrade has the target ${targetVersion}.`);
  return `${target.major}.${target.minor - 1}`;
}
