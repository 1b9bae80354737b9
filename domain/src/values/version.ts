// Kubernetes versions: every spelling is a minor version, because the platform chooses the patch.
import { error, errorWith, type Finding, warning } from '../finding.ts';
import { checkString, choices, show } from './read.ts';
import { checkLife } from './version-life.ts';

/** A version as written. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
  /** Absent when only the minor was written. */
  readonly patch?: number;
}

/** What the rules need to know of a version that the platform offers; the shape of the catalogue endpoint. */
export interface OfferedVersion {
  /** Minor version, such as `1.34`. */
  readonly minor: string;
  /** Patch that the platform runs, such as `1.34.4`. */
  readonly patch: string;
  /** Used when a cluster names none. */
  readonly default?: boolean;
  /** A `deprecated` version is gone from the next release of the platform, one at its `endOfLife` is mended by nobody. */
  readonly state?: string;
  /** Day of the end of life, such as `2026-10-27`. */
  readonly endOfLife?: string | null;
  /** Days until then, 0 or less when it has come; absent where nobody has counted them. */
  readonly daysLeft?: number;
}

// Three numbers of at most four digits, so that they are exact and the text stays short.
const VERSION = /^v?(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})(?:\.(0|[1-9][0-9]{0,3}))?$/;

/** Reads `1.34`, `v1.34`, `1.34.2` or `v1.34.2`; `undefined` for anything else. */
export function parseVersion(value: unknown): KubernetesVersion | undefined {
  if (typeof value !== 'string') return undefined;
  const [, major, minor, patch] = VERSION.exec(value) ?? [];
  if (major === undefined) return undefined;
  const version = { major: Number(major), minor: Number(minor) };
  return patch === undefined ? version : { ...version, patch: Number(patch) };
}

/** The minor version that a text means, such as `1.34`; `undefined` when it is no version. */
export function normaliseVersion(text: unknown): string | undefined {
  const version = parseVersion(text);
  return version === undefined ? undefined : `${version.major}.${version.minor}`;
}

/** Whether two texts are the same minor version. Texts that are no versions are equal only when identical. */
export function equalVersionText(a: unknown, b: unknown): boolean {
  const left = normaliseVersion(a);
  return left === undefined ? a === b : left === normaliseVersion(b);
}

/**
 * Order of the minor versions of two texts: negative, zero or positive. The patch does not count.
 * @returns `undefined` when one of them is no version
 */
export function compareVersions(a: unknown, b: unknown): number | undefined {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined) return undefined;
  return left.major - right.major || left.minor - right.minor;
}

/** The minor version after the one that the text means: `1.35` for `1.34.2`. */
export function nextMinor(text: unknown): string | undefined {
  const version = parseVersion(text);
  return version === undefined ? undefined : `${version.major}.${version.minor + 1}`;
}

/** The minor versions of a catalogue, oldest first. */
export function minorVersions(offered: readonly OfferedVersion[]): readonly string[] {
  return offered.map((version) => version.minor).sort((a, b) => compareVersions(a, b) ?? 0);
}

/** The minor version that a cluster gets when it names none; `undefined` when the catalogue marks none. */
export function defaultVersion(offered: readonly OfferedVersion[]): string | undefined {
  return offered.find((version) => version.default === true)?.minor;
}

/**
 * Checks a version text. Whether the platform offers the minor is known only with a live catalogue.
 * @param offered versions of the catalogue; without them only the spelling is checked
 */
export function checkVersion(
  value: unknown,
  offered?: readonly OfferedVersion[],
  pointer = '/version',
): readonly Finding[] {
  return checkString(value, pointer, 'The version', (text) => {
    const minor = normaliseVersion(text);
    if (minor === undefined) {
      const detail = `The version ${show(text)} is not a Kubernetes version; write a minor version such as "1.34".`;
      return [error(pointer, 'invalid_version', detail, offered && minorVersions(offered))];
    }
    return offered === undefined ? [] : checkOffered(text, minor, offered, pointer);
  });
}

function checkOffered(
  text: string,
  minor: string,
  offered: readonly OfferedVersion[],
  pointer: string,
): readonly Finding[] {
  const known = offered.find((version) => version.minor === minor);
  if (known === undefined) {
    const allowed = minorVersions(offered);
    const detail = `Kubernetes ${minor} is not offered; choose one of ${choices(allowed)}.`;
    return [errorWith({ version: minor }, pointer, 'unknown_version', detail, allowed)];
  }
  const findings: Finding[] = [];
  if (parseVersion(text)?.patch !== undefined && text.replace(/^v/, '') !== known.patch) {
    const detail =
      `The platform chooses the patch: ${show(text)} is read as ${minor}, which runs ${known.patch} now. ` +
      `Write "${minor}" to say so.`;
    findings.push(warning(pointer, 'unknown_patch', detail, [minor]));
  }
  const next = offered.find((version) => version.minor === nextMinor(minor))?.minor;
  return [...findings, ...checkLife(known, next, pointer)];
}
