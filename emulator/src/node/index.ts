// @hikube/emulator/node: an emulator behind a socket of this machine, for clients in other processes and languages.
import { listen as listenOn } from '@hikube/server/listen';
import { systemClock, systemRandom } from '@hikube/service';
import { createPages } from '@hikube/service/http';
import type { Emulator } from '../emulator.ts';
import { isLost, orNetworkError } from '../faults/requests.ts';
import { refuseForeign } from './foreign.ts';

/** Where to listen: on the loopback interface and nowhere else. */
export interface ListenOptions {
  /** Default: any that is free. */
  readonly port?: number;
  /** Called when a request was answered, or lost. */
  readonly onAnswer?: () => void;
}

/** An open socket. */
export interface Listening {
  /** Base URL with `/v1`, such as `http://127.0.0.1:40123/v1`. */
  readonly endpoint: string;
  readonly port: number;
  /** When the last request came, or the socket was opened: milliseconds of the machine's monotonic clock. */
  readonly lastRequestMs: number;
  /** Closes the socket; the emulator stays. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a socket. Pages of other origins, and names that merely lead here, are refused.
 * @throws the system's error, such as EADDRINUSE
 */
export async function listen(emulator: Emulator, options: ListenOptions = {}): Promise<Listening> {
  let lastRequestMs = systemClock.monotonic();
  const pages = createPages(async () => (await import('@hikube/console/files')).consoleFiles());
  const answer = async (request: Request): Promise<Response> => {
    lastRequestMs = systemClock.monotonic();
    const refused = refuseForeign(request, `req-${systemRandom.hex(24)}`);
    if (refused !== undefined) return refused;
    const page = await pages(request);
    if (page !== undefined) return new Response(page.body, { headers: page.headers });
    // A copy, because what the listener gives is no Request for the constructor of one.
    return orNetworkError(emulator.fetch(request.clone())).finally(() => options.onAnswer?.());
  };
  const socket = await listenOn(
    { fetch: answer },
    { host: '127.0.0.1', port: options.port ?? 0, random: systemRandom, clock: systemClock, isLost },
  );
  const close = () => socket.close(0);
  return {
    endpoint: `${socket.url}/v1`,
    port: socket.port,
    get lastRequestMs() {
      return lastRequestMs;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
