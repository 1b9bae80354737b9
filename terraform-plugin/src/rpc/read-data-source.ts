// ReadDataSource.
import type { Requests, Responses } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import { encodeDynamicValue } from '../values/wire.ts';
import { askWithConfig } from './ask-with-config.ts';
import type { ProviderServer } from './server.ts';
import { settleAnswer } from './settle-state.ts';

export async function readDataSource(
  server: ProviderServer,
  { typeName, config }: Requests['ReadDataSource'],
  call: RpcCall,
): Promise<Responses['ReadDataSource']> {
  const source = server.dataSource(typeName);
  const order = { schema: source.schema, config, doing: `reading ${typeName}` };
  const { answer, known } = await askWithConfig(server, call, order, (request) => source.read(request));
  const given = answer.result?.state;
  const { state, diagnostics } = settleAnswer(server, answer, { ...order, known, given, what: 'state' });
  return state === undefined ? { diagnostics } : { state: encodeDynamicValue(state), diagnostics };
}
