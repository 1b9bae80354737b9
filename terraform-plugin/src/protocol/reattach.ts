// Serving without being started by Terraform: for a debugger, and for tests that run the provider in their process.
import { systemClock } from './clock.ts';
import { createGrpcServer } from './grpc/server.ts';
import type { Redact } from './log.ts';
import { type Address, defaultNetwork, listen } from './plugin/endpoint.ts';
import { reattachConfig } from './plugin/handshake.ts';
import { pluginMethods } from './plugin/plugin-methods.ts';
import { processLog } from './plugin/process-log.ts';
import { providerMethods } from './plugin/provider-methods.ts';
import { loadOnce, type ServiceSource } from './plugin/service-source.ts';
import type { RpcObserver } from './service.ts';

export interface ReattachOptions {
  /** Where Terraform finds it, such as `registry.terraform.io/example/mini`. */
  providerAddress: string;
  /** Default: unix sockets, except on Windows, where Node has none. */
  network?: Address['network'] | undefined;
  /** Told about every call. Default: nobody is. */
  observe?: RpcObserver | undefined;
  /** Takes secrets out of log lines and error messages. Default: texts stay as they are. */
  redact?: Redact | undefined;
}

export interface Reattachment {
  /** The value that the environment variable `TF_REATTACH_PROVIDERS` must have in terraform's process. */
  reattach: string;
  /** Cuts every connection and removes the socket. */
  close(): Promise<void>;
}

/**
 * Serves the provider, without TLS, on a socket that only this user can reach, to any terraform that is given
 * `reattach`. Many may use it one after the other or at once: they share the provider's configuration.
 */
export async function serveForReattach(
  service: ServiceSource,
  { providerAddress, network, observe, redact }: ReattachOptions,
): Promise<Reattachment> {
  const log = processLog(providerAddress, redact);
  const { server, close } = createGrpcServer({
    methods: new Map([
      ...providerMethods({ service: loadOnce(service, { log }), observe, redact }),
      ...pluginMethods({ clock: systemClock, onShutdown: () => {} }),
    ]),
    clock: systemClock,
    log,
  });
  const endpoint = await listen(server, network ?? defaultNetwork(), process.env);
  process.once('exit', endpoint.remove);
  return {
    reattach: reattachConfig(providerAddress, endpoint, process.pid),
    async close() {
      await close();
      process.off('exit', endpoint.remove);
      endpoint.remove();
    },
  };
}
