// The sites in the order in which every drawing shows them, and where they are.

/** Known sites: two near, one far. A site that nobody here knows comes behind them. */
const PLACES: Readonly<Record<string, { readonly code: string; readonly at: readonly [number, number] }>> = {
  geneva: { code: 'GE', at: [6.143, 46.204] },
  gland: { code: 'VD', at: [6.27, 46.42] },
  lucerne: { code: 'LU', at: [8.309, 47.05] },
};
const ORDER = Object.keys(PLACES);

/** Orders sites as the drawings do. */
export function inOrder<S extends { readonly name: string }>(sites: readonly S[]): readonly S[] {
  const rank = ({ name }: S) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  return [...sites].sort((one, other) => rank(one) - rank(other));
}

/** Short sign of a site: that of its canton, or its first two letters. */
export function codeOf(site: string): string {
  return PLACES[site]?.code ?? site.slice(0, 2).toUpperCase();
}

/** Longitude and latitude; undefined for a site that is on no map of ours. */
export function placeOf(site: string): readonly [number, number] | undefined {
  return PLACES[site]?.at;
}
