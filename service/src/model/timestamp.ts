// Instants as the contract writes them.

/** @param ms milliseconds since the epoch @returns RFC 3339 in UTC, with milliseconds */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString();
}
