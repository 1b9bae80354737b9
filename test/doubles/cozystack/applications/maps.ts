// Labels and annotations of applications: their HelmReleases carry them with a prefix.

export const PREFIX = 'apps.cozystack.io-';
export const GROUP = 'apps.cozystack.io';
export const KIND_LABEL = 'apps.cozystack.io/application.kind';
export const GROUP_LABEL = 'apps.cozystack.io/application.group';
export const NAME_LABEL = 'apps.cozystack.io/application.name';
export const SHARD_LABEL = 'sharding.fluxcd.io/key';

export type Texts = Record<string, string>;

/** One of the two themselves when the other is not there: so it happens that a map is shared. */
export function merged(a: Texts | undefined, b: Texts | undefined): Texts | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return { ...a, ...b };
}

export function prefixed(texts: Texts | undefined): Texts | undefined {
  if (texts === undefined) return undefined;
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [`${PREFIX}${key}`, value]));
}

/** Those with the prefix, without it; undefined when there are none. */
export function unprefixed(texts: Texts | undefined): Texts | undefined {
  const found = Object.entries(texts ?? {})
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, value]) => [key.slice(PREFIX.length), value]);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
