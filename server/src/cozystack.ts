// The driver for Cozystack, over sockets and with the credentials that the settings name.
import {
  createCozystackPlatform,
  fetchShape,
  fetchTenantUid,
  KubeconfigError,
  type ReachedTenant,
} from '@hikube/platform-cozystack';
import { connectWith, reachPlatform } from '@hikube/platform-cozystack/node';
import { type Clock, errorFields } from '@hikube/service';
import { type Platform, PlatformError } from '@hikube/service/platform';
import { type Binding, bindingTo, bindTenant, isSamePlace } from './bind-store.ts';
import type { PlatformTools } from './compose.ts';
import type { TenantSettings, Tenants } from './tenant-settings.ts';

type Tools = Pick<PlatformTools, 'clock' | 'environment' | 'store' | 'log'>;

/** A platform that is silent for one tenant does not keep the service from the others for longer. */
const PATIENCE_MS = 15_000;

/**
 * Each tenant is reached by himself: before anything is asked for him, the store and the platform are those that they were.
 * @throws Error with a sentence for the operator for mistakes in the settings; of a tenant who is alone, for every failure
 */
export async function buildCozystack(tenants: Tenants, tools: Tools): Promise<Platform> {
  const { clock, log } = tools;
  const places = new Map<string, Binding>();
  const access = new Map(
    [...tenants].map(([name, settings]) => [
      name,
      { namespace: settings.namespace, reach: remembered(() => reachTenant(name, settings, places, tools)) },
    ]),
  );
  const isAlone = tenants.size === 1;
  const mistakes: string[] = [];
  await Promise.all(
    [...access].map(async ([tenant, { reach }]) => {
      try {
        await (isAlone ? reach() : patiently(reach(), clock));
      } catch (error) {
        if (!(error instanceof KubeconfigError || error instanceof PlatformError)) throw error;
        if (isAlone)
          mistakes.push(`${error.message} The service asks what its platform can do before it starts.`);
        else if (isMistake(error)) mistakes.push(`tenants.${tenant}: ${error.message}`);
        else log('warn', 'tenant_unreachable', { tenant, ...errorFields(error) });
      }
    }),
  );
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return createCozystackPlatform({ clock, tenants: access, connect: connectWith(clock) });
}

/** In the settings. What one platform says of one tenant keeps nobody else from his. */
function isMistake(error: KubeconfigError | PlatformError): boolean {
  return error instanceof KubeconfigError || error.reason === 'TenantShared';
}

/** @throws KubeconfigError, PlatformError */
async function reachTenant(
  name: string,
  { kubeconfig, context, namespace }: TenantSettings,
  places: Map<string, Binding>,
  { clock, environment, store }: Tools,
): Promise<ReachedTenant> {
  const { fetch, server } = await reachPlatform({ kubeconfig, context }, { clock, environment });
  const uid = await fetchTenantUid(fetch, clock, namespace);
  const place = bindingTo(namespace, uid, whereIs(server));
  refuseShared(name, place, places);
  await bindTenant(store, name, place);
  return { fetch, shape: await fetchShape(fetch, clock) };
}

/** In one spelling, and without what is nobody else's to read. */
function whereIs(server: string): string {
  const { host, pathname } = new URL(server);
  return `https://${host}${pathname}`;
}

/** Two tenants of the service that are one on the platform would take clusters from each other. */
function refuseShared(name: string, place: Binding, places: Map<string, Binding>): void {
  for (const [other, taken] of places)
    if (other !== name && isSamePlace(taken, place))
      throw new PlatformError(
        'TenantShared',
        `It is the same namespace of the same platform as that of tenants.${other}: two tenants need two namespaces.`,
        { retryable: false },
      );
  places.set(name, place);
}

/** Once it has succeeded it is not done again, and never twice at the same time. */
function remembered<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}

/** @throws PlatformError when it takes too long; the work goes on */
async function patiently(work: Promise<unknown>, clock: Clock): Promise<void> {
  let cancel = (): void => {};
  const tooLong = new Promise<never>((_, reject) => {
    const silent = new PlatformError('Unreachable', 'The platform does not answer in time.', {
      retryable: true,
    });
    cancel = clock.schedule(clock.now() + PATIENCE_MS, () => reject(silent));
  });
  await Promise.race([work, tooLong]).finally(cancel);
}
