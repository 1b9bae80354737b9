// `npm start`: reads the settings, builds the parts, listens, and ends in order. The only reader of process.env.
import {
  createRedactor,
  createService,
  type Envelope,
  errorFields,
  type FirstToken,
  jsonLog,
  type Log,
  resealSecrets,
  type Service,
  systemClock,
  systemRandom,
} from '@hikube/service';
import { Places } from '@hikube/service/limits';
import { Damages } from '@hikube/service/store';
import {
  buildPlatform,
  endpointsAt,
  type OpenedStore,
  openEnvelope,
  openStore,
  type ServedPlatform,
} from './compose.ts';
import { refuseWeakKept, type TenantToken, tokenLines, weakTokenAdvice } from './first-token.ts';
import { listenKubernetes } from './kubernetes-listen.ts';
import { type Listening, listen } from './listen.ts';
import { createLogLines } from './log-lines.ts';
import { MAINTENANCE_HELP, maintain, readTask } from './maintenance.ts';
import { listenMetrics, type MetricsListening } from './metrics-listen.ts';
import { createLatePortal, type LatePortal, PORTAL_PATH } from './portal.ts';
import { describeSettings, isLoopback, readSettings, type Settings, settingsHelp } from './settings.ts';
import { awaitStop, type StopRequest } from './stop-request.ts';
import { readFirstTokens, readTenants, type Tenants } from './tenant-settings.ts';

// What a supervisor grants between SIGTERM and SIGKILL is usually 10 s or more.
const STOP_PATIENCE_MS = 8_000;

const ADDRESS_ADVICE =
  'These clusters and their kubeconfigs keep the address that they were made with: set HIKUBE_KUBERNETES_PORT or HIKUBE_KUBERNETES_URL back to it, unless it still leads here.';

/** What runs, and how it ends. */
interface Running {
  readonly log: Log;
  close(): Promise<void>;
}

async function run(settings: Settings, stop: StopRequest): Promise<void> {
  const { log, close } = await start(settings).catch((error: unknown) => {
    stop.cancel();
    throw error;
  });
  const reason = await stop.asked;
  const startedAt = systemClock.now();
  process.stdout.write('\nStopping: what is under way ends first; another Ctrl-C ends it at once.\n');
  log('info', 'stopping', { reason });
  await close();
  log('info', 'stopped', { durationMs: systemClock.now() - startedAt });
  process.stdout.write('Stopped.\n');
  process.exit(0);
}

async function start(settings: Settings): Promise<Running> {
  const { cozystack, databaseUrl, secretKeys } = settings;
  const tenants = cozystack === undefined ? undefined : await readTenants(cozystack);
  const firstTokens = await readFirstTokens(settings, tenants);
  const redact = createRedactor([
    ...firstTokens.map(({ token }) => token),
    databaseUrl,
    ...(secretKeys?.split(/[\s,]+/) ?? []),
  ]);
  const lines = createLogLines((text) => process.stderr.write(text), setImmediate);
  process.on('exit', lines.flush);
  const log = jsonLog(lines.add, systemClock.now, settings.logLevel, redact);
  const damages = new Damages(({ key }, sentence) => log('error', 'document_damaged', { ...key, sentence }));
  const store = await openStore(settings, systemClock, (damage) => damages.add(damage));
  const opened: { close(): unknown }[] = [store];
  try {
    const envelope = await openEnvelope(settings, systemRandom, store);
    // Where the socket for clusters is open is known only after the platform has said what is answered there.
    let kubernetesAt = '';
    const held = new Places(settings.heldLimit);
    const platform = await buildPlatform(settings, tenants, {
      clock: systemClock,
      random: systemRandom,
      store,
      envelope,
      held,
      endpointOf: endpointsAt(settings, () => kubernetesAt),
      onFailure: (error) => log('error', 'kubernetes_request_failed', errorFields(error)),
      environment: process.env,
      log,
    });
    opened.push(platform);
    const { resealed } = await resealSecrets(store, envelope, platform.sealed ?? []);
    if (resealed > 0) log('info', 'secrets_resealed', { resealed });
    // The sockets come before the first token: a second start on the same port must not make one that nobody sees. And
    // the one that PORT names comes before the other, which by default follows from it.
    let give = (_service: Service): void => {};
    const service = new Promise<Service>((resolve) => {
      give = resolve;
    });
    const { host, port } = settings;
    const portal = createLatePortal();
    await portal.look();
    const listening = await listen(
      {
        fetch: async (request, connection) =>
          (await portal.answer(request)) ?? (await service).fetch(request, connection),
      },
      {
        host,
        port,
        random: systemRandom,
        clock: systemClock,
        mostConnections: settings.mostConnections,
        trustedProxies: settings.trustedProxies,
        ownsProcess: true,
      },
    );
    opened.push({ close: () => listening.close(0) });
    const kubernetes = await serveClusters(settings, platform);
    kubernetesAt = kubernetes?.url ?? '';
    opened.push({ close: () => kubernetes?.close(0) });
    const parts = { store, platform, damages, envelope, held, log, listening, kubernetes, portal, give };
    return await serve(settings, { ...parts, tenants, firstTokens });
  } catch (error) {
    for (const part of opened.reverse()) await part.close();
    throw error;
  }
}

/** API servers of clusters, where this process has to serve them. */
async function serveClusters(settings: Settings, { routes }: ServedPlatform): Promise<Listening | undefined> {
  const raw = routes?.raw;
  if (raw === undefined) return undefined;
  const { host, kubernetesPort: port, mostConnections, trustedProxies } = settings;
  return listenKubernetes({ host, port, raw, clock: systemClock, mostConnections, trustedProxies });
}

/** What is open when the service is built. */
interface Opened {
  readonly store: OpenedStore;
  readonly platform: ServedPlatform;
  readonly damages: Damages;
  readonly envelope: Envelope;
  readonly held: Places;
  readonly log: Log;
  /** Undefined on the simulated platform. */
  readonly tenants: Tenants | undefined;
  readonly firstTokens: readonly FirstToken[];
  readonly listening: Listening;
  /** Undefined where the platform serves the API of its clusters itself. */
  readonly kubernetes: Listening | undefined;
  readonly portal: LatePortal;
  /** Gives the service to those who are waiting for it. */
  give(service: Service): void;
}

/** The caller closes what is open when this fails. */
async function serve(settings: Settings, opened: Opened): Promise<Running> {
  const { store, platform, damages, envelope, held, log, listening, kubernetes, portal } = opened;
  const { tenants, firstTokens } = opened;
  const tokens: TenantToken[] = [];
  const service = createService({
    store,
    platform,
    clock: systemClock,
    random: systemRandom,
    config: {
      log,
      envelope,
      damages,
      rateLimit: settings.rateLimit,
      guessLimit: settings.guessLimit,
      heldLimit: held,
      mostTokens: settings.mostTokens,
      quota: settings.quota,
      corsOrigins: settings.corsOrigins,
      // A simulated world holds nothing that was not ordered here.
      ...(tenants === undefined ? {} : { takeIn: [...tenants.keys()] }),
      // Elsewhere the name that somebody asks by, and its scheme, are those of a proxy.
      ...(isLoopback(settings.host)
        ? { documentation: () => (portal.isThere ? `${PORTAL_PATH}/` : undefined) }
        : {}),
      pages: loadConsole,
      showsMetrics: settings.metricsPort === undefined && isLoopback(settings.host),
      firstTokens,
      onFirstToken: (first, tenant) => {
        refuseWeakKept(settings, first, tenant);
        tokens.push({ tenant, first });
        // Only now: nobody may try a token before it is known whether all of them are fit for this address.
        if (tokens.length === firstTokens.length) opened.give(service);
      },
    },
  });
  let metrics: MetricsListening | undefined;
  try {
    const { host, metricsPort } = settings;
    if (metricsPort !== undefined) metrics = await listenMetrics(service, { host, port: metricsPort });
    const moved = await platform.moved?.();
    await service.start();
    process.stdout.write(banner(listening.url, kubernetes?.url, portal.isThere, settings, tenants, tokens));
    log('info', 'started', { url: listening.url, ...describeSettings(settings) });
    if (metrics !== undefined) log('info', 'metrics_listen', { port: metrics.port });
    warnOfTokens(settings, tokens, log);
    if (moved !== undefined) log('warn', 'clusters_at_another_address', { ...moved, advice: ADDRESS_ADVICE });
  } catch (error) {
    await service.stop();
    await metrics?.close();
    throw error;
  }
  void readEverything(store, damages, log);
  return {
    log,
    async close() {
      // Held answers end and new ones are refused first, so that connections can close.
      const stopped = service.stop();
      await Promise.all([
        stopped,
        listening.close(STOP_PATIENCE_MS, stopped),
        kubernetes?.close(STOP_PATIENCE_MS, stopped),
      ]);
      await metrics?.close();
      await platform.close();
      await store.close();
    },
  };
}

function warnOfTokens(settings: Settings, tokens: readonly TenantToken[], log: Log): void {
  for (const { tenant, first } of tokens) {
    const advice = weakTokenAdvice(settings, first, tenant);
    if (advice !== undefined) log('warn', 'weak_bootstrap_token', { tenant, advice });
    if (first.origin === 'configured' && first.replaces) log('warn', 'first_token_replaced', { tenant });
  }
}

/** The console, which is not even loaded before a browser asks for it. */
async function loadConsole() {
  const { consoleFiles } = await import('@hikube/console/files');
  return consoleFiles();
}

/** Finds damage before somebody needs what is damaged, while everybody is served. */
async function readEverything(store: OpenedStore, damages: Damages, log: Log): Promise<void> {
  try {
    const documents = await store.readEverything?.();
    if (documents !== undefined) log('info', 'store_checked', { documents, damaged: damages.count });
  } catch (error) {
    log('error', 'store_not_checked', errorFields(error));
  }
}

function banner(
  url: string,
  kubernetesUrl: string | undefined,
  hasPortal: boolean,
  settings: Settings,
  tenants: Tenants | undefined,
  tokens: readonly TenantToken[],
): string {
  const where = { sqlite: settings.dataDirectory, memory: 'gone when it stops', postgres: 'PostgreSQL' };
  return [
    'Hikube managed Kubernetes is ready.',
    `  API       ${url}/v1`,
    ...(hasPortal ? [`  Docs      ${url}${PORTAL_PATH}/`] : []),
    `  Console   ${url}/`,
    `  kubectl   ${settings.kubernetesUrl ?? kubernetesUrl ?? 'at the host of each cluster'}`,
    `  Data      ${where[settings.store]} (${settings.store})`,
    `  Platform  ${platformText(settings, tenants)}`,
    ...tokenLines(settings, tokens),
    '',
  ].join('\n');
}

function platformText({ simulationSpeed }: Settings, tenants: Tenants | undefined): string {
  if (tenants === undefined) return `simulated, ${simulationSpeed} × as fast as life`;
  const places = [...tenants].map(
    ([name, { namespace }]) => `namespace ${namespace} (for the tenant ${name})`,
  );
  return `Cozystack, ${places.join(', ')}`;
}

function giveUp(reason: unknown): void {
  process.stderr.write(`${sentenceFor(reason)}\n`);
  process.exitCode = 1;
}

function sentenceFor(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  const { code, port, address, hostname } = reason as NodeJS.ErrnoException & {
    port?: number;
    /** Of a socket that cannot be. */
    address?: string;
    /** Of a name that nobody knows. */
    hostname?: string;
  };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use, perhaps by another start of this service: stop it, or set PORT (for kubectl HIKUBE_KUBERNETES_PORT, for metrics HIKUBE_METRICS_PORT) to another one.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this user has: set PORT (for kubectl HIKUBE_KUBERNETES_PORT, for metrics HIKUBE_METRICS_PORT) to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address "${address ?? hostname ?? ''}": set HOST to one that it has, such as 127.0.0.1.`;
    default:
      return reason.message;
  }
}

/** Serves, or does the task that the flags name. */
async function begin(given: readonly string[]): Promise<void> {
  const request = readTask(given);
  if (!request.ok) return giveUp(request.mistake);
  const result = readSettings(process.env, request.settings);
  if (!result.ok) return giveUp(result.mistakes.join('\n'));
  if (request.task === undefined) {
    return run(result.settings, awaitStop(systemClock, process.env['npm_lifecycle_event'] !== undefined));
  }
  process.stdout.write(`${await maintain(request.task, result.settings)}\n`);
}

// Whoever read the log may end, and the disk below it be full: neither is a reason to end the service.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const flags = process.argv.slice(2);
if (flags.includes('--help')) {
  process.stdout.write(`${settingsHelp()}\n\n${MAINTENANCE_HELP}\n`);
} else {
  await begin(flags).catch(giveUp);
}
