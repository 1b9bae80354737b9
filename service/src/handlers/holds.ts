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
import { answerRecord, findAnswer, type Recorded } from '../plan/idempotency.ts';
import { heldElsewhere } from '../plan/ownership.ts';
import { changedByMany, invalidBody, notFound } from '../refusal.ts';
import { commitWithRetry, type Decision } from '../store/commit.ts';
import type { Context, Handlers, Shown } from './handler.ts';

type Held = ClusterRecord | NodeGroupRecord | AddonRecord | VersionUpgradeRecord;

/** Who keeps what. */
export const holdHandlers: Handlers<'holdObject'> = {
  holdObject: ({ body }, context) => hold(body, context),
};

async function hold(asked: HoldCreate, { store, caller, clock, claim }: Context): Promise<Shown<Hold>> {
  const { holder, force = false } = asked;
  const object = heldReference(asked.object);
  const { kind, cluster, name, uid } = object;
  const { tenant } = caller;
  const key = kind === 'Cluster' ? clusterKey(tenant, kind, cluster) : childKey(tenant, kind, cluster, name);
  const decide = async (): Promise<Decision<Shown<Hold>>> => {
    // Whoever lost the race for the key hears what the other request was answered.
    const before = claim && ((await findAnswer(store, claim)) as Recorded<Hold> | undefined);
    if (before !== undefined) return { result: { ...before, replayed: true, isKept: true } };
    const document = await store.get<Held>(key);
    if (document === undefined || document.body.uid !== uid)
      throw notFound(OBJECT_WORDS[kind], name, kind === 'Cluster' ? undefined : cluster);
    const { body, revision } = document;
    const { holder: current } = body;
    if (current !== undefined && current.id !== holder && !force) {
      throw heldElsewhere(`${OBJECT_WORDS[kind]} "${name}"`);
    }
    const now = clock.now();
    const next = heldBy(holder, current, now);
    const answer = { kind: 'shown' as const, body: { object, holder, since: next.since } };
    const claimed = claim === undefined ? [] : [answerRecord(claim, answer, now)];
    const held =
      next === current ? [] : [{ key, body: { ...body, holder: next }, expect: revision, ...expiryOf(body) }];
    const result = { ...answer, isKept: true };
    return held.length + claimed.length === 0
      ? { result }
      : { batch: { writes: [...held, ...claimed] }, result };
  };
  return commitWithRetry(store, decide, { exhausted: () => changedByMany('object') });
}

type HeldKind = keyof typeof OBJECT_WORDS;

const HELD_KINDS = Object.keys(OBJECT_WORDS) as readonly HeldKind[];

/** The names and ids of what can be held all have this form, and nothing else goes into a key. */
const HELD_NAME = /^[a-z0-9][-a-z0-9]*$/;

/** @throws Refusal `validation_failed` for what nobody can hold, and for what is not named in full */
function heldReference(object: ObjectReference): IdentifiedReference & { readonly kind: HeldKind } {
  const { kind, cluster, name, uid } = object;
  const held = HELD_KINDS.find((each) => each === kind);
  const errors: FieldError[] = [];
  if (held === undefined) {
    const detail = `kind is ${kind}, and a ${kind} cannot be held: use one of ${HELD_KINDS.join(', ')}.`;
    errors.push({ pointer: '/object/kind', code: 'not_holdable', detail, allowed: [...HELD_KINDS] });
  }
  if (cluster === null) {
    const detail = 'cluster is null: name the cluster that the object is or belongs to.';
    errors.push({ pointer: '/object/cluster', code: 'required', detail });
  }
  if (!HELD_NAME.test(name)) {
    const detail = 'Use the name of the object, or its id as the service gave it.';
    errors.push({ pointer: '/object/name', code: 'invalid_format', detail });
  } else if (held === 'Cluster' && cluster !== null && name !== cluster) {
    const detail = `name is "${name}" and cluster is "${cluster}": for a cluster, send its name in both.`;
    errors.push({ pointer: '/object/name', code: 'not_the_cluster', detail });
  }
  if (uid === null) {
    const detail = 'uid is null: send the uid of the object, so that no later one of its name is held.';
    errors.push({ pointer: '/object/uid', code: 'required', detail });
  }
  if (errors.length > 0 || held === undefined || cluster === null || uid === null) throw invalidBody(errors);
  return { kind: held, cluster, name, uid };
}

/** The same again where nothing changes. */
function heldBy(id: string, current: Holder | undefined, now: number): Holder & { readonly since: string } {
  if (current?.id === id && current.since !== null) return current as Holder & { readonly since: string };
  return { id, since: toTimestamp(now) };
}

function expiryOf(record: Held) {
  return 'targetVersion' in record ? upgradeExpiry(record) : {};
}
