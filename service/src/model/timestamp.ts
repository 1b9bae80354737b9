// Instants as the contract writes them.

/** @param ms milliseconds since the epoch @returns RFC 3339 in UTC, with milliseconds */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * The instant, or an earlier event if the clock says that it comes after: replicas whose clocks differ, or a clock that
 * was set back, must not let anything end before it began.
 * @param earlier as `toTimestamp` writes them; null for one that has not happened
 */
export function toTimestampAfter(ms: number, ...earlier: readonly (string | null)[]): string {
  return earlier.reduce<string>(
    (latest, each) => (each !== null && each > latest ? each : latest),
    toTimestamp(ms),
  );
}
