// When a node of a group is given up and made anew.
import { errorWith, type Finding } from '../finding.ts';
import { parseDuration } from '../values/duration.ts';
import { at } from '../values/pointer.ts';
import { checkObject, checkString, isObject, show, showBare } from '../values/read.ts';

/** In nanoseconds: Cluster API, which the platform stands on, refuses a health check with less. */
const LEAST_STARTUP = 30_000_000_000n;

const SHARE_OR_COUNT = /^(?:(?:100|[1-9]?[0-9])%|0|[1-9][0-9]{0,3})$/;

/** Checks the health check of a group. */
export function checkHealthCheck(healthCheck: unknown, pointer = '/healthCheck'): readonly Finding[] {
  return checkObject(healthCheck, pointer, 'healthCheck', ({ maxUnhealthy, nodeStartupTimeout }) => [
    ...checkString(maxUnhealthy, at(pointer, 'maxUnhealthy'), 'maxUnhealthy', (text) => {
      if (SHARE_OR_COUNT.test(text)) return [];
      const detail = `maxUnhealthy is ${show(text)}; write a number of nodes, such as 1, or a share of them, such as 50%.`;
      const params = { expects: 'nodesOrShare', value: showBare(text) } as const;
      return [errorWith(params, at(pointer, 'maxUnhealthy'), 'invalid_value', detail)];
    }),
    ...checkString(nodeStartupTimeout, at(pointer, 'nodeStartupTimeout'), 'nodeStartupTimeout', (text) => {
      if ((parseDuration(text) ?? 0n) >= LEAST_STARTUP) return [];
      const detail = `nodeStartupTimeout is ${show(text)}; write a time of 30s or more, such as 20m.`;
      const params = { field: 'nodeStartupTimeout', least: '30s', value: showBare(text) };
      return [errorWith(params, at(pointer, 'nodeStartupTimeout'), 'invalid_duration', detail)];
    }),
  ]);
}

/**
 * How many nodes of a group may be unhealthy before none is made anew any more.
 * @param healthCheck valid
 * @param nodes how many the group has
 * @returns undefined when the group does not say it
 */
export function mostUnhealthy(healthCheck: unknown, nodes: number): number | undefined {
  const text = isObject(healthCheck) ? healthCheck['maxUnhealthy'] : undefined;
  if (typeof text !== 'string') return undefined;
  const number = Number.parseInt(text, 10);
  return text.endsWith('%') ? Math.floor((nodes * number) / 100) : number;
}

/** How long a node may take to join, in milliseconds; undefined when the group does not say it. */
export function startupTimeoutMs(healthCheck: unknown): number | undefined {
  const duration = isObject(healthCheck) ? parseDuration(healthCheck['nodeStartupTimeout']) : undefined;
  return duration === undefined ? undefined : Number(duration / 1_000_000n);
}
