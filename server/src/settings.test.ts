import { describe, expect, test } from 'vitest';
import { describeSettings, readSettings, settingsHelp } from './settings.ts';

// Replicas on PostgreSQL share a key.
const KEY = 'bm90LWEtcmVhbC1rZXktYnV0LTMyLWJ5dGVzLWxvbmc=';

const DEFAULTS = {
  port: 8642,
  host: '127.0.0.1',
  store: 'sqlite',
  dataDirectory: './.hikube',
  databaseUrl: undefined,
  platform: 'simulated',
  simulationSpeed: 1,
  bootstrapToken: undefined,
  logLevel: 'info',
};

function settingsOf(environment: Record<string, string>, flags: string[] = []) {
  const result = readSettings(environment, flags);
  if (!result.ok) throw new Error(result.mistakes.join(' '));
  return result.settings;
}

function mistakesOf(environment: Record<string, string>, flags: string[] = []) {
  const result = readSettings(environment, flags);
  return result.ok ? [] : result.mistakes;
}

const COZYSTACK = {
  HIKUBE_PLATFORM: 'cozystack',
  HIKUBE_KUBECONFIG: 'in-cluster',
  HIKUBE_NAMESPACE: 'tenant-acme',
};

describe('readSettings', () => {
  test('has a default for everything', () => {
    expect(settingsOf({})).toMatchObject(DEFAULTS);
  });

  test('reads the environment; an empty variable is absent', () => {
    const environment = {
      PORT: '0',
      HOST: '',
      HIKUBE_STORE: 'memory',
      HIKUBE_DATA_DIR: '/data',
      HIKUBE_PLATFORM: 'simulated',
      HIKUBE_SIMULATION_SPEED: '0.5',
      HIKUBE_BOOTSTRAP_TOKEN: 'a-first-token',
      HIKUBE_LOG_LEVEL: 'debug',
    };
    expect(settingsOf(environment)).toMatchObject({
      ...DEFAULTS,
      port: 0,
      store: 'memory',
      dataDirectory: '/data',
      simulationSpeed: 0.5,
      bootstrapToken: 'a-first-token',
      logLevel: 'debug',
    });
  });

  test('a flag wins over its variable, in both spellings', () => {
    const flags = ['--port=1234', '--data-dir', '/other', '--simulation-speed=60'];
    expect(settingsOf({ PORT: '1', HIKUBE_DATA_DIR: '/data' }, flags)).toMatchObject({
      port: 1234,
      dataDirectory: '/other',
      simulationSpeed: 60,
    });
  });

  test('an address of IPv6 may stand in brackets, as in a URL', () => {
    expect(settingsOf({ HOST: '[::1]' }).host).toBe('::1');
  });

  test('an address of PostgreSQL chooses the store', () => {
    expect(settingsOf({ DATABASE_URL: 'postgres://u:p@h/d', HIKUBE_SECRET_KEYS: KEY })).toMatchObject({
      store: 'postgres',
    });
  });

  test.each<[Record<string, string>, string[], string]>([
    [{ PORT: 'http' }, [], 'PORT must be a port from 0 to 65535, not "http".'],
    [{ PORT: '65536' }, [], 'PORT must be a port from 0 to 65535, not "65536".'],
    [{ PORT: '-1' }, [], 'PORT must be a port from 0 to 65535, not "-1".'],
    ...['1e3', '0x10', '0b11', '+80', ' 8080', '8080\n', '-0'].map(
      (text): [Record<string, string>, string[], string] => [
        { PORT: text },
        [],
        `PORT must be a port from 0 to 65535, not "${text}".`,
      ],
    ),
    [
      { HIKUBE_SIMULATION_SPEED: '0x10' },
      [],
      'HIKUBE_SIMULATION_SPEED must be a number above 0 and up to 1000000, not "0x10".',
    ],
    ...[
      'https://{UID}.k8s.example.org',
      'https://k8s.example.org/\n',
      'https://k8s.example.org:0',
      'https://{uid',
    ].map((text): [Record<string, string>, string[], string] => [
      { HIKUBE_KUBERNETES_URL: text },
      [],
      `HIKUBE_KUBERNETES_URL must be an address such as https://{uid}.k8s.example.org, without a path, not "${text}".`,
    ]),
    [{ PORT: '1.5' }, [], 'PORT must be a port from 0 to 65535, not "1.5".'],
    [
      { HIKUBE_SIMULATION_SPEED: '0' },
      [],
      'HIKUBE_SIMULATION_SPEED must be a number above 0 and up to 1000000, not "0".',
    ],
    [
      { HIKUBE_SIMULATION_SPEED: 'Infinity' },
      [],
      'HIKUBE_SIMULATION_SPEED must be a number above 0 and up to 1000000, not "Infinity".',
    ],
    [{ HIKUBE_STORE: 'redis' }, [], 'HIKUBE_STORE must be sqlite or memory or postgres, not "redis".'],
    [
      { HIKUBE_STORE: 'postgres' },
      [],
      'HIKUBE_STORE=postgres needs DATABASE_URL, such as postgres://user:password@host:5432/hikube.',
    ],
    [
      { HIKUBE_STORE: 'memory', DATABASE_URL: 'postgres://h/d' },
      [],
      'DATABASE_URL means PostgreSQL, but HIKUBE_STORE is memory: remove one of them.',
    ],
    [
      { DATABASE_URL: 'mysql://u:secret@h/d' },
      [],
      'DATABASE_URL must be an address of PostgreSQL, such as postgres://user:password@host:5432/hikube.',
    ],
    [
      { HIKUBE_PLATFORM: 'cozystack' },
      [],
      'HIKUBE_PLATFORM=cozystack needs HIKUBE_KUBECONFIG, the path of a kubeconfig of the tenant, or in-cluster.',
    ],
    [
      { HIKUBE_PLATFORM: 'cozystack', HIKUBE_KUBECONFIG: 'tenant.yaml', HIKUBE_CONTEXT: 'acme' },
      [],
      'HIKUBE_PLATFORM=cozystack needs HIKUBE_NAMESPACE, such as tenant-acme.',
    ],
    [
      { HIKUBE_PLATFORM: 'cozystack', HIKUBE_KUBECONFIG: 'tenant.yaml', HIKUBE_NAMESPACE: 'tenant-acme' },
      [],
      'HIKUBE_PLATFORM=cozystack needs HIKUBE_CONTEXT: the current context of a kubeconfig is never taken by itself.',
    ],
    [
      {
        HIKUBE_PLATFORM: 'cozystack',
        HIKUBE_KUBECONFIG: 'in-cluster',
        HIKUBE_CONTEXT: 'acme',
        HIKUBE_NAMESPACE: 'tenant-acme',
      },
      [],
      'HIKUBE_CONTEXT is of a kubeconfig in a file: remove it, or name the file.',
    ],
    [
      { HIKUBE_KUBECONFIG: 'tenant.yaml' },
      [],
      'HIKUBE_KUBECONFIG means a Cozystack: set HIKUBE_PLATFORM=cozystack, or remove it.',
    ],
    [
      { ...COZYSTACK, HIKUBE_TENANTS_FILE: 'tenants.yaml' },
      [],
      'HIKUBE_KUBECONFIG is of a single tenant, and HIKUBE_TENANTS_FILE names several: remove one of them.',
    ],
    [
      { HIKUBE_TENANTS_FILE: 'tenants.yaml' },
      [],
      'HIKUBE_TENANTS_FILE means a Cozystack: set HIKUBE_PLATFORM=cozystack, or remove it.',
    ],
    [
      {
        HIKUBE_PLATFORM: 'cozystack',
        HIKUBE_TENANTS_FILE: 'tenants.yaml',
        HIKUBE_BOOTSTRAP_TOKEN: 'a-first-token',
      },
      [],
      'HIKUBE_BOOTSTRAP_TOKEN is of the tenant demo alone: remove it, and name a tokenFile of each tenant in HIKUBE_TENANTS_FILE.',
    ],
    ...['HIKUBE_SIMULATION_SPEED', 'HIKUBE_KUBERNETES_PORT', 'HIKUBE_KUBERNETES_URL'].map(
      (name): [Record<string, string>, string[], string] => [
        { ...COZYSTACK, [name]: name.endsWith('URL') ? 'https://k8s.example.org' : '2000' },
        [],
        `${name} means simulated clusters, and HIKUBE_PLATFORM is cozystack: remove it.`,
      ],
    ),
    [{ HIKUBE_PLATFORM: 'aws' }, [], 'HIKUBE_PLATFORM must be simulated or cozystack, not "aws".'],
    [
      { HIKUBE_LOG_LEVEL: 'loud' },
      [],
      'HIKUBE_LOG_LEVEL must be debug or info or warn or error, not "loud".',
    ],
    [
      { HIKUBE_BOOTSTRAP_TOKEN: 'my secret' },
      [],
      'HIKUBE_BOOTSTRAP_TOKEN must have 8 to 512 letters, digits or the characters . _ ~ + / -; choose another one.',
    ],
    [
      { PORT: '9000', HIKUBE_KUBERNETES_PORT: '9000' },
      [],
      'PORT and HIKUBE_KUBERNETES_PORT are both 9000: choose two ports.',
    ],
    [
      { HIKUBE_KUBERNETES_PORT: '8642' },
      [],
      'PORT and HIKUBE_KUBERNETES_PORT are both 8642: choose two ports.',
    ],
    [{}, ['--prot=1'], 'There is no flag "--prot": --help shows those that there are.'],
    [{}, ['serve'], 'There is no flag "serve": --help shows those that there are.'],
    [{}, ['--port'], '--port needs a value, as in --port=<value>.'],
    [{}, ['--host='], '--host needs a value, as in --host=<value>.'],
    [{}, ['--data-dir', ''], '--data-dir needs a value, as in --data-dir=<value>.'],
    [{}, ['--port', '--host'], '--port needs a value, as in --port=<value>.'],
    [{}, ['--port=1', '--port=2'], '--port is given twice: remove one of them.'],
  ])('%j %j: %s', (environment, flags, mistake) => {
    expect(mistakesOf(environment, flags)).toContain(mistake);
  });

  test('both ports may be left to the system', () => {
    expect(settingsOf({ PORT: '0', HIKUBE_KUBERNETES_PORT: '0' })).toMatchObject({
      port: 0,
      kubernetesPort: 0,
    });
  });

  test('tells all mistakes at once', () => {
    expect(mistakesOf({ PORT: 'x', HIKUBE_STORE: 'y' }, ['--z'])).toEqual(
      expect.arrayContaining([
        'There is no flag "--z": --help shows those that there are.',
        'PORT must be a port from 0 to 65535, not "x".',
        'HIKUBE_STORE must be sqlite or memory or postgres, not "y".',
      ]),
    );
  });
});

test('a Cozystack leaves the port for kubectl to others', () => {
  const result = readSettings({ ...COZYSTACK, PORT: '8642', HIKUBE_METRICS_PORT: '8643' });
  expect(result).toMatchObject({ ok: true, settings: { metricsPort: 8643 } });
});

test('settings are shown without their secrets', () => {
  const settings = settingsOf({
    HIKUBE_BOOTSTRAP_TOKEN: 'a-first-token',
    DATABASE_URL: 'postgres://u:hunter2@h/d',
    HIKUBE_SECRET_KEYS: KEY,
  });
  const shown = describeSettings(settings);
  expect(shown).toMatchObject({ bootstrapToken: 'set', databaseUrl: 'set', store: 'postgres' });
  expect(JSON.stringify(shown)).not.toMatch(/hunter2|a-first-token|bm90LWEt/);
});

test('the help names every variable, and no flag for a secret', () => {
  const help = settingsHelp();
  for (const name of ['PORT', 'HOST', 'HIKUBE_DATA_DIR', 'DATABASE_URL', 'HIKUBE_BOOTSTRAP_TOKEN'])
    expect(help).toContain(name);
  expect(help).not.toMatch(/--(bootstrap|token|database)/);
});
