// A requested upgrade as an object: when it starts, and how fast it goes. Its target is a matter of version-change.
import { hasCapability, type KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding, warning } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import {
  checkInteger,
  checkObject,
  checkString,
  isAbsent,
  isObject,
  type JsonObject,
  show,
} from '../values/read.ts';
import { parseTimestamp } from '../values/time.ts';
import { isUnknown } from '../values/unknown.ts';
import { checkVersion } from '../values/version.ts';

/** When an upgrade starts. */
export const UPGRADE_STARTS: readonly string[] = Object.freeze(['now', 'window', 'at']);

/** An upgrade, as a caller writes it. */
export interface VersionUpgradeInput {
  readonly targetVersion: string;
  /** Default `now`. */
  readonly start?: 'now' | 'window' | 'at';
  /** RFC 3339; with `start: at`. */
  readonly startAt?: string;
  /** Nodes that may exist above the wanted number. Default 1. */
  readonly maxSurge?: number;
  /** Nodes of a group that may be missing at once. Default 1. */
  readonly maxUnavailable?: number;
}

/**
 * By how much `startAt` may be over when it is asked for, in milliseconds: clocks differ, and a request takes its time.
 * Whatever is older was meant for another moment, and would begin at once without a word.
 */
export const START_LATE_MAX_MS = 300_000;

/** What is known around an upgrade. */
export interface VersionUpgradeContext {
  readonly catalogue?: KnownCatalogue;
  /** Maintenance settings of the cluster, `null` when it has none; absent when that is not known. */
  readonly maintenance?: unknown;
  /** Milliseconds since 1970; absent where a time in the past is none of the caller's concern. */
  readonly now?: number;
  readonly pointer?: string;
}

/**
 * Checks an upgrade by itself; {@link checkVersionChange} checks its target against the cluster.
 * @param upgrade any JSON; typed callers pass {@link VersionUpgradeInput}
 */
export function checkVersionUpgrade(
  upgrade: unknown,
  context: VersionUpgradeContext = {},
): readonly Finding[] {
  const pointer = context.pointer ?? '';
  return checkObject(upgrade, pointer, 'An upgrade', (object) => [
    ...checkVersion(
      object['targetVersion'],
      context.catalogue?.kubernetesVersions,
      at(pointer, 'targetVersion'),
    ),
    ...checkStart(object, context, pointer),
    ...checkPace(object, pointer),
    ...checkOwnPace(object, context.catalogue, pointer),
  ]);
}

function checkStart(
  upgrade: JsonObject,
  context: VersionUpgradeContext,
  pointer: string,
): readonly Finding[] {
  const place = at(pointer, 'startAt');
  const startAt = upgrade['startAt'];
  return [
    ...checkString(startAt, place, 'startAt', (text) =>
      parseTimestamp(text) === undefined
        ? [
            error(
              place,
              'invalid_timestamp',
              `startAt ${show(text)} is not a timestamp; write it as "2026-12-24T03:00:00Z".`,
            ),
          ]
        : [],
    ),
    ...checkString(upgrade['start'] ?? 'now', at(pointer, 'start'), 'start', (start) => {
      if (!UPGRADE_STARTS.includes(start)) {
        const detail = `start must be ${UPGRADE_STARTS.join(', ')}, not ${show(start)}.${didYouMean(start, UPGRADE_STARTS)}`;
        return [error(at(pointer, 'start'), 'invalid_value', detail, UPGRADE_STARTS)];
      }
      if (start === 'at' && isAbsent(startAt)) {
        return [error(place, 'option_missing', 'start "at" needs startAt, the time to start.')];
      }
      if (start !== 'at' && !isAbsent(startAt)) {
        const detail = `startAt has no effect with start ${show(start)}; remove it, or set start to "at".`;
        return [error(place, 'option_not_applicable', detail)];
      }
      if (start === 'at') return checkMoment(startAt, context.now, place);
      return start === 'window' ? checkWindow(context.maintenance, at(pointer, 'start')) : [];
    }),
  ];
}

function checkMoment(startAt: unknown, now: number | undefined, pointer: string): readonly Finding[] {
  const moment = parseTimestamp(startAt);
  if (moment === undefined || now === undefined || now - moment <= START_LATE_MAX_MS) return [];
  const detail = `startAt ${show(startAt)} is over: it is ${new Date(now).toISOString()} now; choose a later time, or set start to "now" and leave startAt out.`;
  return [error(pointer, 'start_in_the_past', detail)];
}

/** The window belongs to another object, so that its absence makes the upgrade wait and refuses nothing. */
function checkWindow(maintenance: unknown, pointer: string): readonly Finding[] {
  if (maintenance === undefined) return [];
  if (isObject(maintenance) && !isAbsent(maintenance['window'])) return [];
  const detail =
    'The cluster has no maintenance window, so the upgrade waits until it has one; add maintenance.window.';
  return [warning(pointer, 'maintenance_without_window', detail)];
}

/** The pace of an upgrade that names none. */
export const UPGRADE_PACE = { maxSurge: 1, maxUnavailable: 1 } as const;

/** Checks `maxSurge` and `maxUnavailable`: not negative, and not both zero. Absent ones are 1. */
export function checkPace(upgrade: object, pointer = ''): readonly Finding[] {
  const { maxSurge, maxUnavailable } = upgrade as JsonObject;
  const findings = [
    ...checkCount(maxSurge, at(pointer, 'maxSurge'), 'maxSurge'),
    ...checkCount(maxUnavailable, at(pointer, 'maxUnavailable'), 'maxUnavailable'),
  ];
  if (findings.length > 0 || maxSurge !== 0 || maxUnavailable !== 0) return findings;
  const detail =
    'With maxSurge 0 and maxUnavailable 0 no node can be replaced; set one of them to 1 or more.';
  return [error(at(pointer, 'maxUnavailable'), 'upgrade_cannot_proceed', detail)];
}

/** The pace that an upgrade has without a word is nobody's wish. */
function checkOwnPace(
  upgrade: JsonObject,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  if (hasCapability(catalogue, 'nodeGroup.rollout') !== false) return [];
  return (['maxSurge', 'maxUnavailable'] as const)
    .filter((field) => {
      const value = upgrade[field];
      return !isAbsent(value) && !isUnknown(value) && value !== UPGRADE_PACE[field];
    })
    .map((field) => {
      const detail = `This platform sets the pace of an exchange of nodes itself; remove ${field}.`;
      return error(at(pointer, field), 'capability_missing', detail);
    });
}

function checkCount(value: unknown, pointer: string, field: string): readonly Finding[] {
  return checkInteger(value, pointer, field, (count) =>
    count >= 0 ? [] : [error(pointer, 'out_of_range', `${field} must be 0 or more, not ${count}.`)],
  );
}
