// ReadDataSource.
import { toWireDiagnostics } from '../diagnostics.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { emptyObject } from '../values/value.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';
import { askAuthor, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleState } from './settle-state.ts';
import { mustBeKnown } from './unknown.ts';

export async function readDataSource(
  server: ProviderServer,
  request: Requests['ReadDataSource'],
  call: RpcCall,
): Promise<Responses['ReadDataSource']> {
  const { typeName } = request;
  const source = server.dataSource(typeName);
  const { schema } = source;
  const config = decodeObject(schema.type, request.config) ?? emptyObject();
  const doing = `reading ${typeName}`;
  const answer = await askAuthor(server, doing, () => {
    mustBeKnown(config);
    return source.read(server.dataContext(call, { config }));
  });
  if (answer.failed) return { diagnostics: toWireDiagnostics(answer.diagnostics) };
  const given = answer.result?.state;
  if (given === undefined) {
    const mistake = internalError(server, doing, 'it gave neither a state nor an error');
    return { diagnostics: toWireDiagnostics([...answer.diagnostics, mistake]) };
  }
  const { state, diagnostics } = settleState(server, { schema, known: config, given, doing, failed: false });
  return {
    state: encodeDynamicValue(state),
    diagnostics: toWireDiagnostics([...answer.diagnostics, ...diagnostics]),
  };
}
