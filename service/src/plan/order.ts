// A change of a cluster or of something in it, as a request asks for it.
import type { OperationKind } from '@hikube/openapi/types';
import type { ClusterAggregate } from '../model/aggregate.ts';
import type { ClusterRecord } from '../model/records.ts';
import type { Desired } from './desired/desired.ts';
import type { JsonObject } from './desired/merge-patch.ts';

/** The object that a request names. */
export type Named =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'nodeGroup' | 'addon'; readonly name: string };

/** A change that is asked for. */
export interface UpdateOrder {
  readonly kind: OperationKind;
  readonly named: Named;
  readonly aggregate: ClusterAggregate;
  readonly after: Desired;
  /** What the caller wrote of the cluster itself; empty when the request is about something in it. */
  readonly written: JsonObject;
  /** Node groups and add-ons that the request mentions, whether they differ or not. */
  readonly mentioned: { readonly nodeGroups: readonly string[]; readonly addons: readonly string[] };
  /** Digests of what was written of new children, by `nodeGroups/<name>` and `addons/<id>`. */
  readonly childFingerprints: ReadonlyMap<string, string>;
  /** DNS records of the cluster with the exposure that is asked for. */
  readonly dnsRecords: ClusterRecord['network']['dnsRecords'];
}

/** Where the object of a request stands in its cluster; `''` is the cluster. */
export function placeOf(named: Named): string {
  if (named.kind === 'cluster') return '';
  return `/${named.kind === 'nodeGroup' ? 'nodeGroups' : 'addons'}/${named.name}`;
}

/** The object as impacts name it. */
export function labelOf(named: Named, cluster: string): string {
  if (named.kind === 'cluster') return `cluster/${cluster}`;
  return `${named.kind === 'nodeGroup' ? 'node-group' : 'addon'}/${named.name}`;
}
