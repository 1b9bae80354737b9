// What is known of a group when somebody decides about its nodes.
import type { WorldNode } from '../world.ts';

/** What decides about the nodes of a group at one moment. */
export interface Situation {
  readonly nodes: readonly WorldNode[];
  readonly wanted: number;
  /** Carries the present settings and version, and nobody asked for its replacement. */
  isCurrent(node: WorldNode): boolean;
  /** Of those that are not current: may be exchanged now. */
  mayBegin(node: WorldNode): boolean;
  /** Nodes that may exist above the wanted number while some are exchanged. */
  readonly surge: number;
  /** Nodes that may be missing from the wanted number while some are exchanged. */
  readonly unavailable: number;
  /** Sites that the nodes belong at, each as often as it shall have one; none for as few at each as may be. */
  readonly places: readonly string[];
}
