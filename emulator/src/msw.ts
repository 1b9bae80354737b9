// Handlers for msw, on Node and in a service worker: what an application sends to the API is answered by an emulator,
// however its client was made.
import { DEFAULT_ENDPOINT } from '@hikube/sdk';
import { type HttpHandler, http } from 'msw';
import type { Emulator } from './emulator.ts';
import { orNetworkError } from './faults/requests.ts';

/** Which requests. */
export interface HandlerOptions {
  /** Base URLs with `/v1` that the emulator stands in for. Default: that of the public API, and the emulator's own. */
  readonly endpoints?: readonly string[];
}

/**
 * Handlers for everything below the hosts of the endpoints, paths that the API does not have included: nothing of them
 * ever leaves the process. The token of the application must be the emulator's.
 */
export function handlers(emulator: Emulator, options: HandlerOptions = {}): HttpHandler[] {
  const { endpoints = [DEFAULT_ENDPOINT, emulator.endpoint] } = options;
  const origins = new Set(endpoints.map((endpoint) => new URL(endpoint).origin));
  return [...origins].map((origin) =>
    http.all(`${origin}/*`, ({ request }) => orNetworkError(emulator.fetch(request))),
  );
}
