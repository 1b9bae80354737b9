// OpenEphemeralResource.
import { encodePrivateState } from '../private-state.ts';
import type { Requests, Responses, Timestamp } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { encodeDynamicValue } from '../values/wire.ts';
import { askWithConfig } from './ask-with-config.ts';
import type { ProviderServer } from './server.ts';
import { settleAnswer } from './settle-state.ts';

export async function openEphemeralResource(
  server: ProviderServer,
  { typeName, config }: Requests['OpenEphemeralResource'],
  call: RpcCall,
): Promise<Responses['OpenEphemeralResource']> {
  const ephemeral = server.ephemeralResource(typeName);
  const order = { schema: ephemeral.schema, config, doing: `opening ${typeName}` };
  const { answer, known } = await askWithConfig(server, call, order, (request) => ephemeral.open(request));
  const opened = answer.result;
  const given = opened?.result;
  const { state, diagnostics } = settleAnswer(server, answer, { ...order, known, given, what: 'result' });
  if (state === undefined) return { diagnostics };
  return {
    result: encodeDynamicValue(state),
    renewAt: toTimestamp(opened?.renewAt),
    private: encodePrivateState(opened?.private ?? {}),
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
