// What a write leads to, by name: so that a wait can be taken up in another process, which knows of a write only its text.
import type { Addon, Cluster, NodeGroup, Operation, VersionUpgrade } from '@hikube/openapi/client-types';
import { type Context, exchange } from './context.ts';
import { ConfigurationError, UnexpectedAnswerError } from './errors.ts';

/** What awaiting a write gives, by the name of it. */
export interface Results {
  readonly cluster: Cluster;
  readonly 'node-group': NodeGroup;
  readonly addon: Addon;
  readonly 'version-upgrade': VersionUpgrade;
  /** The operation itself, when it has ended. */
  readonly operation: Operation;
  /** Of what was deleted. */
  readonly nothing: undefined;
}

/** What a write can lead to. */
export type ResultName = keyof Results;

/** Where each is read; the operation says of which cluster and name. */
const ADDRESSES: Readonly<Record<ResultName, string | undefined>> = {
  cluster: '/clusters/{cluster}',
  'node-group': '/clusters/{cluster}/node-groups/{name}',
  addon: '/clusters/{cluster}/addons/{name}',
  'version-upgrade': '/clusters/{cluster}/version-upgrades/{name}',
  operation: undefined,
  nothing: undefined,
};

/** Reads what an operation that has succeeded leads to. */
export async function readResult<Name extends ResultName>(
  context: Context,
  name: Name,
  operation: Operation,
  signal: AbortSignal,
): Promise<Results[Name]> {
  const address = ADDRESSES[name];
  if (address === undefined) return (name === 'operation' ? operation : undefined) as Results[Name];
  const { target } = operation;
  if (target.cluster === null) {
    throw new UnexpectedAnswerError(
      `The server answered that operation ${operation.id} is about no cluster.`,
    );
  }
  const path = { cluster: target.cluster, name: target.name };
  return exchange<Results[Name]>(context, { method: 'GET', address, path }, { signal });
}

declare const RESULT: unique symbol;

/**
 * An operation as a text that can be kept, in a file or a queue, and taken up by `operations.resume` in another process.
 * It holds no secret, and is good for as long as the service knows the operation.
 */
export type OperationToken<T> = string & { readonly [RESULT]: T };

const TOKEN = /^hikube-operation:1:([a-z-]+):(.+)$/s;

/** Writes a token. */
export const tokenOf = <T>(result: ResultName, operation: string) =>
  `hikube-operation:1:${result}:${operation}` as OperationToken<T>;

/**
 * What a token says; a text that is none is the id of an operation.
 * @param expected what the caller takes it for
 * @throws ConfigurationError when it leads to something else, or was written by another version
 */
export function readToken(
  text: string,
  expected: ResultName | undefined,
): { readonly result: ResultName; readonly operation: string } {
  const [, result, operation] = TOKEN.exec(text) ?? [];
  if (result === undefined || operation === undefined) {
    if (!text.startsWith('hikube-operation:')) return { result: expected ?? 'operation', operation: text };
    throw refusal('is damaged, or was written by a later version of this package. Update @hikube/sdk');
  }
  if (!Object.hasOwn(ADDRESSES, result)) {
    throw refusal(`leads to a ${result}, which this version does not know. Update @hikube/sdk`);
  }
  if (expected !== undefined && expected !== result) {
    throw refusal(`leads to a ${result} and not to a ${expected}. Ask for what was written`);
  }
  return { result: result as ResultName, operation };
}

const refusal = (reason: string) =>
  new ConfigurationError(`The token of the operation ${reason}.`, { option: 'operation' });
