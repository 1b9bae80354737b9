// A store belongs to one platform and one tenant there: with another one, its clusters would all be made anew.
import { NOBODY, type Store } from '@hikube/service/store';
import type { Settings } from './settings.ts';

const KEY = { tenant: NOBODY, kind: 'platformBinding', id: 'platform' };

interface Binding {
  /** What people call it. */
  readonly name: string;
}

/**
 * Remembers in the store which platform it is for.
 * @throws Error with a sentence for the operator when it is another one
 */
export async function bindStore(
  store: Pick<Store, 'get' | 'commit' | 'count'>,
  settings: Pick<Settings, 'cozystack'>,
): Promise<void> {
  const name = nameOf(settings);
  const before = await store.get<Binding>(KEY);
  if (before?.body.name === name) return;
  // Stores of simulated platforms had no binding.
  if (before === undefined && settings.cozystack === undefined) return;
  const clusters = await store.count({ kind: 'cluster', tenant: 'demo' });
  if (clusters > 0) {
    const old = before?.body.name ?? SIMULATED;
    throw new Error(
      `The store holds ${clusters} ${clusters === 1 ? 'cluster' : 'clusters'} of ${old}, and HIKUBE_PLATFORM names ${name}: set it back, or choose another HIKUBE_DATA_DIR or DATABASE_URL.`,
    );
  }
  await store.commit({ writes: [{ key: KEY, body: { name }, expect: before?.revision ?? 'absent' }] });
}

const SIMULATED = 'the simulated platform';

/** Not the path of a kubeconfig: that may move. */
function nameOf({ cozystack }: Pick<Settings, 'cozystack'>): string {
  return cozystack === undefined ? SIMULATED : `the namespace ${cozystack.namespace} of a Cozystack`;
}
