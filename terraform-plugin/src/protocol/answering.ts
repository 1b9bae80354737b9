// Who answers a host that has been told where to come: everything that speaks HTTP/2 over TLS, and the methods behind it.
import { createGrpcServer, type GrpcServer, type GrpcServerOptions } from './grpc/server.ts';
import { watchHost } from './plugin/host-watch.ts';
import { pluginMethods } from './plugin/plugin-methods.ts';
import { type ProviderMethodsOptions, providerMethods } from './plugin/provider-methods.ts';

/** What it needs of the process. */
export interface Process extends Pick<GrpcServerOptions, 'clock' | 'log'> {
  /** Called when the host is done or gone. */
  readonly exit: () => void;
}

/** A server that listens nowhere: give it the connections that have come. */
export function answering(
  provider: ProviderMethodsOptions,
  tls: NonNullable<GrpcServerOptions['tls']>,
  { clock, log, exit }: Process,
): GrpcServer['server'] {
  const { server } = createGrpcServer({
    methods: new Map([...providerMethods(provider), ...pluginMethods({ clock, onShutdown: exit })]),
    tls,
    onSessions: watchHost(clock, exit),
    clock,
    log,
  });
  return server;
}
