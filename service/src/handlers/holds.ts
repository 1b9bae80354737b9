// Handlers of the tag "holds". A hold is about who keeps an object and not about what it shall be: it is recorded at once,
// and neither the generation nor anything that is shown of the object changes.
import type { Hold, HoldCreate } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { childKey, clusterKey } from '../model/keys.ts';
import { upgradeExpiry } from '../model/operation.ts';
import type {
  AddonRecord,
  ClusterRecord,
  Holder,
  NodeGroupRecord,
  VersionUpgradeRecord,
} from '../model/records.ts';
import { heldElsewhere } from '../plan/ownership.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Context, Handlers } from './handler.ts';

type Held = ClusterRecord | NodeGroupRecord | AddonRecord | VersionUpgradeRecord;

const MAX_ATTEMPTS = 10;

/** Who keeps what. */
export const holdHandlers: Handlers<'holdObject'> = {
  holdObject: async ({ body }, context) => ({ kind: 'shown', body: await hold(body, context) }),
};

async function hold(asked: HoldCreate, { store, caller, clock }: Context): Promise<Hold> {
  const { kind, cluster, name, uid, holder, force = false } = asked;
  const { tenant } = caller;
  const key = kind === 'cluster' ? clusterKey(tenant, kind, cluster) : childKey(tenant, kind, cluster, name);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const document = await store.get<Held>(key);
    if (document === undefined || document.body.uid !== uid) throw notFound(WORDS[kind], name);
    const { body, revision } = document;
    const { holder: current } = body;
    if (current !== undefined && current.id !== holder && !force) {
      throw heldElsewhere(`${WORDS[kind]} "${name}"`);
    }
    const next = heldBy(holder, current, clock.now());
    const shown = { kind, cluster, name, uid, holder, since: next.since };
    if (next === current) return shown;
    const write = { key, body: { ...body, holder: next }, expect: revision, ...expiryOf(body) };
    if ((await store.commit({ writes: [write] })).ok) return shown;
  }
  throw new Refusal('unavailable', 'The object is being changed by many at once: try again in a moment.');
}

const WORDS = {
  cluster: 'cluster',
  nodeGroup: 'node group',
  addon: 'add-on',
  versionUpgrade: 'version upgrade',
} as const;

/** The same again where nothing changes. */
function heldBy(id: string, current: Holder | undefined, now: number): Holder & { readonly since: string } {
  if (current?.id === id && current.since !== null) return current as Holder & { readonly since: string };
  return { id, since: toTimestamp(now) };
}

function expiryOf(record: Held) {
  return 'targetVersion' in record ? upgradeExpiry(record) : {};
}
