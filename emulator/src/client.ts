// A client of an emulator: it reaches it without a network, and waits by its clock.
import { type ClientOptions, type Clock, createClient, type Hikube } from '@hikube/sdk';
import { createSeededRandom, type VirtualClock } from '@hikube/service';

/** What a client needs of its emulator. */
export interface Reached {
  readonly endpoint: string;
  readonly token: string;
  /** Of what clients make up. */
  readonly seed: string;
  readonly fetch: (request: Request, init?: RequestInit) => Promise<Response>;
  readonly clock: () => VirtualClock;
  readonly sleep: (work: Promise<void>) => Promise<void>;
  /** Moments, by the clock of the emulator, at which a client gives up what it does. */
  readonly limits: Set<{ readonly at: number }>;
}

/** Choices for a client that the emulator does not make. */
export type EmulatedClientOptions = Omit<ClientOptions, 'endpoint' | 'fetch' | 'clock' | 'random'>;

/** @param number of the client, so that no two of them send the same keys */
export function createEmulatedClient(
  reached: Reached,
  number: number,
  options: EmulatedClientOptions = {},
): Hikube {
  const { endpoint, token, seed, fetch } = reached;
  const random = createSeededRandom(`${seed}/client/${number}`);
  const keyed = sameKeys(() => `emulated-${random.hex(32)}`);
  return createClient({
    token,
    ...options,
    endpoint,
    fetch: (request, init) => fetch(keyed(request), init),
    clock: clockOf(reached),
    random: () => random.next(),
  });
}

/** The clock of the emulator as clients want it. */
function clockOf({ clock, sleep, limits }: Reached): Clock {
  return {
    now: () => clock().now(),
    monotonic: () => clock().monotonic(),
    sleep: (ms, signal) => sleep(slept(clock(), ms, signal)),
    // A limit is nobody who waits: a silent stream has one, too.
    after: (ms, run) => {
      const limit = { at: clock().now() + Math.ceil(ms) };
      limits.add(limit);
      const lift = clock().schedule(limit.at, () => {
        limits.delete(limit);
        run();
      });
      return () => {
        limits.delete(limit);
        lift();
      };
    },
  };
}

function slept(clock: VirtualClock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      cancel();
      reject(signal?.reason);
    };
    // Clients wait for parts of a millisecond; the time of an emulator has none.
    const cancel = clock.schedule(clock.now() + Math.ceil(ms), () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** A client makes up a key for each write; here the same write of the same seed has the same one. */
function sameKeys(newKey: () => string): (request: Request) => Request {
  const keys = new Map<string, string>();
  return (request) => {
    const made = request.headers.get('Idempotency-Key');
    // What somebody chose himself stays.
    if (made === null || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(made)) return request;
    const key = keys.get(made) ?? newKey();
    keys.set(made, key);
    request.headers.set('Idempotency-Key', key);
    return request;
  };
}
