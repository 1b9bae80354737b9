// Who writes by a call, as managed fields note it.
import { timeOf } from '../clock.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import type { Server } from '../server.ts';
import { decode } from '../types/decode.ts';
import type { Writer } from './field-manager.ts';
import { resetFields } from './reset-fields.ts';

/** @param name of the manager @param subresource empty for the object itself */
export function writerOf(server: Server, kind: Kind, name: string, subresource = ''): Writer {
  return {
    name,
    apiVersion: apiVersionOf(kind),
    subresource,
    // Through `scale` somebody else's object is written, of which only the number is known.
    ...(subresource !== 'scale' && { time: timeOf(server.clock.now()) }),
    ...(kind.custom !== undefined && { oneVersion: true }),
    ...(kind.type !== undefined && { blank: decode(kind.type, {}).value }),
    ...resetFields(kind, subresource),
  };
}
