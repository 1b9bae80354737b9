// What the reader may do: each button that changes something is named here, with what it needs of the token and of the
// platform. One that cannot be pressed stays, and says why, before the service has to.
import { useContext } from 'preact/hooks';
import { Surroundings } from './surroundings.ts';
import type { Words } from './text/words.ts';

interface Need {
  readonly scope: 'write' | 'admin';
  /** Of the platform. */
  readonly capability?: keyof Words['needsCapability'];
}

/** By the call of the client that a button leads to. */
export const NEEDS = {
  'clusters.create': { scope: 'write' },
  'clusters.update': { scope: 'write' },
  'clusters.delete': { scope: 'write' },
  'versionUpgrades.create': { scope: 'write' },
  /** Of one that has begun; one that has not can always be held back. */
  'versionUpgrades.pause': { scope: 'write', capability: 'upgrade.pause' },
  'versionUpgrades.resume': { scope: 'write' },
  'versionUpgrades.cancel': { scope: 'write' },
  'operations.cancel': { scope: 'write' },
  'kubeconfigs.create': { scope: 'write' },
  'kubeconfigs.revoke': { scope: 'write' },
  'tokens.create': { scope: 'admin' },
  'tokens.revoke': { scope: 'admin' },
} as const satisfies Readonly<Record<string, Need>>;

/** Something that a button does. */
export type Action = keyof typeof NEEDS;

/** What the token and the platform allow. */
export interface Allowed {
  readonly scopes: readonly string[];
  /** Names of those that the platform has; undefined while that is not known, and then nothing is held back for it. */
  readonly capabilities: ReadonlySet<string> | undefined;
}

/** Why something cannot be done, in words; undefined when it can. */
export function whyNot(action: Action, { scopes, capabilities }: Allowed, words: Words): string | undefined {
  const { scope, capability }: Need = NEEDS[action];
  if (!scopes.includes(scope)) return words.needsScope(scope, scopes);
  if (capability === undefined || capabilities === undefined || capabilities.has(capability))
    return undefined;
  return words.needsCapability[capability];
}

/** The same, for whoever looks at the page. What could be done says when there is no network to do it. */
export function useWhyNot(): (action: Action) => string | undefined {
  const { tenant, capabilities, words } = useContext(Surroundings);
  const offline = useWhyOffline();
  return (action) => whyNot(action, { scopes: tenant.scopes, capabilities }, words) ?? offline;
}

/** Why nothing can be changed now, whatever it is; undefined while there is a network. */
export function useWhyOffline(): string | undefined {
  const { isOnline, words } = useContext(Surroundings);
  return isOnline ? undefined : words.offlineWaits;
}
