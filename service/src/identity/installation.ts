// Which service this is. Two services can have a tenant of one name, and a client that keeps a state must not take what the
// other one has for what this one has lost. The id is made when it is first asked for and stays with the store, through
// restarts and backups, for all replicas.
import { installationKey } from '../model/keys.ts';
import { type Random, uuid } from '../random.ts';
import { DAMAGED, readWhole } from '../store/read-whole.ts';
import type { Store } from '../store/store.ts';

interface Installation {
  readonly id: string;
}

/** The id; null when its document is damaged, because another id would be that of another service. */
export async function installationId(store: Store, random: Random): Promise<string | null> {
  const [known] = await readWhole<Installation>(store, [installationKey]);
  if (known === DAMAGED) return null;
  if (known !== undefined) return known.body.id;
  const id = uuid(random);
  const made = await store.commit({ writes: [{ key: installationKey, body: { id }, expect: 'absent' }] });
  // Whoever lost the race finds the id of the other.
  return made.ok ? id : installationId(store, random);
}

/** Keeps an id that is known beforehand; one that the store has stays. */
export async function keepInstallation(store: Store, id: string): Promise<void> {
  await store.commit({ writes: [{ key: installationKey, body: { id }, expect: 'absent' }] });
}
