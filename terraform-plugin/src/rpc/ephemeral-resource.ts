// OpenEphemeralResource.
import { toWireDiagnostics } from '../diagnostics.ts';
import { encodePrivateState } from '../private-state.ts';
import type { Requests, Responses, Timestamp } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { emptyObject } from '../values/value.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';
import { askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleState } from './settle-state.ts';
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
  if (answer.failed) return { diagnostics: toWireDiagnostics(answer.diagnostics) };
  const given = answer.result?.result;
  if (given === undefined) {
    const mistake = internalError(server, doing, 'it gave neither a result nor an error');
    return { diagnostics: toWireDiagnostics([...answer.diagnostics, mistake]) };
  }
  const { state, diagnostics } = settleState(server, { schema, known: config, given, doing, failed: false });
  return {
    result: encodeDynamicValue(state),
    renewAt: toTimestamp(answer.result?.renewAt),
    private: encodePrivateState(answer.result?.private ?? {}),
    diagnostics: toWireDiagnostics([...answer.diagnostics, ...diagnostics]),
  };
}

/** A date as the protocol carries it. */
export function toTimestamp(date: Date | undefined): Timestamp | undefined {
  if (date === undefined) return undefined;
  const ms = date.getTime();
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: (ms - seconds * 1000) * 1_000_000 };
}
