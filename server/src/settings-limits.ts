// The bounds among the settings: how they are written, and what is wrong with one that cannot be read.
import { parseQuantity, QUOTA_RESOURCES } from '@hikube/domain';
import type { QuotaLimits } from '@hikube/service';
import type { HeldLimit, RateLimit } from '@hikube/service/limits';

/** Whoever needs more has no bound. */
const GREATEST = 1_000_000_000;

interface Named {
  readonly variable: string;
}

/** A rate such as `2000/500`: at once, and per second in the long run; `off` is no limit. */
export function readRate(
  { variable }: Named,
  text: string | undefined,
  fallback: RateLimit,
  mistakes: string[],
): RateLimit | 'off' {
  if (text === undefined) return fallback;
  if (text === 'off') return 'off';
  const [burst, perSecond] = pairOf(text, /^([0-9]+)\/([0-9]+(?:\.[0-9]+)?)$/);
  if (isBound(burst) && perSecond > 0 && perSecond <= GREATEST) return { burst, perSecond };
  mistakes.push(
    `${variable} must be requests at once and per second, such as ${fallback.burst}/${fallback.perSecond}, or off, not "${text}".`,
  );
  return fallback;
}

/** What may be held, such as `256/1024`: of a token and of a tenant. */
export function readHeld(
  { variable }: Named,
  text: string | undefined,
  fallback: HeldLimit,
  mistakes: string[],
): HeldLimit {
  if (text === undefined) return fallback;
  const [perToken, perTenant] = pairOf(text, /^([0-9]+)\/([0-9]+)$/);
  if (isBound(perToken) && isBound(perTenant)) return { perToken, perTenant };
  mistakes.push(
    `${variable} must be the most of a token and of a tenant, such as ${fallback.perToken}/${fallback.perTenant}, not "${text}".`,
  );
  return fallback;
}

/** A whole number from 1. */
export function readCount(
  { variable }: Named,
  text: string | undefined,
  fallback: number,
  mistakes: string[],
  least = 1,
): number {
  if (text === undefined) return fallback;
  const count = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= GREATEST) return count;
  mistakes.push(
    `${variable} must be a whole number from ${least} to ${GREATEST}, such as ${fallback}, not "${text}".`,
  );
  return fallback;
}

/** A quota such as `clusters=1000,nodes=20k`. What is not named keeps its default, and `none` is no limit. */
export function readQuota(
  { variable }: Named,
  text: string | undefined,
  fallback: QuotaLimits,
  mistakes: string[],
): QuotaLimits {
  if (text === undefined) return fallback;
  const quota: Record<string, string> = { ...fallback };
  const named = new Set<string>();
  for (const part of text.split(',')) {
    const [resource = '', limit = '', ...more] = part.split('=').map((each) => each.trim());
    const isKnown = (QUOTA_RESOURCES as readonly string[]).includes(resource);
    if (!isKnown || more.length > 0 || (limit !== 'none' && !isLimit(limit))) {
      mistakes.push(
        `${variable} must be quantities from 0 or none of ${QUOTA_RESOURCES.join(', ')}, such as clusters=1000,nodes=20k, not "${part}".`,
      );
    } else if (named.has(resource)) mistakes.push(`${variable} has ${resource} twice: keep one of them.`);
    else if (limit === 'none') delete quota[resource];
    else quota[resource] = limit;
    named.add(resource);
  }
  return quota;
}

/** Whether something can stay within the quantity: nothing is less than zero. */
function isLimit(text: string): boolean {
  const quantity = parseQuantity(text);
  return quantity !== undefined && quantity >= 0n;
}

function pairOf(text: string, pattern: RegExp): readonly [number, number] {
  const [, first, second] = pattern.exec(text) ?? [];
  return [Number(first), Number(second)];
}

function isBound(value: number): boolean {
  return value >= 1 && value <= GREATEST;
}
