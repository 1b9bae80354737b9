// Handlers of the tag "kubeconfigs". They act at once: there is no work to follow, and the secret is shown once.
import type { Kubeconfig, KubeconfigCreate } from '@hikube/openapi/types';
import { issueKubeconfig, renewKubeconfig, revokeKubeconfig } from '../access/kubeconfigs.ts';
import { toTimestamp } from '../clock.ts';
import { kinds, kubeconfigKey, kubeconfigPrefix } from '../model/keys.ts';
import type { ClusterRecord, KubeconfigRecord } from '../model/records.ts';
import { findAnswer, secretRecord } from '../plan/idempotency.ts';
import { PlatformError } from '../platform/platform.ts';
import { notFound, Refusal, tooManyKept } from '../refusal.ts';
import type { Document } from '../store/store.ts';
import { type Found, findCluster } from './find.ts';
import type { Context, Handlers, Issued } from './handler.ts';
import { kubeconfigText } from './kubeconfig-text.ts';
import { notReady } from './not-ready.ts';
import { type PageRequest, pageOfStore } from './paging/page.ts';

type KubeconfigOperation =
  | 'listKubeconfigs'
  | 'createKubeconfig'
  | 'getKubeconfig'
  | 'renewKubeconfig'
  | 'revokeKubeconfig';

const DEFAULT_TTL_SECONDS = 900;

/** Access to the Kubernetes API of a cluster. */
export const kubeconfigHandlers: Handlers<KubeconfigOperation> = {
  listKubeconfigs: async ({ params }, context) => ({
    kind: 'shown',
    body: await pageOfKubeconfigs(params.path.cluster, params.query, context),
  }),
  createKubeconfig: ({ params, body }, context) => issue(params.path.cluster, body, context),
  getKubeconfig: async ({ params }, context) => {
    const { cluster, kubeconfig } = params.path;
    return { kind: 'shown', body: kubeconfigView((await find(cluster, kubeconfig, context)).body) };
  },
  renewKubeconfig: async ({ params }, context) => {
    const { cluster, kubeconfig } = params.path;
    const renewed = await renewKubeconfig(context, context.caller.tenant, () =>
      find(cluster, kubeconfig, context),
    );
    return { kind: 'shown', body: kubeconfigView(renewed) };
  },
  revokeKubeconfig: async ({ params }, context) => {
    const { cluster, kubeconfig } = params.path;
    const revoked = await revokeKubeconfig(context, context.caller.tenant, () =>
      find(cluster, kubeconfig, context),
    );
    return { kind: 'shown', body: kubeconfigView(revoked) };
  },
};

async function pageOfKubeconfigs(name: string, request: PageRequest, { store, caller }: Context) {
  const { tenant } = caller;
  const { uid } = (await findCluster({ store, caller }, name)).record;
  const selection = { kind: kinds.kubeconfig, tenant, prefix: kubeconfigPrefix(uid) };
  const list = ['kubeconfig', tenant, uid];
  const page = await pageOfStore<KubeconfigRecord>(store, selection, list, request);
  return { ...page, items: page.items.map(({ body }) => kubeconfigView(body)) };
}

async function issue(
  name: string,
  { role, ttlSeconds = DEFAULT_TTL_SECONDS }: KubeconfigCreate,
  context: Context,
): Promise<Issued<Kubeconfig & { kubeconfig: string; token: string }>> {
  const { store, caller, clock, ids, claim } = context;
  const found = await findCluster(context, name);
  refuseUnready(found);
  const cluster = found.record;
  await refuseTooMany(cluster, context);
  const now = clock.now();
  const record: KubeconfigRecord = {
    id: ids.next('kc'),
    cluster: name,
    role,
    ttlSeconds,
    createdAt: toTimestamp(now),
    expiresAt: toTimestamp(now + ttlSeconds * 1_000),
    revokedAt: null,
    uid: cluster.uid,
    createdBy: caller.token,
  };
  const claimed =
    claim === undefined ? [] : [secretRecord(claim, { kind: 'kubeconfig', id: record.id }, now)];
  const issued = await issueKubeconfig(context, caller.tenant, record, claimed).catch((error: unknown) => {
    throw error instanceof PlatformError && error.reason === 'NotReady' ? notReady(found, error) : error;
  });
  // Everything in the commit is new, so only a request with the same key can have been faster.
  if (issued === 'taken' && claim !== undefined) await findAnswer(store, claim);
  if (issued === 'taken')
    throw new Refusal('unavailable', 'The kubeconfig could not be issued now: try again in a moment.');
  const { credential } = issued;
  const { token } = credential;
  return {
    kind: 'issued',
    body: { ...kubeconfigView(issued.record), kubeconfig: kubeconfigText({ name, role, credential }), token },
    path: `/clusters/${name}/kubeconfigs/${record.id}`,
  };
}

/** Before the API server answers, a kubeconfig would only be the beginning of a search for the mistake. */
function refuseUnready(found: Found<ClusterRecord>): void {
  const { record, status } = found;
  const { name, uid, removal } = record;
  if (removal !== undefined) {
    const detail = `The cluster "${name}" is being deleted: wait until it is gone; its operation is ${removal.operation}.`;
    throw new Refusal('deleting', detail);
  }
  if (status?.uid !== uid || status.cluster.controlPlane.ready === 0) throw notReady(found);
}

/** Several at the same moment can go over the limit by their number, which does no harm. */
async function refuseTooMany({ name, uid }: ClusterRecord, context: Context): Promise<void> {
  const { store, caller, mostTokens } = context;
  const kept = { kind: kinds.kubeconfig, tenant: caller.tenant, prefix: kubeconfigPrefix(uid) };
  if ((await store.count(kept)) < mostTokens) return;
  throw tooManyKept(
    `The cluster "${name}" has ${mostTokens.toLocaleString('en')} kubeconfigs, which is the most that are kept: use one that there is. Kubeconfigs that have ended count for a day.`,
  );
}

async function find(
  name: string,
  id: string,
  { store, caller }: Context,
): Promise<Document<KubeconfigRecord>> {
  const { record } = await findCluster({ store, caller }, name);
  const document = await store.get<KubeconfigRecord>(kubeconfigKey(caller.tenant, record.uid, id));
  if (document === undefined) throw notFound('kubeconfig', id, name);
  return document;
}

function kubeconfigView(record: KubeconfigRecord): Kubeconfig {
  const { uid: _uid, createdBy: _createdBy, ...shown } = record;
  // Records of the release before carry the digest of their token.
  const { digest: _digest, ...body } = shown as Kubeconfig & { readonly digest?: string };
  return body;
}
