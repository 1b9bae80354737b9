// One open platform: a service whose store is a picture of it, brought up to date before each request.
import {
  API_GROUP,
  API_VERSION,
  createClient,
  createCozystackPlatform,
  fetchShape,
  inWords,
  needTenantUid,
  PLURAL,
} from '@hikube/platform-cozystack';
import { createService, createTransientEnvelope, issueToken } from '@hikube/service';
import { createIdSource, followPlatform, isSeen, isWanted } from '@hikube/service/adoption';
import { createMemoryStore } from '@hikube/service/store';
import type { DirectOptions } from './direct.ts';
import { createPicture } from './picture.ts';
import { forReader } from './reader.ts';
import { createRequests } from './requests.ts';
import type { Named } from './words.ts';

export interface Session {
  /** @throws PlatformError, Refusal */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** The maker of everything that is made so, in every process: what one began, the next may take over. */
const TOKEN_ID = 'tok-direct';

/** Nobody else has this store, so that a machine that is late takes nothing from itself: a day. */
const LEASE_TTL_MS = 86_400_000;

export interface SessionOptions extends Omit<DirectOptions, 'named'> {
  /** What is known of the kubeconfig by now. */
  readonly named: () => Named;
}

/** @throws KubeconfigError, PlatformError */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { namespace, clock, random, connect, named } = options;
  const { fetch } = await options.reach();
  const [shape, installation] = await Promise.all([
    fetchShape(fetch, clock),
    needTenantUid(fetch, clock, namespace),
  ]);
  const tenants = new Map([[namespace, { namespace, reach: async () => ({ fetch, shape }) }]]);
  const client = createClient({ fetch, clock });
  const applications = `/apis/${API_GROUP}/${API_VERSION}/namespaces/${namespace}/${PLURAL}`;
  const isGone = (name: string): Promise<boolean> =>
    inWords(async () => (await client.find(`${applications}/${name}`)) === undefined);
  const store = createMemoryStore({ clock });
  const picture = createPicture({
    open: (beforeWrite) =>
      forReader(createCozystackPlatform({ clock, tenants, connect, beforeWrite }), named),
    isGone,
    isWanted: (wish) => isWanted(store, wish),
  });
  const envelope = createTransientEnvelope();
  const { platform } = picture;
  const config = {
    envelope,
    installation,
    rateLimit: 'off',
    guessLimit: 'off',
    leaseTtlMs: LEASE_TTL_MS,
  } as const;
  const service = createService({ store, platform, clock, random, config });
  const order = { tenant: namespace, scopes: ['admin'] as const, id: TOKEN_ID };
  const { token } = await issueToken({ store, random, now: clock.now() }, order);
  const tools = { store, platform, clock, envelope, ids: createIdSource(clock, random) };
  await service.start();
  return {
    fetch: createRequests({
      store,
      service,
      tenant: namespace,
      token,
      picture,
      isSeen: (name) => isSeen(store, namespace, name),
      clock,
      follow: () => followPlatform(tools, namespace, picture),
    }),
    async close() {
      await service.stop();
      await platform.close();
      await store.close();
    },
  };
}
