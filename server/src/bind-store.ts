// A store belongs to one platform and one tenant there: with another one, its clusters would all be made anew.
import { NOBODY, type Store } from '@hikube/service/store';
import type { Settings } from './settings.ts';

const KEY = { tenant: NOBODY, kind: 'platformBinding', id: 'platform' };

interface Binding {
  /** What people call it. */
  readonly name: string;
  /** What the platform itself knows the tenant by; absent where it does not say, and before it is reached. */
  readonly uid?: string;
}

/**
 * Remembers in the store which platform it is for.
 * @param uid by which the platform itself knows the tenant: two platforms can have namespaces of one name
 * @throws Error with a sentence for the operator when it is another one
 */
export async function bindStore(
  store: Pick<Store, 'get' | 'commit' | 'count'>,
  settings: Pick<Settings, 'cozystack'>,
  uid?: string,
): Promise<void> {
  const name = nameOf(settings);
  for (;;) {
    const before = await store.get<Binding>(KEY);
    const bound = before?.body;
    const isSame = bound?.name === name && (bound.uid === uid || uid === undefined);
    if (isSame) return;
    // Stores of simulated platforms had no binding.
    if (bound === undefined && settings.cozystack === undefined) return;
    // Whoever only learns the uid of what it is bound to anyway.
    const isLearnt = bound?.name === name && bound.uid === undefined;
    if (!isLearnt) await refuseClusters(store, bound, name);
    const body: Binding = { name, ...(uid === undefined ? {} : { uid }) };
    const { ok } = await store.commit({ writes: [{ key: KEY, body, expect: before?.revision ?? 'absent' }] });
    // Another replica was faster, and may have named another one.
    if (ok) return;
  }
}

async function refuseClusters(
  store: Pick<Store, 'count'>,
  bound: Binding | undefined,
  name: string,
): Promise<void> {
  const clusters = await store.count({ kind: 'cluster' });
  if (clusters === 0) return;
  const old = bound?.name ?? SIMULATED;
  const held = `The store holds ${clusters} ${clusters === 1 ? 'cluster' : 'clusters'} of ${old}`;
  const isElsewhere = old === name;
  throw new Error(
    isElsewhere
      ? `${held}, and HIKUBE_KUBECONFIG leads to another platform, or to one where that namespace was made anew: set it back, or choose another HIKUBE_DATA_DIR or DATABASE_URL.`
      : `${held}, and HIKUBE_PLATFORM names ${name}: set it back, or choose another HIKUBE_DATA_DIR or DATABASE_URL.`,
  );
}

const SIMULATED = 'the simulated platform';

/** Not the path of a kubeconfig: that may move. */
function nameOf({ cozystack }: Pick<Settings, 'cozystack'>): string {
  return cozystack === undefined ? SIMULATED : `the namespace ${cozystack.namespace} of a Cozystack`;
}
