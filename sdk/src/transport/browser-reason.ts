// Why a browser could not reach a server: it tells no page, so that no page learns of the network around it.
import type { Reason } from './network-error.ts';

/** Nothing is known. */
export const reasonOf = (_url: URL, _thrown: unknown): Reason => ({});
