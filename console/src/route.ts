// Where the reader is, as the part of the address behind `#`: it survives a reload, and no server has to know it.

/** A page of the console. */
export type Route =
  | { readonly page: 'clusters' | 'install' | 'operations' | 'quota' | 'tokens' | 'world' }
  | { readonly page: 'cluster' | 'change' | 'upgrade'; readonly cluster: string }
  /** A change that begins with an add-on. */
  | { readonly page: 'change'; readonly cluster: string; readonly addon: string }
  | { readonly page: 'unknown' };

const ALONE = ['install', 'operations', 'quota', 'tokens', 'world'] as const;
const OF_CLUSTER = ['change', 'upgrade'] as const;

/** The page that a hash such as `#/clusters/prod` names. */
export function readRoute(hash: string): Route {
  const [first = '', name, what, which, ...more] = hash.replace(/^#?\/?/, '').split('/');
  if (first === '' || (first === 'clusters' && name === undefined)) return { page: 'clusters' };
  const alone = ALONE.find((page) => page === first);
  if (alone !== undefined && name === undefined) return { page: alone };
  if (first !== 'clusters' || name === undefined || more.length > 0) return { page: 'unknown' };
  const cluster = decoded(name);
  if (cluster === undefined) return { page: 'unknown' };
  if (what === undefined) return { page: 'cluster', cluster };
  const addon = which === undefined ? undefined : decoded(which);
  if (which !== undefined)
    return what === 'change' && addon !== undefined ? { page: what, cluster, addon } : { page: 'unknown' };
  const page = OF_CLUSTER.find((each) => each === what);
  return page === undefined ? { page: 'unknown' } : { page, cluster };
}

/** The hash of a page. */
export function hrefOf(route: Route): string {
  if ('cluster' in route) {
    const home = `#/clusters/${encodeURIComponent(route.cluster)}`;
    const page = route.page === 'cluster' ? home : `${home}/${route.page}`;
    return 'addon' in route ? `${page}/${encodeURIComponent(route.addon)}` : page;
  }
  return route.page === 'clusters' || route.page === 'unknown' ? '#/' : `#/${route.page}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
