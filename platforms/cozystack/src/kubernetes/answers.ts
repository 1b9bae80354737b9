// Whether an answer of success is what was asked for. A proxy, a portal of a guest network or a server half started answers with
// JSON of its own, and whoever takes that for a list of nothing, or for a write that was done, tells of what is not so.
import { isObject } from '@hikube/domain';
import { KubernetesError } from './errors.ts';

/** @returns the answer; a list without items has none of them @throws KubernetesError for what nobody asked for */
export function asAsked(method: string, path: string, body: unknown): unknown {
  if (!isObject(body) || !isAnswer(body, askedFor(method, path)))
    throw new KubernetesError('unreachable', 'the answer is not what a Kubernetes API answers');
  return body['items'] === null ? { ...body, items: [] } : body;
}

type AskedFor =
  | { readonly is: 'list' | 'token' | 'anything' }
  | { readonly is: 'object' | 'deletion' /** That was in the path. */; readonly name?: string | undefined }
  | { readonly is: 'document' /** It has one of these texts. */; readonly says: readonly string[] };

/** What is no resource, and what it says. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  version: ['gitVersion'],
  openapi: ['openapi', 'swagger'],
};

function askedFor(method: string, path: string): AskedFor {
  const [, kind = ''] = /^\/([a-z]+)/.exec(path) ?? [];
  const says = DOCUMENTS[kind];
  if (says !== undefined) return { is: 'document', says };
  const [, rest] = /^\/(?:api\/[^/?]+|apis\/[^/?]+\/[^/?]+)\/([^?]+)/.exec(path) ?? [];
  if (rest === undefined) return { is: 'anything' };
  const parts = rest.split('/');
  const [, name, below] = parts[0] === 'namespaces' && parts.length > 2 ? parts.slice(2) : parts;
  if (below === 'token') return { is: 'token' };
  // What stands below an object has a shape of its own.
  if (below !== undefined) return { is: 'anything' };
  if (method === 'DELETE') return { is: 'deletion', name };
  return name === undefined && method === 'GET' ? { is: 'list' } : { is: 'object', name };
}

function isAnswer(body: Readonly<Record<string, unknown>>, asked: AskedFor): boolean {
  switch (asked.is) {
    case 'anything':
      return true;
    case 'token':
      return isObject(body['status']) && typeof body['status']['token'] === 'string';
    case 'document':
      return asked.says.some((key) => typeof body[key] === 'string');
    case 'list': {
      // A server in Go writes a list that it never filled as null.
      const items = body['items'] === null ? [] : body['items'];
      return Array.isArray(items) && items.every((item) => nameOf(item) !== undefined);
    }
    case 'object':
      return isObjectOf(body, asked.name);
    case 'deletion':
      return (body['kind'] === 'Status' && body['status'] === 'Success') || isObjectOf(body, asked.name);
  }
}

function isObjectOf(body: unknown, wanted: string | undefined): boolean {
  const name = nameOf(body);
  return name !== undefined && (wanted ?? name) === name;
}

function nameOf(object: unknown): string | undefined {
  const metadata = isObject(object) ? object['metadata'] : undefined;
  const name = isObject(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
