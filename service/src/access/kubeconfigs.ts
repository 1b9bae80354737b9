// Issues, renews and revokes kubeconfigs: the record and what the platform made are in two places, and a process may end
// at any point between them. The record comes first and is taken for issued only when the platform has answered, so that
// there is never a credential that nobody can list or revoke.
import { type Clock, toTimestamp } from '../clock.ts';
import type { KubeconfigRecord, OpenKubeconfig } from '../model/records.ts';
import type { Credential } from '../platform/access.ts';
import { type Platform, PlatformError } from '../platform/platform.ts';
import { changedByMany, Refusal } from '../refusal.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
import type { Document, Put, Store } from '../store/store.ts';
import { keysOf, markWrite, recordWrite, refOf } from './records.ts';

/** What access needs. */
export interface AccessTools {
  readonly store: Store;
  readonly platform: Pick<Platform, 'access' | 'capabilities'>;
  readonly clock: Clock;
}

/** What was issued: its record, and the secret, which is kept nowhere. */
export interface IssuedKubeconfig {
  readonly record: KubeconfigRecord;
  readonly credential: Credential;
}

const AT_MOST = { exhausted: () => changedByMany('kubeconfig') };

/**
 * Issues a kubeconfig.
 * @param claimed what belongs into the same commit as its record; taken back with it
 * @returns `taken` when something of that is there already
 * @throws PlatformError when the platform does not issue it; nothing of it is left then, or housekeeping takes it away
 */
export async function issueKubeconfig(
  { store, platform, clock }: AccessTools,
  tenant: string,
  record: KubeconfigRecord,
  claimed: readonly Put[],
): Promise<IssuedKubeconfig | 'taken'> {
  const { id, role } = record;
  const { record: recordKey, mark } = keysOf(tenant, record);
  const writes = [recordWrite(tenant, record, 'absent'), markWrite(tenant, record, clock.now()), ...claimed];
  const begun = await store.commit({ writes });
  if (!begun.ok) return 'taken';
  const [revision = 0] = begun.revisions;
  const ref = refOf(tenant, record);
  let credential: Credential;
  try {
    const expiresAt = Date.parse(record.expiresAt);
    credential = await platform.access.issue(ref, { id, role, expiresAt });
  } catch (error) {
    await platform.access.revoke(ref, id);
    const taken = [
      { key: recordKey, expect: revision },
      { key: mark, expect: 'any' as const },
    ];
    const others = claimed.map(({ key }) => ({ key, expect: 'any' as const }));
    await store.commit({ writes: [...taken, ...others].map((each) => ({ ...each, delete: true as const })) });
    throw error;
  }
  const issued = asGranted(record, credential);
  const unmarked = { key: mark, delete: true, expect: 'any' } as const;
  const ended = await store.commit(
    issued === record
      ? { writes: [unmarked], guards: [{ key: recordKey, expect: revision }] }
      : { writes: [unmarked, recordWrite(tenant, issued, revision)] },
  );
  if (ended.ok) return { record: issued, credential };
  // It was revoked before it was given to anybody.
  await platform.access.revoke(ref, id);
  await store.commit({ writes: [{ key: mark, delete: true, expect: 'any' }] });
  throw changedByMany('kubeconfig');
}

/** A cluster may grant less than was ordered: then its record ends when the credential does. */
function asGranted(record: KubeconfigRecord, { expiresAt }: Credential): KubeconfigRecord {
  const isSooner = expiresAt !== undefined && expiresAt < Date.parse(record.expiresAt);
  return isSooner ? { ...record, expiresAt: toTimestamp(expiresAt) } : record;
}

/** Reads a kubeconfig; refuses when there is none. */
export type FindKubeconfig = () => Promise<Document<KubeconfigRecord>>;

/**
 * Gives a kubeconfig its time once more, from now on.
 * @throws Refusal `invalid_transition` when it has ended, `capability_missing` where none can live longer
 */
export async function renewKubeconfig(
  { store, platform, clock }: AccessTools,
  tenant: string,
  find: FindKubeconfig,
): Promise<KubeconfigRecord> {
  let canRenew: boolean | undefined;
  const { before, renewed } = await commitWithRetry(
    store,
    async () => {
      const { body, revision } = await find();
      const now = clock.now();
      if (body.revokedAt !== null || Date.parse(body.expiresAt) <= now) throw over(body);
      // What is refused in any case needs no answer of the platform.
      canRenew ??= (await platform.capabilities(tenant)).has(RENEWAL);
      if (!canRenew) throw unrenewable(body);
      const later = { ...body, expiresAt: toTimestamp(now + body.ttlSeconds * 1_000) };
      // The record decides: whoever revoked it meanwhile has changed its revision. And it never ends before the credential.
      return {
        batch: { writes: [recordWrite(tenant, later, revision)] },
        result: { before: body, renewed: later },
      };
    },
    AT_MOST,
  );
  try {
    await platform.access.renew(refOf(tenant, before), before.id, Date.parse(renewed.expiresAt));
    return renewed;
  } catch (error) {
    const { body, revision } = await find();
    // Whoever changed it meanwhile knows better.
    if (body.revokedAt === null && body.expiresAt === renewed.expiresAt)
      await store.commit({ writes: [recordWrite(tenant, before, revision)] });
    throw error instanceof PlatformError ? (refusalOfRenewal(before, error) ?? error) : error;
  }
}

function over({ id, revokedAt, expiresAt }: KubeconfigRecord): Refusal {
  const end = revokedAt === null ? `has expired at ${expiresAt}` : 'was revoked';
  return new Refusal('invalid_transition', `The kubeconfig "${id}" ${end}: issue a new one.`);
}

/** The capability behind renewals. */
const RENEWAL = 'kubeconfig.renew';

function unrenewable({ id, expiresAt }: KubeconfigRecord): Refusal {
  return new Refusal(
    'capability_missing',
    `The kubeconfig "${id}" ends at ${expiresAt}, because this platform lacks the capability ${RENEWAL}: issue a new one, for as long as it is needed.`,
  );
}

function refusalOfRenewal({ id }: KubeconfigRecord, cause: PlatformError): Refusal | undefined {
  if (cause.reason !== 'NotFound') return undefined;
  const detail = `The kubeconfig "${id}" has ended on the platform: issue a new one.`;
  return new Refusal('invalid_transition', detail, { cause });
}

/** Revokes a kubeconfig. Once more changes nothing, and ends what an earlier process has begun. */
export async function revokeKubeconfig(
  tools: AccessTools,
  tenant: string,
  find: FindKubeconfig,
): Promise<KubeconfigRecord> {
  const { store, platform, clock } = tools;
  const { revoked, work } = await commitWithRetry(
    store,
    async (): Promise<
      Decision<{ readonly revoked: KubeconfigRecord; readonly work?: 'mine' | 'shared' }>
    > => {
      const { body, revision } = await find();
      const earlier = await store.get<OpenKubeconfig>(keysOf(tenant, body).mark);
      if (body.revokedAt !== null && earlier === undefined) return { result: { revoked: body } };
      const now = clock.now();
      const ended = { ...body, revokedAt: body.revokedAt ?? toTimestamp(now) };
      const marked = earlier === undefined ? [markWrite(tenant, ended, now)] : [];
      return {
        batch: { writes: [recordWrite(tenant, ended, revision), ...marked] },
        result: { revoked: ended, work: earlier === undefined ? 'mine' : 'shared' },
      };
    },
    AT_MOST,
  );
  if (work !== undefined) await platform.access.revoke(refOf(tenant, revoked), revoked.id);
  // The mark of somebody else stays: he may be issuing at this moment, and end before he learns that it was revoked.
  if (work === 'mine')
    await store.commit({ writes: [{ key: keysOf(tenant, revoked).mark, delete: true, expect: 'any' }] });
  return revoked;
}
