// ReadDataSource.
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { emptyObject } from '../values/value.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';
import { askAuthor } from './author.ts';
import type { ProviderServer } from './server.ts';
import { settleAnswer } from './settle-state.ts';
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
  const given = answer.result?.state;
  const settled = settleAnswer(server, answer, { schema, known: config, given, doing, what: 'state' });
  const { state, diagnostics } = settled;
  return state === undefined ? { diagnostics } : { state: encodeDynamicValue(state), diagnostics };
}
