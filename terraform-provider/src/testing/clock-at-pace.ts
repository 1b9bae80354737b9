// Time as it passes on a platform that is faster than the machine, for processes that a test starts beside it.

/** How many times as fast, and since when by the machine's clock. */
export interface Pace {
  readonly times: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** For the environment of another process. */
export const paceText = ({ times, since }: Pace): string => `${times}@${since}`;

/** @param text of `paceText` */
export function paceOf(text: string): Pace {
  const [times, since] = text.split('@').map(Number);
  if (!times || !since) throw new Error(`This is no pace: ${text}`);
  return { times, since };
}

/** Between these lies the patience of whoever asks over a socket, and nothing that a test waits for. */
const PATIENCE_MS = [9_000, 31_000] as const;

/**
 * The same time in every process that has the same pace. Patience lasts as it does on the machine, whose sockets are no faster.
 */
export function clockAtPace({ times, since }: Pace) {
  const began = performance.now();
  const startMs = since + (Date.now() - since) * times;
  const passed = (): number => (performance.now() - began) * times;
  const now = (): number => Math.floor(startMs + passed());
  return {
    now,
    monotonic: passed,
    schedule(atMs: number, callback: () => void): () => void {
      const [least, most] = PATIENCE_MS;
      const wait = atMs - now();
      const timer = setTimeout(callback, wait > least && wait < most ? wait : Math.max(0, wait) / times);
      return () => clearTimeout(timer);
    },
  };
}
