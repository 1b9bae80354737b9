// @hikube/emulator/node: an emulator behind a socket of this machine, for clients in other processes and languages.
import { listen as listenOn } from '@hikube/server/listen';
import { systemClock, systemRandom } from '@hikube/service';
import { createPages } from '@hikube/service/http';
import type { Emulator } from '../emulator.ts';
import { isLost, orNetworkError } from '../faults/requests.ts';
import { foreignRefusal } from './foreign.ts';

/** Where to listen. */
export interface ListenOptions {
  /**
   * Address to listen on. Default: 127.0.0.1; `::1` is the same in IPv6. On any other, whoever reaches the machine and knows
   * the token of the seed can use it.
   */
  readonly host?: string;
  /** Names of hosts by which it answers, and whose pages it answers, beside those of this machine. */
  readonly allow?: readonly string[];
  /** Default: any that is free. */
  readonly port?: number;
  /** Called when a request was answered, or lost. */
  readonly onAnswer?: () => void;
}

/** An open socket. */
export interface Listening {
  /** Base URL with `/v1`, such as `http://127.0.0.1:40123/v1`; on all interfaces, by the first name that is allowed. */
  readonly endpoint: string;
  readonly port: number;
  /** When the last request came, or the socket was opened: milliseconds of the machine's monotonic clock. */
  readonly lastRequestMs: number;
  /** Closes the socket; the emulator stays. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Every interface, where a client cannot say so. */
const EVERYWHERE: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
]);

/**
 * Opens a socket. Pages of other origins, and names that merely lead here, are refused.
 * @throws RangeError for what is no name of a host
 * @throws the system's error, such as EADDRINUSE
 */
export async function listen(emulator: Emulator, options: ListenOptions = {}): Promise<Listening> {
  const { host = '127.0.0.1', port = 0, allow = [] } = options;
  // Whoever listens on an address means it.
  const refuseForeign = foreignRefusal(EVERYWHERE.has(host) ? allow : [...allow, host]);
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
    { host, port, random: systemRandom, clock: systemClock, isLost },
  );
  const close = () => socket.close(0);
  const fromHere = EVERYWHERE.get(host);
  const reachable = fromHere === undefined ? socket.url : `http://${allow[0] ?? fromHere}:${socket.port}`;
  return {
    endpoint: new URL('/v1', reachable).href,
    port: socket.port,
    get lastRequestMs() {
      return lastRequestMs;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
