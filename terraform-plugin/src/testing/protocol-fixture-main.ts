// The fixture provider as a process. FIXTURE_NETWORK and FIXTURE_SERVICE choose what its tests need.
import type { Address } from '../protocol/plugin/endpoint.ts';
import { serve } from '../protocol/serve.ts';
import type { ProviderService } from '../protocol/service.ts';
import { FIXTURE_ADDRESS, fixtureService } from './protocol-fixture.ts';

const SECRET = 'hunter2';

const services: Record<string, ProviderService | (() => ProviderService | Promise<ProviderService>)> = {
  ready: fixtureService,
  lazy: async () => fixtureService,
  broken: () => {
    throw new Error(`no service today (${SECRET})`);
  },
  crashing: {
    GetMetadata: () => {
      setImmediate(() => {
        throw new Error(`a bug (${SECRET})`);
      });
      return {};
    },
  },
};

serve({
  service: services[process.env['FIXTURE_SERVICE'] ?? 'ready']!,
  providerAddress: FIXTURE_ADDRESS,
  network: process.env['FIXTURE_NETWORK'] as Address['network'] | undefined,
  redact: (text) => text.replaceAll(SECRET, '***'),
});
