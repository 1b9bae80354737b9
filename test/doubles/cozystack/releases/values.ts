// What a chart works with: the values of a release over those of the chart.
import type { Schema } from '@hikube/kubernetes-api';
import { withDefaults } from '../applications/defaults.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Group, Values } from './refusals.ts';

type Map = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function over(standard: unknown, own: unknown): unknown {
  if (own === undefined || own === null) return standard;
  if (!isMap(standard) || !isMap(own)) return own;
  const found: Record<string, unknown> = { ...standard };
  for (const [key, value] of Object.entries(own)) found[key] = over(standard[key], value);
  return found;
}

/** Maps are merged, so that an entry that the chart has stays beside those of the user. */
export function mergedValues(schema: Schema, values: unknown): Values {
  return over(withDefaults({}, schema), values) as Values;
}

const IMPLICIT: Group = {
  minReplicas: 0,
  maxReplicas: 10,
  instanceType: 'u1.medium',
  roles: ['ingress-nginx'],
};

/** The groups that machines are made for: one that nobody asked for where there is none. */
export function groupsOf(
  { nodeGroups = {} }: Values,
  { mergesDefaultGroup }: Profile,
): Record<string, Group> {
  const none = Object.keys(nodeGroups).length === 0;
  return none && !mergesDefaultGroup ? { md0: IMPLICIT } : { ...nodeGroups };
}
