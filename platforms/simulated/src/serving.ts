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
import type { KubernetesApi } from './kubernetes/api.ts';
import { forgetObjects } from './kubernetes/objects/documents.ts';
import type { SimulatedPlatformOptions } from './platform.ts';
import type { World } from './world/world.ts';
import type { WorldStore } from './worlds/worlds.ts';

/** The parts. */
export interface Serving {
  readonly access: Access;
  readonly authorities: Authorities;
  readonly raw: RawRoutes;
  /** Takes authority, tokens and objects of a cluster away. */
  forget(ref: ClusterRef): Promise<void>;
}

/** Builds them. */
export function createServing(
  keeper: Keeper,
  worlds: WorldStore,
  options: SimulatedPlatformOptions,
): Serving {
  const { clock, random = systemRandom, kubernetes = {}, endpointOf } = options;
  const store = options.store ?? createMemoryStore({ clock });
  const keeping: AccessKeeping = {
    store,
    envelope: options.envelope ?? createTransientEnvelope(),
    clock,
    random,
    newAuthority: options.newAuthority,
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
  let loading: Promise<KubernetesApi> | undefined;
  const load = (): Promise<KubernetesApi> => {
    loading ??= import('./kubernetes/load.ts')
      .then(({ loadKubernetesApi }) => {
        const worldsAreInStore = worlds.store === store;
        return loadKubernetesApi({
          ...kubernetes,
          ...keeping,
          keeper,
          worldsAreInStore,
          authorities,
          tokens,
        });
      })
      .catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
    return loading;
  };
  return {
    access: createAccess({ keeper, authorities, tokens, reachOf }),
    authorities,
    raw: {
      // The API is loaded when somebody asks for it: most services start without.
      fetch: async (request, connection) => (await load()).fetch(request, connection),
      certificateFor: (serverName) => certificates.certificateFor(serverName),
      stop: () =>
        void loading?.then(
          (api) => api.stop(),
          () => undefined,
        ),
    },
    async forget(ref) {
      // Without its authority nothing is written for a cluster any more, so that nothing comes after its objects went.
      await authorities.forget(ref.uid);
      await Promise.all([tokens.revokeAll(ref.uid), forgetObjects(store, ref)]);
    },
  };
}
