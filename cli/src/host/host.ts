// Everything outside of this program, as it sees it: the terminal, the clock, files, processes and the network.
import type { Clock as ClientClock, Fetch } from '@hikube/sdk';
import type { DirectAccess } from '../config/direct.ts';

/** A stream that somebody, or another program, reads. */
export interface Output {
  write(text: string): void;
  /** A person sees it, and lines can be drawn again. */
  readonly isTerminal: boolean;
  /** Characters in a line of a terminal. */
  readonly columns: number;
}

/** Standard input. */
export interface Input {
  /** A person can be asked. */
  readonly isTerminal: boolean;
  /** All of it, until its end. */
  read(): Promise<string>;
}

/** Time: moments that people name, and one hand that never jumps. */
export interface Clock extends ClientClock {
  monotonic(): number;
  /** Runs something after `ms`, unless what it gives back is called before. */
  after(ms: number, run: () => void): () => void;
}

/** What stands in a folder of files. */
export interface Files {
  /** Text of a file; undefined where there is none. @throws Error of the system */
  read(path: string): Promise<string | undefined>;
  /** Replaces the file at once for whoever reads it, with its own mode or that of a new file: for its owner alone. */
  replace(path: string, text: string): Promise<void>;
  /** Makes a file with this content unless there is one; false then. */
  create(path: string, text: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  /** Copies a program to where it can be started, in place of what is there. */
  install(from: string, to: string): Promise<void>;
}

/** How another program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Other programs. */
export interface Processes {
  readonly pid: number;
  /** Whether a process of this id is there. */
  isAlive(pid: number): boolean;
  /** Runs a program to its end and gives what it printed. @throws Error when it cannot be started */
  run(program: string, args: readonly string[]): Promise<Ended>;
  /** Runs a program on this terminal, to its end. @returns its exit code @throws Error when it cannot be started */
  attach(program: string, args: readonly string[]): Promise<number>;
}

/** A question to a person. Each gives undefined when it was turned away, as with Ctrl-C. */
export interface Questions {
  confirm(question: string): Promise<boolean | undefined>;
  /** Nobody sees what is typed. */
  secret(question: string): Promise<string | undefined>;
}

/** An API that answers in this process. */
export interface DirectApi {
  readonly fetch: Fetch;
  readonly endpoint: string;
  /** Where the platform is; undefined until the kubeconfig was read. */
  server(): string | undefined;
  close(): Promise<void>;
}

/** All of it. */
export interface Host {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly clock: Clock;
  readonly files: Files;
  readonly processes: Processes;
  readonly questions: Questions;
  readonly fetch: Fetch;
  /** The API over the kubeconfig of a tenant, with no service. */
  direct(access: DirectAccess): Promise<DirectApi>;
  /** `linux`, `darwin`, `win32`. */
  readonly system: string;
  /** `x64`, `arm64`. */
  readonly architecture: string;
  readonly home: string;
  /** What starts this program again, wherever one is: its own absolute path, behind that of Node where it is needed. */
  readonly self: readonly string[];
  /** Where a file is that was installed with this program. */
  beside(file: string): Promise<string>;
  /** Calls the listener at each Ctrl-C until what is returned is called; the first listener stands in for the end of the process. */
  onInterrupt(listener: () => void): () => void;
}
