// Streams of messages, as handlers make them: HTTP turns them into server-sent events.

/** Milliseconds between signs of life: below the half minute after which proxies give up on a silent answer. */
export const HEARTBEAT_MS = 15_000;

/** A message of a stream, or a sign of life. */
export type StreamMessage =
  | {
      readonly kind: 'message';
      /** What happened, as a word for programs. */
      readonly event: string;
      /** By which a client goes on after a lost connection; absent where the next stream begins anew anyway. */
      readonly id?: string;
      readonly data: object;
    }
  | { readonly kind: 'heartbeat' };

/** An answer that goes on. */
export interface Streamed {
  readonly kind: 'streamed';
  /** Begins the stream. It ends by itself, or soon after the signal is aborted. */
  open(departure: AbortSignal): AsyncIterable<StreamMessage>;
}
