// What the driver remembers of clusters between calls. All of it but the last may be lost: then it is read from the platform.
import type { NodesSeen } from './applications/carried.ts';
import type { Reached } from './applications/record.ts';
import type { KubernetesApplication } from './kind.ts';

/** An application as it was read. */
export interface Read {
  readonly application: KubernetesApplication;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Memory {
  /** Generations that the last look found in place, by uid. */
  readonly reached: Map<string, Reached>;
  /** Nodes that the last look found, by uid. */
  readonly nodes: Map<string, NodesSeen>;
  /** What `Ready` said when the spec was written last, by uid: more exact than the record, which is written before. */
  readonly marks: Map<string, string>;
  /** Uids that were removed by us: a wish that comes late must not make them anew. */
  readonly removed: Set<string>;
  /** What a wish that changed nothing has just read, by uid: the look that follows need not read it again. */
  readonly read: Map<string, Read>;
}

export function createMemory(): Memory {
  return { reached: new Map(), nodes: new Map(), marks: new Map(), removed: new Set(), read: new Map() };
}

/** A wish and the look after it are one pass. */
const ONE_PASS_MS = 1_000;

/** What was read in the same pass; it is given once. */
export function takeRead({ read }: Memory, uid: string, now: number): KubernetesApplication | undefined {
  const last = read.get(uid);
  read.delete(uid);
  return last !== undefined && now - last.at <= ONE_PASS_MS ? last.application : undefined;
}
