// A write under way, as this client reads, cancels and ends it.
import type { Operation } from '@hikube/openapi/client-types';
import { checkOperation } from './answer-shape.ts';
import type { ApiCall } from './answering.ts';
import { type CallOptions, type Context, exchange } from './context.ts';
import { type OperationDriver, PendingOperation } from './operation.ts';
import { type ResultName, type Results, readResult } from './results.ts';

const OPERATION = '/operations/{operation}';

/** A write under way. @param leadsTo what awaiting it gives */
export function pending<Name extends ResultName>(
  context: Context,
  answer: ApiCall<Operation>,
  leadsTo: Name,
  options: CallOptions,
): PendingOperation<Results[Name]> {
  return new PendingOperation(answer, driver(context, leadsTo), options.signal);
}

function driver<Name extends ResultName>(context: Context, leadsTo: Name): OperationDriver<Results[Name]> {
  const { clock, holdMs } = context;
  return {
    clock,
    leadsTo,
    result: (operation, signal) => readResult(context, leadsTo, operation, signal),
    read: (operation, waitMs, signal) => {
      const wait = `${Math.max(1, Math.round(Math.min(waitMs, holdMs)))}ms`;
      const what = { method: 'GET', address: OPERATION, path: { operation }, query: { wait } };
      return exchange(context, what, { signal }, checkOperation);
    },
    cancel: (operation) => {
      const what = { method: 'POST', address: `${OPERATION}/cancel`, path: { operation } };
      return exchange(context, what, {}, checkOperation);
    },
  };
}
