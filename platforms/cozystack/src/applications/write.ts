// From a wish to what is stored: written only when something is to change, and tried again when the outcome is unknown.
import { equalJson } from '@hikube/domain';
import { type Clock, type DesiredCluster, type FoundCluster, PlatformError } from '@hikube/service/platform';
import { type Shape, specOf } from '../chart/index.ts';
import { sparse } from '../chart/spec/sparse.ts';
import { foundCluster, wishOf } from '../found.ts';
import type { KubernetesApplication, Values } from '../kind.ts';
import { pause } from '../kubernetes/client.ts';
import { KubernetesError } from '../kubernetes/errors.ts';
import type { Memory } from '../memory.ts';
import type { Applications } from './applications.ts';
import { carriedAfter } from './carried.ts';
import { leavingAfter } from './leaving.ts';
import { readyMark } from './readiness.ts';
import {
  annotationsOf,
  isOlder,
  LABELS,
  NOTHING_REACHED,
  type OwnRecord,
  recordOf,
  withoutValues,
} from './record.ts';

/**
 * Told what is there right before something is written, whether or not it turns out to be needed; undefined where nothing is.
 * The platform ignores preconditions, so that nobody can look later than this.
 * @throws PlatformError to leave it as it is
 */
export type BeforeWrite = (desired: DesiredCluster, there: FoundCluster | undefined) => Promise<void>;

export interface WriteTools {
  readonly applications: Applications;
  readonly shape: Shape;
  readonly clock: Clock;
  /** Milliseconds since the epoch at the platform: of what is written there. */
  readonly serverNow: () => number;
  readonly memory: Memory;
  readonly beforeWrite?: BeforeWrite | undefined;
}

// Reads are tried again by the client; here it is the whole of reading, deciding and writing. Then it is the reconciler's turn.
const WAITS_MS: readonly number[] = [250, 1_000, 3_000];

/** @throws KubernetesError, or PlatformError when the name belongs to somebody else */
export async function writeWish(tools: WriteTools, desired: DesiredCluster): Promise<void> {
  for (const waitMs of WAITS_MS) {
    try {
      await writeOnce(tools, desired);
      return;
    } catch (error) {
      // A create whose answer was lost finds its own object the next time.
      const again = error instanceof KubernetesError && (error.passes || error.kind === 'exists');
      if (!again) throw error;
      await pause(tools.clock, Math.min(error.retryAfterMs ?? waitMs, 5_000));
    }
  }
  await writeOnce(tools, desired);
}

async function writeOnce(tools: WriteTools, desired: DesiredCluster): Promise<void> {
  const { applications, shape, memory, beforeWrite } = tools;
  memory.read.delete(desired.uid);
  const before = await applications.find(desired.name);
  if (before === undefined) {
    await beforeWrite?.(desired, undefined);
    await write(tools, desired, undefined, specOf(desired, shape, undefined));
    return;
  }
  const known = recordOf(before);
  if (known === undefined ? before.metadata.uid !== desired.uid : known.uid !== desired.uid)
    refuse(before, desired);
  await beforeWrite?.(desired, foundCluster(before, desired.tenant, shape));
  // Going: a write would let it go at once, and leave behind all that it made.
  if (before.metadata.deletionTimestamp !== undefined) return;
  if (known !== undefined && isOlder(desired, known.wish)) return;
  const spec = specOf(desired, shape, before.spec);
  const isSame =
    known !== undefined &&
    equalJson(withoutWork(withoutValues(desired)), withoutWork(known.wish)) &&
    meansSame(spec, before.spec, shape);
  if (isSame) memory.read.set(desired.uid, { application: before, at: tools.clock.now() });
  else await write(tools, desired, before, spec);
}

/** What goes on is no reason to write. */
function withoutWork({ work: _work, ...wish }: DesiredCluster): object {
  return wish;
}

function refuse({ metadata }: KubernetesApplication, { name }: DesiredCluster): never {
  if (metadata.deletionTimestamp !== undefined)
    throw new KubernetesError('going', `${name} is being deleted`);
  throw new PlatformError(
    'NameTaken',
    `The platform has another cluster ${name}, which this one must not touch: choose another name, or import that one.`,
    { retryable: false },
  );
}

/** Writes, and remembers what was said of the time before. */
async function write(
  tools: WriteTools,
  desired: DesiredCluster,
  before: KubernetesApplication | undefined,
  spec: Values,
): Promise<void> {
  const { applications, memory } = tools;
  const record = nextRecord(tools, desired, before, spec);
  const written = {
    labels: { ...before?.metadata.labels, ...LABELS },
    annotations: { ...before?.metadata.annotations, ...annotationsOf(record) },
    spec,
  };
  const after =
    before === undefined
      ? await applications.create(desired.name, written)
      : await applications.replace(before, written);
  if (before !== undefined && !equalJson(after.spec, before.spec))
    memory.marks.set(desired.uid, readyMark(after));
}

function nextRecord(
  { memory, shape, serverNow }: WriteTools,
  desired: DesiredCluster,
  before: KubernetesApplication | undefined,
  spec: Values,
): OwnRecord {
  const known = before === undefined ? undefined : recordOf(before);
  const moves = before !== undefined && !meansSame(spec, before.spec, shape);
  const readyBefore = moves ? readyMark(before) : known?.readyBefore;
  return {
    uid: desired.uid,
    wish: withoutValues(desired),
    reached: memory.reached.get(desired.uid) ?? known?.reached ?? NOTHING_REACHED,
    ...(readyBefore !== undefined && { readyBefore }),
    ...(before !== undefined && {
      written: { at: serverNow(), moved: moves },
      ...rememberedOf({ wish: wishOf(before, desired, shape), record: known }, desired, memory),
    }),
  };
}

/** What is known of parts and nodes only by what was there before. */
function rememberedOf(
  before: { readonly wish: DesiredCluster; readonly record: OwnRecord | undefined },
  desired: DesiredCluster,
  memory: Memory,
): Pick<OwnRecord, 'leaving' | 'carried'> {
  const { uid } = desired;
  return {
    leaving: leavingAfter(before, desired, memory.reached.get(uid)),
    carried: carriedAfter(before, desired, memory.nodes.get(uid)),
  };
}

/** Whether what is stored is what would be sent; it is read with the defaults of the schema. */
function meansSame(spec: Values, stored: Values | undefined, { schema }: Shape): boolean {
  return equalJson(sparse(spec, schema), sparse(stored ?? {}, schema));
}
