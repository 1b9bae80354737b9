// The one interface between bytes and meaning: a map from RPC name to a function over decoded messages.
import type { Requests, Responses, RpcName } from './messages.ts';

/** What an RPC knows about the call besides its request. */
export interface RpcCall {
  /** Aborted when Terraform cancels the call, its deadline passes, or the connection is lost. */
  signal: AbortSignal;
}

/**
 * A provider, seen from the wire. An RPC that is left out answers gRPC status 12 (unimplemented), which
 * Terraform accepts for the optional ones. A thrown error answers status 13 (internal) with its message, or
 * its own status when it is a `GrpcError`; expected failures belong in the response's diagnostics instead.
 */
export type ProviderService = {
  [Rpc in RpcName]?: (request: Requests[Rpc], call: RpcCall) => Promise<Responses[Rpc]> | Responses[Rpc];
};

/** Where a call stands: its request was decoded, its handler has answered, its response has left. */
export type RpcPhase = 'received' | 'handled' | 'answered';

/**
 * Told about every call to the service, in order. The call waits for what `received` and `handled` return,
 * so an observer can hold a call, or end the process, at an exact point.
 */
export type RpcObserver = (rpc: RpcName, phase: RpcPhase) => void | Promise<void>;
