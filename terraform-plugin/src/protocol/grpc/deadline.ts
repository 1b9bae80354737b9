// The `grpc-timeout` header: how long the caller will wait.

const MILLISECONDS: Record<string, number> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};

/** The timeout in milliseconds, or undefined when there is none or it is not in gRPC's form (`100m`, `5S`). */
export function parseTimeout(header: string | string[] | undefined): number | undefined {
  const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(String(header ?? '')) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return Number(digits) * MILLISECONDS[unit]!;
}
