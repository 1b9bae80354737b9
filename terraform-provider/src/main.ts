// The file that Terraform starts. Everything but the protocol is loaded after the handshake, because Terraform starts
// this process three to five times per command and waits for the handshake each time.
import { systemClock } from './protocol/clock.ts';
import { serve } from './protocol/serve.ts';

const PROVIDER_ADDRESS = 'registry.terraform.io/hidora/hikube';

serve({
  providerAddress: PROVIDER_ADDRESS,
  service: async ({ log }) => {
    const [{ createProvider }, { createProviderService }] = await Promise.all([
      import('./provider.ts'),
      import('./framework/index.ts'),
    ]);
    const seam = {
      environment: process.env,
      now: () => systemClock.now().getTime(),
      after: systemClock.after,
      version: process.env['HIKUBE_PROVIDER_VERSION'] ?? 'development',
    };
    return createProviderService(createProvider(seam), { log });
  },
  redact: (text) => redactToken(text, process.env['HIKUBE_TOKEN']),
});

/** A token that reached a log line or an error is replaced before it leaves the process. */
function redactToken(text: string, token: string | undefined): string {
  return token === undefined || token === '' ? text : text.replaceAll(token, '***');
}
