// OpenEphemeralResource.
import { encodePrivateState } from '../private-state.ts';
import type { Requests, Responses, Timestamp } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { emptyObject } from '../values/value.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';
import { askAuthor } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleAnswer } from './settle-state.ts';
import { mustBeKnown } from './unknown.ts';

export async function openEphemeralResource(
  server: ProviderServer,
  request: Requests['OpenEphemeralResource'],
  call: RpcCall,
): Promise<Responses['OpenEphemeralResource']> {
  const { typeName } = request;
  const ephemeral = server.ephemeralResource(typeName);
  const { schema } = ephemeral;
  const config = decodeObject(schema.type, request.config) ?? emptyObject();
  const doing = `opening ${typeName}`;
  const answer = await askAuthor(server, doing, () => {
    mustBeKnown(config);
    return ephemeral.open(server.dataContext(call, { config }));
  });
  const given = answer.result?.result;
  const settled = settleAnswer(server, answer, { schema, known: config, given, doing, what: 'result' });
  const { state, diagnostics } = settled;
  if (state === undefined) return { diagnostics };
  return {
    result: encodeDynamicValue(state),
    renewAt: toTimestamp(answer.result?.renewAt),
    private: encodePrivateState(answer.result?.private ?? {}),
    diagnostics,
  };
}

/** A date as the protocol carries it. */
export function toTimestamp(date: Date | undefined): Timestamp | undefined {
  if (date === undefined) return undefined;
  const ms = date.getTime();
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: (ms - seconds * 1000) * 1_000_000 };
}
