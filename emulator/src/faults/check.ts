// Faults come from files, where the compiler has not looked.
import { operationIds } from '@hikube/openapi/operations';
import type { EmulatorFault } from './faults.ts';

type Kind = EmulatorFault['kind'];
type FaultOf<K extends Kind, F = EmulatorFault> = F extends { readonly kind: infer G }
  ? K extends G
    ? F
    : never
  : never;
type Type = 'string' | 'number' | 'boolean';
/** The type of every field, with a `?` where it may be absent. */
type Fields<F> = {
  readonly [N in Exclude<keyof F, 'kind'>]-?: undefined extends F[N] ? `${Type}?` : Type;
};

const REQUESTS = { operation: 'string?', from: 'number?', times: 'number?' } as const;
const REFUSED = { ...REQUESTS, retryAfterSeconds: 'number?' } as const;
const CLUSTERS = { cluster: 'string?', times: 'number?' } as const;
const NODES = { ...CLUSTERS, nodeGroup: 'string?' } as const;
const CALLS = {
  method: 'string?',
  from: 'number?',
  times: 'number?',
  ms: 'number?',
  answerLost: 'boolean?',
  retryable: 'boolean?',
} as const;

const FAULTS: { readonly [K in Kind]: Fields<FaultOf<K>> } = {
  TooManyRequests: REFUSED,
  Unavailable: REFUSED,
  DroppedBefore: REQUESTS,
  DroppedAfter: REQUESTS,
  CutBody: REQUESTS,
  Slow: { ...REQUESTS, ms: 'number' },
  SiteDown: { site: 'string' },
  Stock: { gpuType: 'string', count: 'number', restored: 'number' },
  ControlPlaneFails: { ...CLUSTERS, message: 'string?' },
  NodeNeverJoins: NODES,
  NodeSlow: { ...NODES, ms: 'number' },
  DrainStuck: NODES,
  AddonFails: { ...CLUSTERS, addon: 'string?', message: 'string?' },
  CallFails: CALLS,
  CallSlow: CALLS,
};

/** @throws TypeError for a fault that would strike nothing, or something else than it says */
export function checkFaults(faults: readonly EmulatorFault[]): void {
  if (!Array.isArray(faults)) throw new TypeError('The faults must be a list.');
  for (const fault of faults as readonly (Readonly<Record<string, unknown>> | null)[]) {
    const { kind, ...given } = fault ?? {};
    if (typeof kind !== 'string' || !Object.hasOwn(FAULTS, kind))
      throw new TypeError(
        `There is no fault ${JSON.stringify(kind)}: use one of ${Object.keys(FAULTS).join(', ')}.`,
      );
    checkFields(kind, FAULTS[kind as Kind], given);
  }
}

function checkFields(
  kind: string,
  fields: Readonly<Record<string, string>>,
  given: Readonly<Record<string, unknown>>,
): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined)
    throw new TypeError(
      `The fault ${kind} has no ${JSON.stringify(unknown)}: use any of ${Object.keys(fields).join(', ')}.`,
    );
  for (const [name, type] of Object.entries(fields)) {
    const value = given[name];
    if (value === undefined && type.endsWith('?')) continue;
    const wanted = type.replace('?', '');
    if (typeof value !== wanted) throw new TypeError(`The fault ${kind} needs ${name} as a ${wanted}.`);
  }
  const { operation } = given;
  if (operation !== undefined && !operationIds.some((known) => known === operation))
    throw new TypeError(
      `The fault ${kind} names the operation ${JSON.stringify(operation)}, which the contract lacks: write it as in createCluster.`,
    );
}
