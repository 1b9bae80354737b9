// The provider service as gRPC methods: decode the request, call the service, encode the response.
import type { Method, UnaryCall, UnaryHandler } from '../grpc/methods.ts';
import { GrpcError, Status } from '../grpc/status.ts';
import type { Redact } from '../log.ts';
import type { Requests, Responses, RpcName } from '../messages.ts';
import { decodeMessage } from '../protobuf/decode.ts';
import { encodeMessage } from '../protobuf/encode.ts';
import type { ProviderService, RpcCall, RpcObserver } from '../service.ts';
import { rpcs } from '../tables/rpcs.ts';

export interface ProviderMethodsOptions {
  /** Gives the service; called at the first RPC at the latest, and may load code. */
  service: () => ProviderService | Promise<ProviderService>;
  /** The answer to GetProviderSchema in bytes, when it was made beforehand: the service is not loaded for it. */
  schema?: Uint8Array | undefined;
  /** Default: nobody observes. */
  observe?: RpcObserver | undefined;
  /** Applied to the message of an unexpected error. Default: it stays as it is. */
  redact?: Redact | undefined;
}

/** One method per RPC of `tfplugin6.Provider`. */
export function providerMethods(options: ProviderMethodsOptions): [path: string, method: Method][] {
  const names = Object.keys(rpcs) as RpcName[];
  return names.map((rpc) => [`/tfplugin6.Provider/${rpc}`, unaryHandler(rpc, options)]);
}

function unaryHandler(rpc: RpcName, options: ProviderMethodsOptions): UnaryHandler {
  const { service, schema, observe, redact = (text) => text } = options;
  if (rpc === 'GetProviderSchema' && schema !== undefined) {
    return (_bytes, call) => observed(rpc, call, observe, () => schema);
  }
  return async (bytes, call) => {
    try {
      return await answer(rpc, bytes, call, await service(), observe);
    } catch (error) {
      if (error instanceof GrpcError) throw error;
      throw new GrpcError(Status.INTERNAL, redact(error instanceof Error ? error.message : String(error)));
    }
  };
}

async function answer<Rpc extends RpcName>(
  rpc: Rpc,
  bytes: Uint8Array,
  call: UnaryCall,
  service: ProviderService,
  observe: RpcObserver | undefined,
): Promise<Uint8Array> {
  const handler = service[rpc] as Handler<Rpc> | undefined;
  if (handler === undefined) throw new GrpcError(Status.UNIMPLEMENTED, `this provider does not serve ${rpc}`);
  const request = decodeMessage(rpcs[rpc].request, bytes);
  return observed(rpc, call, observe, async () =>
    encodeMessage(rpcs[rpc].response, await handler.call(service, request, call)),
  );
}

async function observed(
  rpc: RpcName,
  call: UnaryCall,
  observe: RpcObserver | undefined,
  handle: () => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (observe === undefined) return handle();
  await observe(rpc, 'received');
  const encoded = await handle();
  call.onClosed(() => void observe(rpc, 'answered'));
  await observe(rpc, 'handled');
  return encoded;
}

type Handler<Rpc extends RpcName> = (
  request: Requests[Rpc],
  call: RpcCall,
) => Promise<Responses[Rpc]> | Responses[Rpc];
