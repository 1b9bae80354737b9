// What a page and its emulator say to each other. Tokens are not part of it: they never leave the worker.

/** A request to the API, without a token. Names such as `$NODE` stand for what the emulator has made. */
export interface Trial {
  readonly method: string;
  /** Below `/v1`, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the API answered. */
export interface Outcome {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

/** An answer as a page shows it. */
export interface Shown {
  readonly status: number;
  /** Headers that say something to a reader, and the body with a line for each field; no more than a page can take. */
  readonly text: string;
  /** Operation that was started. */
  readonly operation?: string;
  /** Characters of the whole, where less is shown. */
  readonly wholeLength?: number;
}

/** What a page asks of its emulator. */
export type Ask =
  /** Begins: `speed` times as fast as life, or in jumps while somebody waits. */
  | { readonly ask: 'start'; readonly speed?: number }
  | { readonly ask: 'send'; readonly trial: Trial }
  /** Sends it as well, and gets the answer as a page shows it. */
  | { readonly ask: 'show'; readonly trial: Trial }
  /** Makes what a sample stands on, and puts the names of it into the sample. */
  | { readonly ask: 'prepare'; readonly trial: Trial }
  | { readonly ask: 'sites'; readonly down: readonly string[] }
  | { readonly ask: 'advance'; readonly ms: number }
  | { readonly ask: 'now' };

/** An answer of the worker. */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  /** A sentence, when it could not be done. */
  readonly failed?: string;
}
