// Standard streams, questions to a person, and Ctrl-C.
import process from 'node:process';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Input, Output, Questions } from './host.ts';

/**
 * A stream that is written to. A reader that is gone, as with `| head`, is no reason to complain.
 * @param onLost is told what else is in the way, such as a full disk
 */
export function outputOf(stream: WriteStream, onLost: (error: Error) => void): Output {
  stream.on('error', (error: Error & { code?: string }) => {
    if (error.code !== 'EPIPE') onLost(error);
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    get columns() {
      // A terminal that nobody has told its size says 0.
      return stream.columns || 80;
    },
  };
}

/** Standard input. */
export function inputOf(stream: ReadStream): Input {
  return {
    isTerminal: stream.isTTY === true,
    async read() {
      let text = '';
      for await (const chunk of stream.setEncoding('utf8')) text += chunk;
      return text;
    },
  };
}

/** Questions are drawn on standard error, so that standard output stays for what was asked for. */
export const terminalQuestions: Questions = {
  async confirm(message) {
    const { confirm, isCancel } = await import('./prompts.ts');
    const answer = await confirm({ message, initialValue: false, output: process.stderr });
    return isCancel(answer) ? undefined : answer;
  },
  async secret(message) {
    const { password, isCancel } = await import('./prompts.ts');
    const answer = await password({ message, output: process.stderr });
    return isCancel(answer) ? undefined : answer;
  },
};

/** Listens to Ctrl-C. */
export function onInterrupt(listener: () => void): () => void {
  process.on('SIGINT', listener);
  return () => void process.off('SIGINT', listener);
}
