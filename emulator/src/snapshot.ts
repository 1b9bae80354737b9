// Everything an emulator knows as JSON, so that a person can keep it in a repository and read what changed in it.
import { everyDocument, type Json, type Store } from '@hikube/service/store';
import type { EmulatorFault } from './faults/faults.ts';
import type { KnownStore } from './kinds.ts';

/** The first line of every snapshot. */
export const SNAPSHOT_FORMAT = 'hikube-emulator/1';

/** A document of the store. */
export interface SnapshotDocument {
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
  readonly body: Json;
  /** RFC 3339; absent where it stays. */
  readonly expiresAt?: string;
}

/** An emulator at one moment. Plain JSON: `JSON.parse(JSON.stringify(snapshot))` is as good. */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly seed: string;
  /** What time it was there: RFC 3339. */
  readonly now: string;
  /** How many restores led here, so that what is made afterwards is never what was made before. */
  readonly restores: number;
  readonly faults: readonly EmulatorFault[];
  /** Requests and calls that each fault of those could have struck, by its JSON; absent where none has come yet. */
  readonly faultCounts?: Readonly<Record<string, number>>;
  /** In the order in which they were written. */
  readonly documents: readonly SnapshotDocument[];
}

/** What is in the store, the oldest version first. */
export async function documentsOf({ store, kinds }: KnownStore): Promise<readonly SnapshotDocument[]> {
  const found: { readonly revision: number; readonly document: SnapshotDocument }[] = [];
  for (const kind of kinds) {
    for await (const { key, body, revision, expiresAt } of everyDocument<Json>(store, { kind })) {
      const expiry = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() };
      found.push({ revision, document: { ...key, body, ...expiry } });
    }
  }
  return found.sort((a, b) => a.revision - b.revision).map(({ document }) => document);
}

/** Writes them into an empty store, one after the other, so that what was newer is newer again. */
export async function putDocuments(store: Store, documents: readonly SnapshotDocument[]): Promise<void> {
  for (const { tenant, kind, id, body, expiresAt } of documents) {
    const expiry = expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) };
    await store.commit({ writes: [{ key: { tenant, kind, id }, body, expect: 'any', ...expiry }] });
  }
}

/** @throws TypeError for what is no snapshot of this format */
export function checkSnapshot(snapshot: Snapshot): void {
  const { format, now, documents } = snapshot;
  if (format !== SNAPSHOT_FORMAT) {
    throw new TypeError(
      `The snapshot has the format ${JSON.stringify(format)}, and this emulator reads ${SNAPSHOT_FORMAT}: take it anew.`,
    );
  }
  if (Number.isNaN(Date.parse(now)) || !Array.isArray(documents))
    throw new TypeError('The snapshot has no `now` or no `documents`: take it anew.');
}
