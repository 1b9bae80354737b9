// What a kind is: its names, how its objects are read, checked, printed and found.
import type { CustomKind } from '../crd/custom-kind.ts';
import type { HostedKind } from '../hosted/hosted.ts';
import type { StructType } from '../types/type-node.ts';
import type { Behaviour } from './behaviour.ts';

/** Something under an object's path, such as `status`. */
export interface Subresource {
  readonly name: string;
  /** Where they differ from those of the resource. */
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** A resource in one version. */
export interface Kind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly listKind: string;
  /** Plural, in lower case. */
  readonly resource: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly Subresource[];
  /** How objects are stored: kinds that show the same objects share it. */
  readonly stored: { readonly resource: string; readonly apiVersion: string };
  /** Of an official kind. */
  readonly type?: StructType;
  /** Of a custom resource. */
  readonly custom?: CustomKind;
  /** Of objects that the host of the server makes up, instead of objects in the storage. */
  readonly hosted?: HostedKind;
  readonly behaviour: Behaviour;
}

/** `v1` or `apps/v1`. */
export function apiVersionOf({
  group,
  version,
}: {
  readonly group: string;
  readonly version: string;
}): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Whether objects of a kind are namespaces. */
export function isNamespace({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  return group === '' && kind === 'Namespace';
}

/** Whether there is a `status` apart from the rest. */
export function hasStatus(kind: Kind): boolean {
  return kind.subresources.some(({ name }) => name === 'status');
}
