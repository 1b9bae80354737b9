// Asks an author about a configuration that must be wholly known: data sources and ephemeral resources are read in one go.
import type { Awaitable, DataContext, WithDiagnostics } from '../context.ts';
import type { DynamicValue } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { Schema } from '../schema/schema.ts';
import { emptyObject, type ObjectValue } from '../values/value.ts';
import { decodeObject } from '../values/wire.ts';
import { type Answer, askAuthor } from './author.ts';
import type { ProviderServer } from './server.ts';
import { mustBeKnown } from './unknown.ts';

/** @returns the answer, and the configuration, which is what is known of the object beforehand */
export async function askWithConfig<T extends WithDiagnostics>(
  server: ProviderServer,
  call: RpcCall,
  order: { readonly schema: Schema; readonly config: DynamicValue | undefined; readonly doing: string },
  ask: (request: DataContext<unknown> & { readonly config: ObjectValue }) => Awaitable<T>,
): Promise<{ readonly answer: Answer<T>; readonly known: ObjectValue }> {
  const known = decodeObject(order.schema.type, order.config) ?? emptyObject();
  const answer = await askAuthor(server, order.doing, () => {
    mustBeKnown(known);
    return ask(server.dataContext(call, { config: known }));
  });
  return { answer, known };
}
