// Access to simulated clusters, as the seam has it.
import { type Access, type ClusterRef, PlatformError } from '@hikube/service/platform';
import type { Keeper } from '../keeper.ts';
import { isApiReady } from '../world/control-plane/quorum.ts';
import type { World } from '../world/world.ts';
import type { Authorities } from './authorities.ts';
import { type Reached, sharedServerName } from './server-names.ts';
import type { Tokens } from './tokens.ts';

/** What access goes through. */
export interface AccessParts {
  readonly keeper: Keeper;
  readonly authorities: Authorities;
  readonly tokens: Tokens;
  /** Where a cluster is reached. */
  reachOf(world: World): Reached;
}

/** Issues, renews and revokes the tokens of kubeconfigs. */
export function createAccess({ keeper, authorities, tokens, reachOf }: AccessParts): Access {
  return {
    async issue(ref, order) {
      const kept = await keeper.kept(ref);
      if (kept === undefined || !isApiReady(kept.world)) throw notReady(ref);
      const reached = reachOf(kept.world);
      const serverName = sharedServerName(reached);
      const certificateAuthority = await authorities.certificateOf(ref);
      return {
        server: reached.endpoint,
        ...(serverName === undefined ? {} : { serverName }),
        certificateAuthority,
        token: await tokens.issue(ref, order),
      };
    },
    renew: (ref, id, expiresAt) => tokens.renew(ref, id, expiresAt),
    revoke: (ref, id) => tokens.revoke(ref, id),
  };
}

function notReady({ name }: ClusterRef): PlatformError {
  const message = `No API server of the simulated cluster ${name} answers now.`;
  return new PlatformError('NotReady', message, { retryable: true });
}
