// Settings: from the environment and from flags, checked as a whole, with one sentence for each mistake.
import {
  DEFAULT_QUOTA,
  isTokenText,
  isWeakToken,
  type LogLevel,
  MOST_TOKENS,
  type QuotaLimits,
} from '@hikube/service';
import {
  DEFAULT_GUESS_LIMIT,
  DEFAULT_HELD_LIMIT,
  DEFAULT_RATE_LIMIT,
  type HeldLimit,
  type RateLimit,
} from '@hikube/service/limits';
import { readDatabaseUrl, readKubernetesUrl, readOrigins } from './settings-addresses.ts';
import { readCount, readHeld, readQuota, readRate } from './settings-limits.ts';
import {
  COZYSTACK_SETTINGS,
  type CozystackSettings,
  hasTenantsFile,
  type PlatformKind,
  readPlatform,
} from './settings-platform.ts';

/** Where documents are kept. */
export type StoreKind = 'sqlite' | 'memory' | 'postgres';

/** How the service runs. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly store: StoreKind;
  /** For the store `sqlite`. */
  readonly dataDirectory: string;
  /** For the store `postgres`; it can hold a password. */
  readonly databaseUrl: string | undefined;
  readonly platform: PlatformKind;
  /** For the platform `cozystack`. */
  readonly cozystack: CozystackSettings | undefined;
  /** How much faster than life the simulated platform works. */
  readonly simulationSpeed: number;
  /** Of the Kubernetes API of simulated clusters. 0 takes any free port, which is another one after each start. */
  readonly kubernetesPort: number;
  /** Where that is reached from outside, without a path; `{uid}` stands for the uid of a cluster. */
  readonly kubernetesUrl: string | undefined;
  /** Keys that encrypt what is stored in secret, the newest first. Secrets. */
  readonly secretKeys: string | undefined;
  /** The first token. A secret. */
  readonly bootstrapToken: string | undefined;
  readonly logLevel: LogLevel;
  /** Where `/metrics` is answered, to anybody; undefined answers it beside the API, and only on loopback. */
  readonly metricsPort: number | undefined;
  /** Requests of a token, here and of a kubeconfig in the Kubernetes API. */
  readonly rateLimit: RateLimit | 'off';
  /** Wrong tokens from one address. */
  readonly guessLimit: RateLimit | 'off';
  /** Proxies in front of the service, each of which appends the address that it sees to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Streams and waits; and watches of the Kubernetes API. */
  readonly heldLimit: HeldLimit;
  /** Open connections, of each port. */
  readonly mostConnections: number;
  /** Tokens of a tenant, and kubeconfigs of a cluster. */
  readonly mostTokens: number;
  /** Of a tenant that has none of its own, as the first one. */
  readonly quota: QuotaLimits;
  /** Pages of these origins may read answers. */
  readonly corsOrigins: readonly string[];
}

/** Settings, or what is wrong with them. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly mistakes: readonly string[] };

interface Setting {
  readonly flag?: string;
  readonly variable: string;
  readonly help: string;
}

// Secrets have no flag: every user of a machine can read the flags of every process.
const SETTINGS = {
  port: { flag: '--port', variable: 'PORT', help: 'port to listen on, 0 for any free one; default 8642' },
  host: { flag: '--host', variable: 'HOST', help: 'address to listen on; default 127.0.0.1' },
  store: { flag: '--store', variable: 'HIKUBE_STORE', help: 'sqlite (default), memory or postgres' },
  dataDirectory: {
    flag: '--data-dir',
    variable: 'HIKUBE_DATA_DIR',
    help: 'where sqlite keeps its file; default ./.hikube',
  },
  databaseUrl: { variable: 'DATABASE_URL', help: 'address of PostgreSQL; chooses the store postgres' },
  platform: { flag: '--platform', variable: 'HIKUBE_PLATFORM', help: 'simulated (default) or cozystack' },
  ...COZYSTACK_SETTINGS,
  simulationSpeed: {
    flag: '--simulation-speed',
    variable: 'HIKUBE_SIMULATION_SPEED',
    help: 'how much faster than life the simulated platform works; default 1',
  },
  kubernetesPort: {
    flag: '--kubernetes-port',
    variable: 'HIKUBE_KUBERNETES_PORT',
    help: 'port for kubectl; default the one above PORT, or any free one if PORT is 0',
  },
  kubernetesUrl: {
    flag: '--kubernetes-url',
    variable: 'HIKUBE_KUBERNETES_URL',
    help: 'where kubectl finds that port from outside, such as https://{uid}.k8s.example.org',
  },
  secretKeys: {
    variable: 'HIKUBE_SECRET_KEYS',
    help: 'keys that encrypt stored secrets, newest first; default a key file in the data directory',
  },
  bootstrapToken: {
    variable: 'HIKUBE_BOOTSTRAP_TOKEN',
    help: 'an administrator token of the tenant demo, which replaces the one before and stays; without any, the start makes one',
  },
  logLevel: {
    flag: '--log-level',
    variable: 'HIKUBE_LOG_LEVEL',
    help: 'debug, info (default), warn or error',
  },
  metricsPort: {
    flag: '--metrics-port',
    variable: 'HIKUBE_METRICS_PORT',
    help: 'port for /metrics, 0 for any free one; default none, and on loopback beside the API',
  },
  rateLimit: {
    flag: '--rate-limit',
    variable: 'HIKUBE_RATE_LIMIT',
    help: 'requests of a token at once and per second, or off; default 2000/500',
  },
  guessLimit: {
    flag: '--guess-limit',
    variable: 'HIKUBE_GUESS_LIMIT',
    help: 'wrong tokens from an address at once and per second, or off; default 20/1',
  },
  trustedProxies: {
    flag: '--trusted-proxies',
    variable: 'HIKUBE_TRUSTED_PROXIES',
    help: 'proxies in front that append to X-Forwarded-For; default 0, which ignores it',
  },
  heldLimit: {
    flag: '--held-limit',
    variable: 'HIKUBE_HELD_LIMIT',
    help: 'streams, waits and watches of a token and of a tenant; default 256/1024',
  },
  mostConnections: {
    flag: '--max-connections',
    variable: 'HIKUBE_MAX_CONNECTIONS',
    help: 'open connections of each port; default 4096',
  },
  mostTokens: {
    flag: '--max-tokens',
    variable: 'HIKUBE_MAX_TOKENS',
    help: 'tokens of a tenant, and kubeconfigs of a cluster, that are kept; default 10000',
  },
  quota: {
    flag: '--quota',
    variable: 'HIKUBE_QUOTA',
    help: 'of each tenant, such as clusters=1000,nodes=20k,gpus=none; what is not named keeps its default',
  },
  corsOrigins: {
    flag: '--cors-origins',
    variable: 'HIKUBE_CORS_ORIGINS',
    help: 'origins of pages that may use the API, such as https://console.example.org; default none',
  },
} as const satisfies Readonly<
  Record<Exclude<keyof Settings, 'cozystack'> | keyof typeof COZYSTACK_SETTINGS, Setting>
>;

/** An environment such as `process.env`. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Reads all settings; a flag wins over its variable, and an empty variable counts as absent. */
export function readSettings(
  environment: EnvironmentVariables,
  flags: readonly string[] = [],
): SettingsResult {
  const mistakes: string[] = [];
  const given = parseFlags(flags, mistakes);
  const value = (setting: Setting): string | undefined =>
    (setting.flag === undefined ? undefined : given.get(setting.flag)) ??
    (environment[setting.variable] || undefined);
  const port = readPort(SETTINGS.port, value(SETTINGS.port) ?? '8642', mistakes);
  const store = readStore(value(SETTINGS.store), value(SETTINGS.databaseUrl), mistakes);
  const settings: Settings = {
    port,
    // Those of IPv6 stand in brackets in a URL, and without them in a socket.
    host: (value(SETTINGS.host) ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
    store,
    dataDirectory: value(SETTINGS.dataDirectory) ?? './.hikube',
    databaseUrl: readDatabaseUrl(value(SETTINGS.databaseUrl), mistakes),
    ...readPlatform(value(SETTINGS.platform), (name) => value(SETTINGS[name]), mistakes),
    simulationSpeed: readNumber(
      SETTINGS.simulationSpeed,
      value(SETTINGS.simulationSpeed) ?? '1',
      (speed) => speed > 0 && speed <= 1_000_000,
      'a number above 0 and up to 1000000',
      mistakes,
    ),
    kubernetesPort: readPort(
      SETTINGS.kubernetesPort,
      value(SETTINGS.kubernetesPort) ?? portAbove(port),
      mistakes,
    ),
    kubernetesUrl: readKubernetesUrl(value(SETTINGS.kubernetesUrl), mistakes),
    secretKeys: value(SETTINGS.secretKeys),
    bootstrapToken: readToken(value(SETTINGS.bootstrapToken), mistakes),
    logLevel: readChoice(SETTINGS.logLevel, value(SETTINGS.logLevel) ?? 'info', LOG_LEVELS, mistakes),
    ...readBounds(value, mistakes),
    corsOrigins: readOrigins(value(SETTINGS.corsOrigins), mistakes),
  };
  refuseWeakToken(settings, mistakes);
  if (hasTenantsFile(settings.cozystack) && settings.bootstrapToken !== undefined)
    mistakes.push(
      'HIKUBE_BOOTSTRAP_TOKEN is of the tenant demo alone: remove it, and name a tokenFile of each tenant in HIKUBE_TENANTS_FILE.',
    );
  // Clusters of a Cozystack have API servers of their own.
  const kubernetesPort = settings.platform === 'simulated' ? settings.kubernetesPort : 0;
  if (port > 0 && kubernetesPort === port)
    mistakes.push(`PORT and HIKUBE_KUBERNETES_PORT are both ${port}: choose two ports.`);
  const { metricsPort = 0 } = settings;
  if (metricsPort > 0 && [port, kubernetesPort].includes(metricsPort))
    mistakes.push(`HIKUBE_METRICS_PORT is ${metricsPort}, as another port: choose one of its own.`);
  return mistakes.length === 0 ? { ok: true, settings } : { ok: false, mistakes };
}

function readBounds(value: (setting: Setting) => string | undefined, mistakes: string[]) {
  const { metricsPort, rateLimit, guessLimit, trustedProxies } = SETTINGS;
  const { heldLimit, mostConnections, mostTokens, quota } = SETTINGS;
  const port = value(metricsPort);
  return {
    metricsPort: port === undefined ? undefined : readPort(metricsPort, port, mistakes),
    rateLimit: readRate(rateLimit, value(rateLimit), DEFAULT_RATE_LIMIT, mistakes),
    guessLimit: readRate(guessLimit, value(guessLimit), DEFAULT_GUESS_LIMIT, mistakes),
    trustedProxies: readCount(trustedProxies, value(trustedProxies), 0, mistakes, 0),
    heldLimit: readHeld(heldLimit, value(heldLimit), DEFAULT_HELD_LIMIT, mistakes),
    mostConnections: readCount(mostConnections, value(mostConnections), DEFAULT_CONNECTIONS, mistakes),
    mostTokens: readCount(mostTokens, value(mostTokens), MOST_TOKENS, mistakes),
    quota: readQuota(quota, value(quota), DEFAULT_QUOTA, mistakes),
  };
}

/** Whether nobody outside of this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** Whether the first token could be guessed. */
export function hasWeakToken({ bootstrapToken }: Pick<Settings, 'bootstrapToken'>): boolean {
  return bootstrapToken !== undefined && isTokenText(bootstrapToken) && isWeakToken(bootstrapToken);
}

/** What nobody guesses. */
export const STRONG_TOKEN = 'at least 32 characters of chance, such as what "openssl rand -hex 32" prints';

/** What to do about a weak token. The token itself is never repeated. */
export const WEAK_TOKEN_ADVICE = `HIKUBE_BOOTSTRAP_TOKEN can be guessed: take ${STRONG_TOKEN}`;

function refuseWeakToken(settings: Settings, mistakes: string[]): void {
  if (isLoopback(settings.host) || !hasWeakToken(settings)) return;
  mistakes.push(`${WEAK_TOKEN_ADVICE}, or listen on 127.0.0.1 only.`);
}

/** The settings for people and logs: secrets are only told to be there. */
export function describeSettings(settings: Settings): Readonly<Record<string, string | number>> {
  const { bootstrapToken, databaseUrl, secretKeys, kubernetesUrl, ...rest } = settings;
  const { metricsPort, rateLimit, guessLimit, heldLimit, quota, corsOrigins, cozystack, ...shown } = rest;
  return {
    ...shown,
    ...cozystack,
    metricsPort: metricsPort ?? 'not set',
    rateLimit: rateText(rateLimit),
    guessLimit: rateText(guessLimit),
    heldLimit: `${heldLimit.perToken}/${heldLimit.perTenant}`,
    corsOrigins: corsOrigins.join(',') || 'none',
    quota: Object.entries(quota)
      .map(([resource, limit]) => `${resource}=${limit}`)
      .join(','),
    databaseUrl: databaseUrl === undefined ? 'not set' : 'set',
    bootstrapToken: bootstrapToken === undefined ? 'not set' : 'set',
    secretKeys: secretKeys === undefined ? 'not set' : 'set',
    kubernetesUrl: kubernetesUrl ?? 'not set',
  };
}

function rateText(limit: RateLimit | 'off'): string {
  return limit === 'off' ? limit : `${limit.burst}/${limit.perSecond}`;
}

/** What `--help` prints. */
export function settingsHelp(): string {
  const lines = Object.values<Setting>(SETTINGS).map(
    ({ flag, variable, help }) => `  ${(flag ?? '').padEnd(20)} ${variable.padEnd(25)} ${help}`,
  );
  return ['Settings, as flags or in the environment:', ...lines].join('\n');
}

// Each costs some kilobytes and a file descriptor.
const DEFAULT_CONNECTIONS = 4096;
const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const STORES: readonly StoreKind[] = ['sqlite', 'memory', 'postgres'];

function parseFlags(flags: readonly string[], mistakes: string[]): ReadonlyMap<string, string> {
  const known = Object.values<Setting>(SETTINGS).map(({ flag }) => flag);
  const given = new Map<string, string>();
  const rest = [...flags];
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    const [flag = '', attached] = next.split(/=(.*)/s);
    if (!known.includes(flag)) {
      mistakes.push(`There is no flag "${flag}": --help shows those that there are.`);
      continue;
    }
    const text = attached ?? (rest[0]?.startsWith('--') ? undefined : rest.shift());
    // An empty one is a variable of a script that is not set, and `--host=` would listen on every address.
    if (!text) mistakes.push(`${flag} needs a value, as in ${flag}=<value>.`);
    else if (given.has(flag)) mistakes.push(`${flag} is given twice: remove one of them.`);
    else given.set(flag, text);
  }
  return given;
}

function readNumber(
  { variable }: Setting,
  text: string,
  isAllowed: (value: number) => boolean,
  allowed: string,
  mistakes: string[],
): number {
  // Nobody who writes 0x10, 1e3 or " 80" is surely understood.
  const value = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!isAllowed(value)) {
    mistakes.push(`${variable} must be ${allowed}, not "${text}".`);
  }
  return value;
}

function readPort(setting: Setting, text: string, mistakes: string[]): number {
  return readNumber(setting, text, isPort, 'a port from 0 to 65535', mistakes);
}

/** Two services on one machine have two ports each, without anybody choosing four. */
function portAbove(port: number): string {
  return isPort(port) && port > 0 && port < 65_535 ? String(port + 1) : '0';
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 65_535;
}

function readChoice<Choice extends string>(
  { variable }: Setting,
  text: string,
  choices: readonly Choice[],
  mistakes: string[],
): Choice {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) mistakes.push(`${variable} must be ${choices.join(' or ')}, not "${text}".`);
  return choice ?? choices[0]!;
}

function readStore(text: string | undefined, databaseUrl: string | undefined, mistakes: string[]): StoreKind {
  const fallback = databaseUrl === undefined ? 'sqlite' : 'postgres';
  const store = readChoice(SETTINGS.store, text ?? fallback, STORES, mistakes);
  if (store === 'postgres' && databaseUrl === undefined) {
    mistakes.push(
      'HIKUBE_STORE=postgres needs DATABASE_URL, such as postgres://user:password@host:5432/hikube.',
    );
  }
  if (store !== 'postgres' && databaseUrl !== undefined) {
    mistakes.push(`DATABASE_URL means PostgreSQL, but HIKUBE_STORE is ${store}: remove one of them.`);
  }
  return store;
}

/** The token itself is never repeated. */
function readToken(text: string | undefined, mistakes: string[]): string | undefined {
  if (text !== undefined && !isTokenText(text)) {
    mistakes.push(
      'HIKUBE_BOOTSTRAP_TOKEN must have 8 to 512 letters, digits or the characters . _ ~ + / -; choose another one.',
    );
  }
  return text;
}
