// Faults of the simulated world: which there are, what is said of each, and what a form says of one.

/** What can go wrong on purpose; the names are those of the emulator. */
export const FAULT_KINDS = [
  'ControlPlaneFails',
  'NodeNeverJoins',
  'NodeSlow',
  'DrainStuck',
  'AddonFails',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault. */
export interface Fault {
  readonly kind: FaultKind;
  /** Name of the only cluster that it strikes; those of every tenant when absent. */
  readonly cluster?: string;
  readonly nodeGroup?: string;
  readonly addon?: string;
  /** `NodeSlow`: milliseconds, in the time of the clusters. */
  readonly ms?: number;
  /** What the platform says. */
  readonly message?: string;
  /** How often it strikes at most, in each place. */
  readonly times?: number;
}

/** A fault that stands. */
export interface PlantedFault extends Fault {
  readonly id: string;
  readonly createdAt: string;
}

/** The fields of the form, as they are written. */
export interface FaultForm {
  readonly kind: FaultKind;
  /** `shop` or `shop/web`; empty is everywhere. */
  readonly place: string;
  /** Empty is every one. */
  readonly addon: string;
  readonly minutes: string;
  readonly message: string;
  /** Empty is without end. */
  readonly times: string;
}

/** The form as it begins. */
export const EMPTY_FAULT: FaultForm = {
  kind: 'AddonFails',
  place: '',
  addon: '',
  minutes: '10',
  message: '',
  times: '',
};

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const MESSAGE_MAX = 300;

/** Which fields a kind has. */
export const FIELDS: Readonly<Record<FaultKind, ReadonlySet<'nodeGroup' | 'addon' | 'minutes' | 'message'>>> =
  {
    ControlPlaneFails: new Set(['message']),
    NodeNeverJoins: new Set(['nodeGroup']),
    NodeSlow: new Set(['nodeGroup', 'minutes']),
    DrainStuck: new Set(['nodeGroup']),
    AddonFails: new Set(['addon', 'message']),
  };

/** A field that can be wrong. */
export type WrongField = 'minutes' | 'message' | 'times';

/** What is wrong with a form; undefined when nothing is. */
export function wrongIn({ kind, minutes, message, times }: FaultForm): WrongField | undefined {
  const has = FIELDS[kind];
  if (has.has('minutes') && !isWhole(minutes, DAY_MINUTES)) return 'minutes';
  if (has.has('message') && message.trim().length > MESSAGE_MAX) return 'message';
  return times === '' || isWhole(times, 999_999) ? undefined : 'times';
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}

/** The cluster of a place. */
export function clusterOf(place: string): string {
  return place.split('/')[0] ?? '';
}

/** The fault that a form says. What the kind has not, is not sent. */
export function faultOf({ kind, place, addon, minutes, message, times }: FaultForm): Fault {
  const has = FIELDS[kind];
  const [cluster = '', nodeGroup = ''] = place.split('/');
  return {
    kind,
    ...(cluster === '' ? {} : { cluster }),
    ...(has.has('nodeGroup') && nodeGroup !== '' ? { nodeGroup } : {}),
    ...(has.has('addon') && addon !== '' ? { addon } : {}),
    ...(has.has('minutes') ? { ms: Number(minutes) * MINUTE_MS } : {}),
    ...(has.has('message') && message.trim() !== '' ? { message: message.trim() } : {}),
    ...(times === '' ? {} : { times: Number(times) }),
  };
}
