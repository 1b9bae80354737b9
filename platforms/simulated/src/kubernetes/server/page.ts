// Pages of lists: `limit` and `continue`, in the order of namespace and name.
import type { KubernetesObject } from './resource.ts';
import { StatusError } from './status.ts';

/** A part of a list with what belongs into its metadata. */
export interface ObjectPage {
  readonly objects: readonly KubernetesObject[];
  readonly metadata: { readonly continue?: string; readonly remainingItemCount?: number };
}

/** Sorts objects as Kubernetes lists them. */
export function inOrder(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...objects].sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
}

/** @throws StatusError when the token was not given by this list */
export function pageOf(sorted: readonly KubernetesObject[], query: URLSearchParams): ObjectPage {
  const limit = limitOf(query.get('limit'));
  const token = query.get('continue') ?? '';
  const start = token === '' ? 0 : startAfter(sorted, decodeToken(token));
  const objects = limit === 0 ? sorted.slice(start) : sorted.slice(start, start + limit);
  const remaining = sorted.length - start - objects.length;
  const last = objects.at(-1);
  if (remaining <= 0 || last === undefined) return { objects, metadata: {} };
  return { objects, metadata: { continue: encodeToken(positionOf(last)), remainingItemCount: remaining } };
}

function startAfter(sorted: readonly KubernetesObject[], position: string): number {
  const index = sorted.findIndex((object) => positionOf(object) > position);
  return index === -1 ? sorted.length : index;
}

// A character that sorts before all that names may hold keeps `a/x` in front of `a-b/x`.
function positionOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}\u0001${metadata.name}`;
}

function limitOf(text: string | null): number {
  if (text === null || text === '') return 0;
  if (!/^[0-9]{1,9}$/.test(text))
    throw new StatusError('BadRequest', `limit must be a whole number, not "${text}"`);
  return Number(text);
}

function encodeToken(position: string): string {
  return btoa(JSON.stringify({ v: 1, after: position }));
}

function decodeToken(token: string): string {
  try {
    const value: unknown = JSON.parse(atob(token));
    if (typeof value === 'object' && value !== null && 'after' in value && typeof value.after === 'string') {
      return value.after;
    }
  } catch {
    // Said below.
  }
  throw new StatusError('BadRequest', 'continue key is not valid: begin the list again without it');
}
