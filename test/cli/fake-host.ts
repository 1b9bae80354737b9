// A machine for the command line, in memory: its terminal, its files, and the API of an emulator behind its network.
import { systemClock } from '../../cli/src/host/clock.ts';
import type { Clock, Host, Questions } from '../../cli/src/host/host.ts';
import { TELL_AFTER_MS } from '../../cli/src/wait/silence.ts';

/** What a test sees of it. */
export interface FakeHost extends Host {
  readonly printed: { stdout: string; stderr: string };
  readonly disk: Map<string, string>;
  /** Presses Ctrl-C. */
  interrupt(): void;
}

export interface FakeOptions {
  readonly fetch: Host['fetch'];
  readonly direct?: Host['direct'];
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly clock?: Clock;
  readonly answers?: Partial<Questions>;
  /** What programs print, by their name. */
  readonly programs?: Readonly<Record<string, { readonly code?: number; readonly stdout?: string }>>;
}

/** How long a busy machine takes for a test is no silence of an API. */
const UNHURRIED: Clock = {
  ...systemClock,
  after: (ms, run) => (ms === TELL_AFTER_MS ? () => {} : systemClock.after(ms, run)),
};

export function fakeHost(options: FakeOptions): FakeHost {
  const { isTerminal = false, columns = 200, files = {}, programs = {}, answers = {} } = options;
  const printed = { stdout: '', stderr: '' };
  const disk = new Map(Object.entries(files));
  const listeners = new Set<() => void>();
  const stream = (name: keyof typeof printed) => ({
    isTerminal,
    columns,
    write: (text: string) => {
      printed[name] += text;
    },
  });
  return {
    printed,
    disk,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
    environment: options.environment ?? {},
    stdin: { isTerminal: isTerminal && options.stdin === undefined, read: async () => options.stdin ?? '' },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    clock: options.clock ?? UNHURRIED,
    files: {
      read: async (path) => disk.get(path),
      replace: async (path, text) => void disk.set(path, text),
      create: async (path, text) => {
        if (disk.has(path)) return false;
        disk.set(path, text);
        return true;
      },
      install: async (from, to) => void disk.set(to, disk.get(from) ?? ''),
      remove: async (path) => void disk.delete(path),
    },
    processes: {
      pid: 1,
      isAlive: () => false,
      run: async (program) => {
        const known = programs[program];
        if (known === undefined) throw new Error(`${program} cannot be started`);
        return { code: known.code ?? 0, stdout: known.stdout ?? '', stderr: '' };
      },
      attach: async () => 0,
    },
    questions: { confirm: async () => undefined, secret: async () => undefined, ...answers },
    fetch: options.fetch,
    direct: options.direct ?? (() => Promise.reject(new Error('there is no platform here'))),
    system: 'linux',
    architecture: 'x64',
    beside: async (file) => `/opt/hikube/${file}`,
    home: '/someone',
    self: ['/bin/node', '/bin/hikube.cjs'],
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
