// Makes the function of one operation: the whole of what an application carries of the API that calls only this one.
import type { Operation } from '@hikube/openapi/client-types';
import { checkOperation } from './answer-shape.ts';
import { type ApiCall, answering } from './answering.ts';
import {
  type Answer,
  call,
  type Input,
  type OptionsOf,
  type PathOf,
  type Verb,
  writeHeadersOf,
} from './calls.ts';
import type { CreateOptions } from './context.ts';
import type { Core } from './core.ts';
import type { PendingOperation } from './operation.ts';
import { pending } from './pending.ts';
import type { ResultName, Results } from './results.ts';

/**
 * Calls one operation.
 *
 * @param core made by `createCore`, or that of a client
 * @param input what stands in the braces of the path, behind it, and the JSON of its body
 * @throws HikubeError, see there
 */
export type OperationFunction<V extends Verb, P extends PathOf<V>> = (
  core: Core,
  input: Input<P, V>,
  options?: OptionsOf<P, V>,
) => ApiCall<Answer<P, V>>;

export function operation<V extends Verb, P extends PathOf<V>>(verb: V, address: P): OperationFunction<V, P> {
  return (core, input, options) => {
    const said: CreateOptions = options ?? {};
    return call(core, verb, address, input, said, verb === 'GET' ? {} : writeHeadersOf(core, verb, said));
  };
}

/**
 * What a function answered that starts work, to be awaited as the methods of a client are.
 *
 * @param leadsTo what awaiting it gives
 * @throws UnexpectedAnswerError, where it is awaited, when what was answered is no operation
 *
 * @example
 * const accepted = createCluster(core, { body: { name: 'shop' } });
 * const cluster = await waitFor(core, accepted, 'cluster');
 */
export function waitFor<Name extends ResultName>(
  core: Core,
  accepted: ApiCall<Operation>,
  leadsTo: Name,
): PendingOperation<Results[Name]> {
  const checked = accepted
    .withResponse()
    .then((answer) => ({ ...answer, data: checkOperation(answer.data) }));
  return pending(core, answering(checked), leadsTo, {});
}
