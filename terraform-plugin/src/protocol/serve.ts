// The entry of a provider process: handshake with Terraform, serve over mutual TLS, end when Terraform does.
import { writeSync } from 'node:fs';
import { systemClock } from './clock.ts';
import type { Log } from './log.ts';
import { closedDoor } from './plugin/door.ts';
import { defaultNetwork, listen } from './plugin/endpoint.ts';
import { announcement, HandshakeError, readHandshake } from './plugin/handshake.ts';
import { hostCommand } from './plugin/host-command.ts';
import { endOnCrash, endOnSignals, ignoreInterrupt } from './plugin/process-end.ts';
import { processLog } from './plugin/process-log.ts';
import { loadOnce, type ServiceSource } from './plugin/service-source.ts';
import type { ReattachOptions } from './reattach.ts';
import { createCertificate } from './tls/certificate.ts';

export type { ServiceContext, ServiceSource } from './plugin/service-source.ts';

const STDOUT = 1;

export interface ServeOptions extends ReattachOptions {
  /** The provider, or how to load it. A loader runs after the handshake, so it costs no start-up time. */
  service: ServiceSource;
  /** The answer to GetProviderSchema in bytes, when it was made beforehand. Terraform starts a process for it alone. */
  schema?: Uint8Array | undefined;
}

/**
 * Serves the provider to the Terraform that started this process, or with `--debug` on the command line to any
 * that is given the `TF_REATTACH_PROVIDERS` that it prints. The process ends by itself: with 0 when the host is
 * done or gone, with 1 and one sentence on stderr when it cannot serve.
 */
export function serve(options: ServeOptions): void {
  const log = processLog(options.providerAddress, options.redact);
  endOnCrash(log);
  const isDebug = process.argv.includes('--debug');
  const serving = isDebug ? serveDebugger(options) : servePlugin(options, log);
  serving.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = error instanceof HandshakeError ? reason : `The provider cannot start: ${reason}.`;
    process.stderr.write(`${sentence}\n`, () => process.exit(1));
  });
}

async function servePlugin(options: ServeOptions, log: Log): Promise<void> {
  const client = readHandshake(process.env);
  ignoreInterrupt();
  endOnSignals(['SIGTERM', 'SIGHUP']);
  const exit = () => process.exit(0);
  const host = hostCommand({ pid: process.ppid, platform: process.platform, environment: process.env });
  const service = loadOnce(options.service, { log, host });
  const certificate = createCertificate(systemClock.now());
  const door = closedDoor();
  const endpoint = await listen(door.server, options.network ?? defaultNetwork(), process.env);
  process.once('exit', endpoint.remove);
  // Not through process.stdout: building that stream costs more than writing the line.
  writeSync(STDOUT, announcement(endpoint, certificate.der));
  const { answering } = await import('./answering.ts');
  door.open(answering({ ...options, service }, { certificate, client }, { clock: systemClock, log, exit }));
  // With a schema at hand, this may be the process that is started for nothing else.
  if (options.schema === undefined) preload(service);
}

async function serveDebugger(options: ServeOptions): Promise<void> {
  endOnSignals(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const { serveForReattach } = await import('./reattach.ts');
  const { reattach } = await serveForReattach(options.service, options);
  process.stdout.write(
    `The provider runs. Give this to the terraform that should use it:\n\nTF_REATTACH_PROVIDERS='${reattach}'\n`,
  );
}

/** Loads while the host is still connecting; when it fails, the first call says why. */
function preload(service: () => unknown): void {
  Promise.resolve(service()).catch(() => {});
}
