// Versions that records imply.
import { normaliseVersion, parseVersion } from '@hikube/domain';

/**
 * The minor version from which an upgrade moves a cluster, and to which taking it back returns: the one before its
 * target, because an upgrade only ever starts there. `fromVersion` tells where the cluster was at the request.
 */
export function versionBefore(targetVersion: string): string {
  const target = parseVersion(targetVersion);
  if (target === undefined) throw new RangeError(`A stored upgrade has the target ${targetVersion}.`);
  return `${target.major}.${target.minor - 1}`;
}

/** Whether a version is a patch of the minor, and not only the minor itself. */
export function isPatchOf(version: string, minor: string): boolean {
  return parseVersion(version)?.patch !== undefined && normaliseVersion(version) === minor;
}

/**
 * Order of two versions with their patches: negative, zero or positive.
 * @returns `undefined` when one of them is no version; a version without a patch counts as its first one
 */
export function comparePatches(a: string, b: string): number | undefined {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (left === undefined || right === undefined) return undefined;
  return left.major - right.major || left.minor - right.minor || (left.patch ?? 0) - (right.patch ?? 0);
}
