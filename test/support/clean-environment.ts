// The environment of a program that shall know nothing of the one that tests it.
import process from 'node:process';

/** What it needs to be found, and to be started without being compiled anew. */
export function cleanEnvironment(): Readonly<Record<string, string>> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}
