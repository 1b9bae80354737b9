// A process to be killed: the service on a Cozystack as `npm start` composes it, with a clock that is as fast as the double of
// the platform. `service-process.ts` starts it, with the settings of the service in its environment.
import { listen } from '@hikube/server';
import { createService, systemRandom } from '@hikube/service';
import { Places } from '@hikube/service/limits';
import { buildPlatform, openEnvelope, openStore } from '../../server/src/compose.ts';
import { readSettings } from '../../server/src/settings.ts';
import { readFirstTokens, readTenants } from '../../server/src/tenant-settings.ts';
import { clockAtPace, paceOf } from '../../terraform-provider/src/testing/clock-at-pace.ts';

const read = readSettings(process.env);
if (!read.ok) throw new Error(read.mistakes.join('\n'));
const { settings } = read;
const { cozystack, host, port } = settings;
if (cozystack === undefined) throw new Error('Only a Cozystack has a double with a pace.');
const clock = clockAtPace(paceOf(process.env['HIKUBE_TEST_PACE'] ?? ''));
const random = systemRandom;
const tenants = await readTenants(cozystack);
const store = await openStore(settings, clock, () => undefined);
const envelope = await openEnvelope(settings, random, store);
const platform = await buildPlatform(settings, tenants, {
  clock,
  random,
  store,
  envelope,
  held: new Places(settings.heldLimit),
  endpointOf: () => '',
  onFailure: (error) => console.error(error),
  environment: process.env,
  log: () => undefined,
});
const service = createService({
  store,
  platform,
  clock,
  random,
  config: {
    envelope,
    rateLimit: 'off',
    guessLimit: 'off',
    takeIn: [...tenants.keys()],
    firstTokens: await readFirstTokens(settings, tenants),
  },
});
const { url } = await listen(service, { host, port, clock, random });
await service.start();
console.log(`${url}/v1`);
