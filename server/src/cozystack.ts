// The driver for Cozystack, over sockets and with the credential that the settings name.
import {
  createCozystackPlatform,
  fetchShape,
  fetchTenantUid,
  KubeconfigError,
} from '@hikube/platform-cozystack';
import { connectWith, reachPlatform } from '@hikube/platform-cozystack/node';
import { BOOTSTRAP_TENANT } from '@hikube/service';
import { type Platform, PlatformError } from '@hikube/service/platform';
import { bindStore } from './bind-store.ts';
import type { PlatformTools } from './compose.ts';
import type { CozystackSettings } from './settings-platform.ts';

/** @throws Error with a sentence for the operator when the platform cannot be asked what it can do */
export async function buildCozystack(
  cozystack: CozystackSettings,
  { clock, environment, store }: Pick<PlatformTools, 'clock' | 'environment' | 'store'>,
): Promise<Platform> {
  const { kubeconfig, context, namespace } = cozystack;
  try {
    const address = { kubeconfig, ...(context !== '' && { context }) };
    const { fetch } = await reachPlatform(address, { clock, environment });
    await bindStore(store, { cozystack }, await fetchTenantUid(fetch, clock, namespace));
    const shape = await fetchShape(fetch, clock);
    const tenants = new Map([[BOOTSTRAP_TENANT, { fetch, namespace }]]);
    return createCozystackPlatform({ clock, tenants, shape, connect: connectWith(clock) });
  } catch (error) {
    if (error instanceof KubeconfigError || error instanceof PlatformError)
      throw new Error(`${error.message} The service asks what its platform can do before it starts.`, {
        cause: error,
      });
    throw error;
  }
}
