// StopProvider: Terraform was interrupted. Every call that waits is told through its signal.
import type { Responses } from '../protocol/messages.ts';
import type { ProviderServer } from './server.ts';

export function stopProvider(server: ProviderServer): Responses['StopProvider'] {
  server.stop();
  return {};
}
