// Handlers of the tag "holds". A hold is about who keeps an object and not about what it shall be: it is recorded at once,
// and neither the generation nor anything that is shown of the object changes.
import type { FieldError, Hold, HoldCreate, ObjectReference } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { childKey, clusterKey, type IdentifiedReference } from '../model/keys.ts';
import { upgradeExpiry } from '../model/operation.ts';
import {
  type AddonRecord,
  type ClusterRecord,
  type Holder,
  type NodeGroupRecord,
  OBJECT_WORDS,
  type VersionUpgradeRecord,
} from '../model/records.ts';
import { heldElsewhere } from '../plan/ownership.ts';
import { changedByMany, invalidBody, notFound } from '../refusal.ts';
import { commitWithRetry } from '../store/commit.ts';
import type { Context, Handlers } from './handler.ts';

type Held = ClusterRecord | NodeGroupRecord | AddonRecord | VersionUpgradeRecord;

/** Who keeps what. */
export const holdHandlers: Handlers<'holdObject'> = {
  holdObject: async ({ body }, context) => ({ kind: 'shown', body: await hold(body, context) }),
};

async function hold(asked: HoldCreate, { store, caller, clock }: Context): Promise<Hold> {
  const { holder, force = false } = asked;
  const object = heldReference(asked.object);
  const { kind, cluster, name, uid } = object;
  const { tenant } = caller;
  const key = kind === 'Cluster' ? clusterKey(tenant, kind, cluster) : childKey(tenant, kind, cluster, name);
  const decide = async () => {
    const document = await store.get<Held>(key);
    if (document === undefined || document.body.uid !== uid) throw notFound(OBJECT_WORDS[kind], name);
    const { body, revision } = document;
    const { holder: current } = body;
    if (current !== undefined && current.id !== holder && !force) {
      throw heldElsewhere(`${OBJECT_WORDS[kind]} "${name}"`);
    }
    const next = heldBy(holder, current, clock.now());
    const result = { object, holder, since: next.since };
    if (next === current) return { result };
    const write = { key, body: { ...body, holder: next }, expect: revision, ...expiryOf(body) };
    return { batch: { writes: [write] }, result };
  };
  return commitWithRetry(store, decide, { exhausted: () => changedByMany('object') });
}

const HELD_KINDS = ['Cluster', 'NodeGroup', 'Addon', 'VersionUpgrade'] as const;

type HeldKind = (typeof HELD_KINDS)[number];

/** @throws Refusal `validation_failed` for what nobody can hold, and for what is not named in full */
function heldReference(object: ObjectReference): IdentifiedReference & { readonly kind: HeldKind } {
  const { kind, cluster, name, uid } = object;
  const held = HELD_KINDS.find((each) => each === kind);
  if (held !== undefined && cluster !== null && uid !== null) return { kind: held, cluster, name, uid };
  const errors: FieldError[] = [];
  if (held === undefined) {
    const detail = `kind is ${kind}, and a ${kind} cannot be held: use one of ${HELD_KINDS.join(', ')}.`;
    errors.push({ pointer: '/object/kind', code: 'not_holdable', detail, allowed: [...HELD_KINDS] });
  }
  if (cluster === null) {
    const detail = 'cluster is null: name the cluster that the object is or belongs to.';
    errors.push({ pointer: '/object/cluster', code: 'required', detail });
  }
  if (uid === null) {
    const detail = 'uid is null: send the uid of the object, so that no later one of its name is held.';
    errors.push({ pointer: '/object/uid', code: 'required', detail });
  }
  throw invalidBody(errors);
}

/** The same again where nothing changes. */
function heldBy(id: string, current: Holder | undefined, now: number): Holder & { readonly since: string } {
  if (current?.id === id && current.since !== null) return current as Holder & { readonly since: string };
  return { id, since: toTimestamp(now) };
}

function expiryOf(record: Held) {
  return 'targetVersion' in record ? upgradeExpiry(record) : {};
}
