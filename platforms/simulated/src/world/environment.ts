// What all simulated clusters share: the sites, the GPUs that can be had, and the faults that were planted.
import type { PlantedFault } from './planted.ts';

/** The state of all sites from a moment on. */
export interface SiteChange {
  /** Counts up, so that a cluster knows which changes it has seen. */
  readonly sequence: number;
  /** Milliseconds since the epoch, on the service clock. */
  readonly at: number;
  /** Sites that are down from now on. */
  readonly down: readonly string[];
}

/** One document for the whole platform. */
export interface Environment {
  /** Oldest first, and never more than `SITE_CHANGES_MAX`. */
  readonly siteChanges: readonly SiteChange[];
  /** GPUs of each type that exist. */
  readonly stock: Readonly<Record<string, number>>;
  /** GPUs of each type that clusters hold, by uid of the cluster. */
  readonly held: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** When the stock, or what is held of it, last changed. */
  readonly stockChangedAt: number;
  /** Patch versions that were released since, by minor; absent before the first one. */
  readonly patches?: Readonly<Record<string, string>>;
  /** Faults that stand, and the last ones that did, oldest first; absent before the first one. */
  readonly faults?: readonly PlantedFault[];
}

/**
 * A cluster that nobody looked at replays the changes that it missed. Each change states all sites, so that
 * forgetting the oldest loses an outage that was over long ago, and nothing else.
 */
export const SITE_CHANGES_MAX = 200;

/** All sites up, nothing held. */
export function createEnvironment(stock: Readonly<Record<string, number>>): Environment {
  return { siteChanges: [], stock, held: {}, stockChangedAt: 0 };
}

/** The sites that are down now. */
export function sitesDown(environment: Environment): readonly string[] {
  return environment.siteChanges.at(-1)?.down ?? [];
}

/** Sequence of the last change of a site; 0 when none ever changed. */
export function lastSiteChange(environment: Environment): number {
  return environment.siteChanges.at(-1)?.sequence ?? 0;
}

/**
 * Takes a site down or brings it back.
 * @returns the same environment when the site is in that state already
 */
export function withSite(
  environment: Environment,
  site: string,
  available: boolean,
  now: number,
): Environment {
  const down = sitesDown(environment);
  if (down.includes(site) !== available) return environment;
  const next = available ? down.filter((each) => each !== site) : [...down, site].sort();
  const change: SiteChange = {
    sequence: lastSiteChange(environment) + 1,
    at: Math.max(now, environment.siteChanges.at(-1)?.at ?? now),
    down: next,
  };
  return { ...environment, siteChanges: [...environment.siteChanges, change].slice(-SITE_CHANGES_MAX) };
}

/** Sets how many GPUs of a type exist. */
export function withStock(environment: Environment, type: string, count: number, now: number): Environment {
  return { ...environment, stock: { ...environment.stock, [type]: count }, stockChangedAt: now };
}

/** GPUs of a type that no other cluster holds. Negative when more are held than exist. */
export function stockFor(environment: Environment, type: string, uid: string): number {
  return unheld(environment, type) + (environment.held[type]?.[uid] ?? 0);
}

/** GPUs of a type that nobody holds. Negative when more are held than exist. */
export function unheld({ stock, held }: Environment, type: string): number {
  const counts = Object.values(held[type] ?? {});
  return counts.reduce((left, count) => left - count, stock[type] ?? 0);
}

/**
 * Notes what a cluster holds now.
 * @returns the same environment when it held exactly that before
 */
export function withHeld(
  environment: Environment,
  uid: string,
  counts: Readonly<Record<string, number>>,
  now: number,
): Environment {
  const types = new Set([...Object.keys(environment.held), ...Object.keys(counts)]);
  const held: Record<string, Readonly<Record<string, number>>> = { ...environment.held };
  let changed = false;
  for (const type of types) {
    const { [uid]: before = 0, ...others } = held[type] ?? {};
    const after = counts[type] ?? 0;
    if (before === after) continue;
    changed = true;
    held[type] = after === 0 ? others : { ...others, [uid]: after };
  }
  return changed ? { ...environment, held, stockChangedAt: now } : environment;
}
