// Which emulator is meant where the endpoint names one in place of an address.
import { DiagnosticsError, error } from 'terraform-plugin';

/** An emulator, by where its data is and what it begins with. */
export interface EmulatorPlace {
  /** In the working directory, for commands that follow each other; or in memory, for one command. */
  readonly data: 'directory' | 'memory';
  /** A file with options, such as faults. */
  readonly options: string | undefined;
}

/** The emulator that an endpoint names; undefined where it is an address. @throws DiagnosticsError */
export function emulatorPlace(endpoint: string | undefined): EmulatorPlace | undefined {
  const [, which] = /^emulator(?::(.*))?$/s.exec(endpoint ?? '') ?? [undefined, null];
  if (which === null) return undefined;
  if (which === undefined) return { data: 'directory', options: undefined };
  if (which === 'memory') return { data: 'memory', options: undefined };
  if (which.endsWith('.json')) return { data: 'memory', options: which };
  throw new DiagnosticsError(
    error(
      'The endpoint is no emulator',
      `It is "${endpoint}". Use "emulator" for one with its data in the working directory, "emulator:memory" for one that ends with the command, or "emulator:<file>.json" for one with the options in that file.`,
    ),
  );
}
