#!/usr/bin/env node
// `hikube-emulator`: one emulator behind a socket, for tests in any language. It prints where it is, and ends with whoever
// started it, so that nothing is ever left behind.
import { rm } from 'node:fs/promises';
import process from 'node:process';
import { createEmulator } from './emulator.ts';
import { runWith } from './node/command.ts';
import { HELP, readFlags } from './node/flags.ts';
import { listen } from './node/index.ts';
import { type Keeper, keepIn, writeWhole } from './node/kept.ts';
import { endsWith } from './node/lifetime.ts';

const say = (sentence: string): void => void process.stderr.write(`hikube-emulator: ${sentence}\n`);

async function main(): Promise<void> {
  const flags = await readFlags();
  const {
    isHelp,
    isJson,
    isStaying,
    port,
    host,
    allow,
    idleMs,
    withProcess,
    data,
    announce,
    command,
    options,
  } = flags;
  if (isHelp) {
    process.stdout.write(HELP);
    return;
  }
  const emulator = await createEmulator(options);
  const keeper: Keeper | undefined =
    data === undefined ? undefined : keepIn(data, emulator, ({ message }) => say(message));
  const listening = await listen(emulator, {
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    allow,
    onAnswer: () => keeper?.touch(),
  });
  const { endpoint } = listening;
  const { token } = emulator;
  const [program, ...words] = command;
  // Before anybody is told: whoever reads the line may end it at once.
  const over =
    program === undefined &&
    endsWith({
      idleMs,
      lastRequestMs: () => listening.lastRequestMs,
      followsInput: !isStaying,
      withProcess,
    });
  if (announce !== undefined) await writeWhole(announce, { endpoint, token, pid: process.pid });
  if (program === undefined) {
    process.stdout.write(
      isJson
        ? `${JSON.stringify({ endpoint, token })}\n`
        : `export HIKUBE_ENDPOINT=${endpoint}\nexport HIKUBE_TOKEN=${token}\n`,
    );
    await over;
  } else {
    const environment = { ...process.env, HIKUBE_ENDPOINT: endpoint, HIKUBE_TOKEN: token };
    process.exitCode = await runWith(program, words, environment);
  }
  if (announce !== undefined) await rm(announce, { force: true });
  await listening.close();
  await keeper?.end();
  await emulator.close();
}

// Whoever has read the line may be gone, which is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main().then(
  () => process.exit(),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
