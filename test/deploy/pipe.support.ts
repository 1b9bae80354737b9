// A program that reads what it is asked and writes what it answers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** @throws Error with what it complained of when it does not end well */
export async function pipe(program: string, words: readonly string[], input: string): Promise<string> {
  const child = spawn(program, words);
  let [output, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.stdin.end(input);
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${complaint}`);
  return output;
}
