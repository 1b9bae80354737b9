// What a gRPC server serves, seen as bytes.

/** What a unary handler knows about its call besides the request. */
export interface UnaryCall {
  /** Aborted when the caller cancels, its deadline passes, or the connection is lost. */
  signal: AbortSignal;
  /** Runs `action` once the answer has left, or cannot any more. */
  onClosed(action: () => void): void;
}

/** Answers the bytes of a response message, or throws; a `GrpcError` chooses the status. */
export type UnaryHandler = (request: Uint8Array, call: UnaryCall) => Promise<Uint8Array>;

/** `held` is a stream that is accepted and kept open without a word, for services that have nothing to say. */
export type Method = UnaryHandler | 'held';

/** The served methods by path, such as `/tfplugin6.Provider/GetMetadata`. */
export type Methods = ReadonlyMap<string, Method>;
