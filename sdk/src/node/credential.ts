// Where a token comes from: a text that is kept, or a program that prints it.
import { execFile } from 'node:child_process';
import { ConfigurationError } from '../errors.ts';

/** As the command `hikube` keeps it. */
export type Credential = { readonly token: string } | { readonly command: readonly string[] };

/** A context, as the command keeps it. */
export interface StoredContext {
  readonly endpoint: string;
  readonly credential: Credential;
}

/** A program that asks somebody has hung by then. */
const PATIENCE_MS = 60_000;

/** The token itself, which is in no error. @throws ConfigurationError when the program that prints it fails */
export async function tokenOf(credential: Credential): Promise<string> {
  if ('token' in credential) return credential.token;
  const [program = '', ...words] = credential.command;
  const printed = await new Promise<string>((resolve, reject) => {
    execFile(program, words, { timeout: PATIENCE_MS }, (error, stdout) => {
      if (error === null) resolve(stdout.trim());
      else reject(failed(program, `ended with ${error.code ?? error.signal ?? 'an error'}`));
    });
  });
  if (printed === '') throw failed(program, 'printed nothing');
  return printed;
}

const failed = (program: string, what: string) =>
  new ConfigurationError(`${program}, which should print the token, ${what}: run it by hand to see why.`, {
    option: 'token',
  });
