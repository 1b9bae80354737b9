// Ends what a process that has ended was issuing or revoking. What the platform has no credential for any more is left to
// its expiry, and that is said once: nothing that the service could do would end it sooner.
import { toTimestamp } from '../clock.ts';
import type { Log } from '../log.ts';
import { kinds } from '../model/keys.ts';
import type { KubeconfigRecord, OpenKubeconfig } from '../model/records.ts';
import { PlatformError } from '../platform/platform.ts';
import { everyDocument } from '../store/every-document.ts';
import { type Document, NOBODY } from '../store/store.ts';
import type { AccessTools } from './kubeconfigs.ts';
import { keysOf, recordWrite, refOf } from './records.ts';

/** Milliseconds after which whoever was issuing or revoking is taken for gone. */
const GIVEN_UP_MS = 60_000;

/** What it needs. */
export interface UnfinishedTools extends Pick<AccessTools, 'store' | 'clock'> {
  readonly platform: Pick<AccessTools['platform'], 'access'>;
  readonly log: Log;
}

type Mark = Document<OpenKubeconfig>;

/**
 * Makes what revokes the unfinished, to be called again and again. Any number of replicas may do this at once. What cannot
 * be revoked now holds up nothing else, and no tenant waits for the platform of another one. It throws what was in the way
 * of the first that is still to be tried.
 *
 * A tenant for whom the platform has no credential is not tried again by this process, whose tenants are those of its
 * start: the next one tries it once, and the mark goes when the kubeconfig has expired.
 */
export function createUnfinished(tools: UnfinishedTools): () => Promise<void> {
  const { store, clock, log } = tools;
  let left: ReadonlySet<string> = new Set();

  async function revokeAll(open: readonly Mark[], found: Set<string>, failures: unknown[]): Promise<void> {
    for (const mark of open) {
      const { id, tenant, cluster } = mark.body;
      if (left.has(id)) {
        found.add(id);
        continue;
      }
      try {
        await revokeOpen(tools, mark);
      } catch (error) {
        if (!isWithoutCredential(error)) {
          failures.push(error);
          continue;
        }
        found.add(id);
        const expiresAt = mark.expiresAt === undefined ? undefined : toTimestamp(mark.expiresAt);
        log('warn', 'kubeconfig_left', { kubeconfig: id, tenant, cluster, expiresAt, sentence: LEFT });
      }
    }
  }

  return async () => {
    const byTenant = new Map<string, Mark[]>();
    const marks = everyDocument<OpenKubeconfig>(store, { kind: kinds.openKubeconfig, tenant: NOBODY });
    for await (const mark of marks) {
      if (clock.now() - mark.body.since < GIVEN_UP_MS) continue;
      const { tenant } = mark.body;
      byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), mark]);
    }
    const found = new Set<string>();
    const failures: unknown[] = [];
    await Promise.all([...byTenant.values()].map((open) => revokeAll(open, found, failures)));
    // What has expired is forgotten.
    left = found;
    if (failures.length > 0) throw failures[0];
  };
}

const LEFT =
  'It cannot be revoked, because the service has no credential for its tenant any more, and ends by itself when it expires. To end it sooner, give the service that credential again and start it anew.';

function isWithoutCredential(error: unknown): boolean {
  return error instanceof PlatformError && error.reason === 'TenantUnknown';
}

async function revokeOpen(
  { store, platform, clock }: UnfinishedTools,
  { key, body, revision }: Mark,
): Promise<void> {
  const { tenant, id } = body;
  const document = await store.get<KubeconfigRecord>(keysOf(tenant, body).record);
  if (document !== undefined && document.body.revokedAt === null) {
    const revoked = { ...document.body, revokedAt: toTimestamp(clock.now()) };
    // The mark stays until the platform has revoked it, too.
    const { ok } = await store.commit({ writes: [recordWrite(tenant, revoked, document.revision)] });
    if (!ok) return;
  }
  await platform.access.revoke(refOf(tenant, body), id);
  await store.commit({ writes: [{ key, delete: true, expect: revision }] });
}
