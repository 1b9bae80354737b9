#!/usr/bin/env node
// `hikube-emulator`: one emulator behind a socket, for tests in any language. It prints where it is, and ends with whoever
// started it, so that nothing is ever left behind.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createEmulator, type EmulatorOptions } from './emulator.ts';
import { runWith } from './node/command.ts';
import { listen } from './node/index.ts';
import { endsWith } from './node/lifetime.ts';
import type { Time } from './pace.ts';

const HELP = `hikube-emulator [options] [-- command …]: the API of Hikube on simulated clusters, for tests

  With a command, runs it with HIKUBE_ENDPOINT and HIKUBE_TOKEN, and ends with it and as it does.

  --json              print {"endpoint","token"} in one line, and nothing else
  --port <number>     default: any that is free
  --seed <text>       the same seed and the same requests give the same bytes; default: hikube
  --time <how>        auto (default): jumps while somebody waits for an operation;
                      or a number: so many times as fast as the clock of the machine
  --from <file>       a snapshot to begin with
  --idle <seconds>    end after so long without a request; default: 600
  --stay              do not end with standard input

It ends when its standard input ends, on SIGINT and SIGTERM, and when nobody has asked for long.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      stay: { type: 'boolean' },
      port: { type: 'string' },
      seed: { type: 'string' },
      time: { type: 'string' },
      from: { type: 'string' },
      idle: { type: 'string' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const idleMs = number('idle', values.idle ?? '600') * 1000;
  const emulator = await createEmulator({
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values.time === undefined ? {} : { time: timeOf(values.time) }),
    ...(values.from === undefined ? {} : { from: await snapshotIn(values.from) }),
  });
  const listening = await listen(
    emulator,
    values.port === undefined ? {} : { port: number('port', values.port) },
  );
  const { endpoint } = listening;
  const { token } = emulator;
  // Before anybody is told: whoever reads the line may end it at once.
  const over =
    positionals.length > 0
      ? undefined
      : endsWith({
          idleMs,
          lastRequestMs: () => listening.lastRequestMs,
          followsInput: values.stay !== true,
        });
  const [program, ...words] = positionals;
  if (program === undefined) {
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ endpoint, token })}\n`
        : `export HIKUBE_ENDPOINT=${endpoint}\nexport HIKUBE_TOKEN=${token}\n`,
    );
    await over;
  } else {
    const environment = { ...process.env, HIKUBE_ENDPOINT: endpoint, HIKUBE_TOKEN: token };
    process.exitCode = await runWith(program, words, environment);
  }
  await listening.close();
  await emulator.close();
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

async function snapshotIn(file: string): Promise<NonNullable<EmulatorOptions['from']>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`The snapshot ${file} cannot be read: check its name.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The snapshot ${file} is no JSON: take it anew.`);
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`hikube-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
