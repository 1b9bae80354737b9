// What the command is asked for, in words of a shell.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EmulatorOptions } from '../emulator.ts';
import type { Time } from '../pace.ts';
import { readSnapshot } from './kept.ts';

export const HELP = `hikube-emulator [options] [-- command …]: the API of Hikube on simulated clusters, for tests

  With a command, runs it with HIKUBE_ENDPOINT and HIKUBE_TOKEN, and ends with it and as it does.

  --json              print {"endpoint","token"} in one line, and nothing else
  --port <number>     default: any that is free
  --host <address>    default: 127.0.0.1; in a container, 0.0.0.0
  --allow <name>      answer by this name of a host, too, and pages of it; again for more of them
  --seed <text>       the same seed and the same requests give the same bytes; default: hikube
  --time <how>        auto (default): jumps while somebody waits for an operation;
                      or a number: so many times as fast as the clock of the machine
  --options <file>    JSON with any of seed, startAt, faults and quota, as createEmulator takes them
  --from <file>       a snapshot to begin with
  --data <file>       go on with what is kept in there, and keep it there; made where it is missing
  --announce <file>   write where it is into that file, as --json prints it, and remove it at the end
  --idle <seconds>    end after so long without a request; default: 600; never: do not
  --stay              do not end with standard input
  --with <pid>        end when that process has ended

It ends when its standard input ends, on SIGINT and SIGTERM, and when nobody has asked for long.
`;

/** What it is asked for. */
export interface Flags {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly isStaying: boolean;
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly allow: readonly string[];
  readonly idleMs: number;
  readonly withProcess: number | undefined;
  readonly data: string | undefined;
  readonly announce: string | undefined;
  readonly command: readonly string[];
  readonly options: EmulatorOptions;
}

/** @param words those that the program was started with, by default. @throws Error with a sentence for what cannot be meant */
export async function readFlags(words: readonly string[] = process.argv.slice(2)): Promise<Flags> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      stay: { type: 'boolean' },
      port: { type: 'string' },
      host: { type: 'string' },
      allow: { type: 'string', multiple: true },
      seed: { type: 'string' },
      time: { type: 'string' },
      options: { type: 'string' },
      from: { type: 'string' },
      data: { type: 'string' },
      announce: { type: 'string' },
      idle: { type: 'string' },
      with: { type: 'string' },
    },
  });
  const { seed, time, from, data } = values;
  if (from !== undefined && data !== undefined)
    throw new Error('--from and --data both say what to begin with: leave one of them out.');
  const snapshot =
    (from !== undefined && (await readSnapshot(from, true))) ||
    (data !== undefined && (await readSnapshot(data, false))) ||
    undefined;
  return {
    isHelp: values.help === true,
    isJson: values.json === true,
    isStaying: values.stay === true,
    port: values.port === undefined ? undefined : number('port', values.port),
    host: values.host,
    allow: values.allow ?? [],
    idleMs: values.idle === 'never' ? Number.POSITIVE_INFINITY : number('idle', values.idle ?? '600') * 1000,
    withProcess: values.with === undefined ? undefined : number('with', values.with),
    data,
    announce: values.announce,
    command: positionals,
    options: {
      ...(values.options === undefined ? {} : await optionsIn(values.options)),
      ...(seed === undefined ? {} : { seed }),
      ...(time === undefined ? {} : { time: timeOf(time) }),
      ...(snapshot === undefined ? {} : { from: snapshot }),
    },
  };
}

function number(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new RangeError(`--${option} must be a number of 0 or more, not ${JSON.stringify(text)}.`);
  return value;
}

function timeOf(text: string): Time {
  return text === 'auto' ? 'auto' : { speed: number('time', text) };
}

const KNOWN = ['seed', 'startAt', 'faults', 'quota'] as const;

async function optionsIn(file: string): Promise<EmulatorOptions> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`The options ${file} cannot be read: check the name, from ${process.cwd()} on.`);
  });
  let options: unknown;
  try {
    options = JSON.parse(text);
  } catch (error) {
    throw new Error(`The options ${file} are no JSON: ${(error as Error).message}.`);
  }
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new Error(`The options ${file} must be an object with any of ${KNOWN.join(', ')}.`);
  const unknown = Object.keys(options).find((name) => !KNOWN.some((known) => known === name));
  if (unknown !== undefined)
    throw new Error(`The options ${file} have no "${unknown}": use any of ${KNOWN.join(', ')}.`);
  const { quota = {} } = options as { readonly quota?: unknown };
  if (typeof quota !== 'object')
    throw new Error(`The quota in ${file} must be an object, such as {"clusters":"10"}.`);
  return options as EmulatorOptions;
}
