// The services that go-plugin expects of every plugin: shutdown, health, and two streams that stay silent.
import type { Clock } from '../clock.ts';
import type { Method } from '../grpc/methods.ts';
import { GrpcError, Status } from '../grpc/status.ts';
import { decodeMessage } from '../protobuf/decode.ts';
import { encodeMessage } from '../protobuf/encode.ts';
import { healthCheckRequest, healthCheckResponse } from '../tables/health.ts';

/** How long the answer to Shutdown may take to leave before we go anyway; the host waits two seconds. */
const SHUTDOWN_GRACE = 100;

export interface PluginMethodsOptions {
  clock: Clock;
  /** Called when the host has asked for the end and has its answer. */
  onShutdown: () => void;
}

/**
 * Output goes to stderr and no broker connection is ever offered, so both of those streams only stay open: the
 * host takes their end for a crash.
 */
export function pluginMethods({ clock, onShutdown }: PluginMethodsOptions): [path: string, method: Method][] {
  const shutdown: Method = async (_request, { onClosed }) => {
    const cancel = clock.after(SHUTDOWN_GRACE, onShutdown);
    onClosed(() => {
      cancel();
      onShutdown();
    });
    return new Uint8Array();
  };
  return [
    ['/plugin.GRPCController/Shutdown', shutdown],
    ['/plugin.GRPCStdio/StreamStdio', 'held'],
    ['/plugin.GRPCBroker/StartStream', 'held'],
    ['/grpc.health.v1.Health/Check', checkHealth],
  ];
}

/** The whole server (no name) and the service that go-plugin asks for are up as soon as anybody can ask. */
const checkHealth: Method = async (request) => {
  const { service } = decodeMessage(healthCheckRequest, request);
  if (service !== '' && service !== 'plugin') {
    throw new GrpcError(Status.NOT_FOUND, `there is no service ${service}`);
  }
  return encodeMessage(healthCheckResponse, { status: 'serving' });
};
