// MoveResourceState: a `moved` block that makes an object of another type ours.
import { error, toWireDiagnostics } from '../diagnostics.ts';
import { decodePrivateState, encodePrivateState } from '../private-state.ts';
import { decodeJson } from '../protocol/json/decode.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import { findMoveSource } from '../resource-move.ts';
import type { StoredState } from '../resource-upgrade.ts';
import { encodeDynamicValue } from '../values/wire.ts';
import { askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleState } from './settle-state.ts';

export async function moveResourceState(
  server: ProviderServer,
  request: Requests['MoveResourceState'],
): Promise<Responses['MoveResourceState']> {
  const { sourceTypeName, sourceProviderAddress, targetTypeName, sourceState } = request;
  const { schema, moves = [] } = server.resource(targetTypeName);
  const source = findMoveSource(moves, sourceTypeName, sourceProviderAddress);
  if (source === undefined || !sourceState?.json?.length) {
    const known = moves.map(({ typeName }) => typeName).join(', ');
    const detail =
      `${sourceTypeName} of ${sourceProviderAddress} cannot become ${targetTypeName}. ` +
      (known === ''
        ? 'Nothing can be moved to it. Remove the moved block, and import the object if it exists.'
        : `It can be made from: ${known}.`);
    return { diagnostics: toWireDiagnostics([error('Cannot move state', detail)]) };
  }
  const stored = decodeJson(sourceState.json) as StoredState;
  const doing = `moving ${sourceTypeName} to ${targetTypeName}`;
  const answer = await askAuthor(server, doing, () =>
    source.move({
      providerAddress: sourceProviderAddress,
      typeName: sourceTypeName,
      schemaVersion: request.sourceSchemaVersion,
      state: stored,
      private: decodePrivateState(request.sourcePrivate),
    }),
  );
  if (answer.failed) return { diagnostics: toWireDiagnostics(answer.diagnostics) };
  const given = answer.result?.state;
  if (given === undefined) {
    const mistake = internalError(server, doing, 'it gave neither a state nor an error');
    return { diagnostics: toWireDiagnostics([...answer.diagnostics, mistake]) };
  }
  const { state, diagnostics } = settleState(server, { schema, known: null, given, doing, failed: false });
  return {
    targetState: encodeDynamicValue(state),
    targetPrivate: encodePrivateState(answer.result?.private ?? {}),
    diagnostics: toWireDiagnostics([...answer.diagnostics, ...diagnostics]),
  };
}
