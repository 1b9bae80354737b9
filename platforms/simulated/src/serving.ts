// What people reach clusters by: authorities, tokens, and the Kubernetes API that stands behind them.
import { type Access, type ClusterRef, type RawRoutes, systemRandom } from '@hikube/service/platform';
import { createTransientEnvelope } from '@hikube/service/secrets';
import { createMemoryStore } from '@hikube/service/store';
import { createAccess } from './access/access.ts';
import { type AccessKeeping, Authorities } from './access/authorities.ts';
import type { Reached } from './access/server-names.ts';
import { ServingCertificates } from './access/serving-certificates.ts';
import { Tokens } from './access/tokens.ts';
import type { Keeper } from './keeper.ts';
import { createKubernetesApi } from './kubernetes/server/api.ts';
import { createWorldReader } from './kubernetes/snapshot.ts';
import type { SimulatedPlatformOptions } from './platform.ts';
import type { World } from './world/world.ts';

/** The parts. */
export interface Serving {
  readonly access: Access;
  readonly authorities: Authorities;
  readonly raw: RawRoutes;
  /** Takes authority and tokens of a cluster away. */
  forget(uid: string): Promise<void>;
}

/** Builds them. */
export function createServing(keeper: Keeper, options: SimulatedPlatformOptions): Serving {
  const { clock, random = systemRandom, kubernetes = {}, endpointOf } = options;
  const store = options.store ?? createMemoryStore({ clock });
  const keeping: AccessKeeping = {
    store,
    envelope: options.envelope ?? createTransientEnvelope(),
    clock,
    random,
  };
  const authorities = new Authorities(keeping);
  const tokens = new Tokens(keeping);
  const reachOf = ({ ref, desired }: World): Reached => {
    // Worlds of the release before do not say it until they are wished for again.
    const endpoint = desired.endpoint ?? endpointOf?.(ref) ?? `https://${desired.host}`;
    return { uid: ref.uid, host: desired.host, endpoint };
  };
  const reach = async (ref: ClusterRef): Promise<Reached | undefined> => {
    const kept = await keeper.kept(ref);
    return kept && reachOf(kept.world);
  };
  const certificates = new ServingCertificates(keeping, authorities, reach);
  const api = createKubernetesApi({
    ...kubernetes,
    clock,
    reader: createWorldReader(keeper, authorities),
    callers: { find: (token) => tokens.find(token), refOf: (uid) => authorities.refOf(uid) },
  });
  return {
    access: createAccess({ keeper, authorities, tokens, reachOf }),
    authorities,
    raw: {
      fetch: (request, connection) => api.fetch(request, connection),
      certificateFor: (serverName) => certificates.certificateFor(serverName),
      stop: () => api.stop(),
    },
    async forget(uid) {
      await Promise.all([authorities.forget(uid), tokens.revokeAll(uid)]);
    },
  };
}
