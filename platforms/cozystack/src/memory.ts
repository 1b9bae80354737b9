// What the driver remembers of clusters between calls. All of it but the last may be lost: then it is read from the platform.
import type { NodesSeen } from './applications/carried.ts';
import type { Reached } from './applications/record.ts';

export interface Memory {
  /** Generations that the last look found in place, by uid. */
  readonly reached: Map<string, Reached>;
  /** Nodes that the last look found, by uid. */
  readonly nodes: Map<string, NodesSeen>;
  /** What `Ready` said when the spec was written last, by uid: more exact than the record, which is written before. */
  readonly marks: Map<string, string>;
  /** Uids that were removed by us: a wish that comes late must not make them anew. */
  readonly removed: Set<string>;
}

export function createMemory(): Memory {
  return { reached: new Map(), nodes: new Map(), marks: new Map(), removed: new Set() };
}
