// The Kubernetes API of all clusters, put together. Nothing imports this file but by import(), because the kinds of
// Kubernetes are a lot to read for a service that nobody asks for them.
import type { AccessKeeping, Authorities } from '../access/authorities.ts';
import type { Tokens } from '../access/tokens.ts';
import type { Keeper } from '../keeper.ts';
import { createClusterApis, type KubernetesApi, type KubernetesApiSettings } from './api.ts';
import { createWorldReader } from './snapshot.ts';

/** What it is put together from. */
export interface LoadOptions extends KubernetesApiSettings, AccessKeeping {
  readonly keeper: Keeper;
  readonly authorities: Authorities;
  readonly tokens: Tokens;
  readonly worldsAreInStore: boolean;
}

export function loadKubernetesApi(options: LoadOptions): KubernetesApi {
  const { keeper, authorities, tokens } = options;
  return createClusterApis({
    ...options,
    reader: createWorldReader(keeper, authorities, options),
    callers: { find: (token) => tokens.find(token), refOf: (uid) => authorities.refOf(uid) },
    signingKey: (uid) => authorities.signingKeyOf(uid),
  });
}
