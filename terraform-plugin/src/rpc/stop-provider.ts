// StopProvider: Terraform was interrupted. Every call that waits is told through its signal.
import type { StopProviderResponse } from '../protocol/messages.ts';
import type { ProviderServer } from './server.ts';

export function stopProvider(server: ProviderServer): StopProviderResponse {
  server.stop();
  return {};
}
