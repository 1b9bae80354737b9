// Namespaces: those of every cluster, and those that add-ons bring.
import { addonNamespaces } from './components.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const SYSTEM = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** A namespace that is there by itself. */
export interface NamespaceShown {
  readonly name: string;
  readonly createdAt: string;
  /** An add-on brought it, and may take it away. */
  readonly ofAddon: boolean;
}

export function namespaces(snapshot: ClusterSnapshot): NamespaceShown[] {
  const { createdAt } = snapshot.cluster;
  return [
    ...SYSTEM.map((name) => ({ name, createdAt, ofAddon: false })),
    ...addonNamespaces(snapshot).map((each) => ({ ...each, ofAddon: true })),
  ];
}
