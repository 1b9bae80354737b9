// One run of a command: where it is, whom it asks, and where its words go.
import type { Hikube } from '@hikube/sdk';
import { type Target, targetOf, tokenOf } from './config/contexts.ts';
import type { DirectWanted } from './config/direct.ts';
import { CliError } from './errors/cli-error.ts';
import { reasonOf } from './errors/system.ts';
import type { DirectApi, Host } from './host/host.ts';
import { type Form, formOf, print } from './output/print.ts';
import type { ViewName } from './output/views.ts';
import { type Silence, silence } from './wait/silence.ts';

/** What every command can be told. */
export interface GlobalOptions extends DirectWanted {
  readonly context?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly output?: string | undefined;
  readonly quiet?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

export class Session {
  readonly host: Host;
  readonly options: GlobalOptions;
  readonly version: string;
  #target: Promise<Target> | undefined;
  #client: Promise<Hikube> | undefined;
  readonly #open: DirectApi[] = [];
  readonly #silences: Silence[] = [];

  constructor(host: Host, options: GlobalOptions, version: string) {
    this.host = host;
    this.options = options;
    this.version = version;
  }

  get isQuiet(): boolean {
    return this.options.quiet === true;
  }

  /** @throws CliError for a form that nobody knows */
  get form(): Form {
    return formOf(this.options.output ?? 'text');
  }

  /** Which API, as whom. */
  target(): Promise<Target> {
    this.#target ??= targetOf(this.host, this.options);
    return this.#target;
  }

  /** The client of the context. */
  client(): Promise<Hikube> {
    this.#client ??= this.target().then((target) => this.clientOf(target));
    return this.#client;
  }

  /** A client of another target. */
  async clientOf({ endpoint, credential, direct }: Target): Promise<Hikube> {
    const { createClient, logTo } = await import('@hikube/sdk');
    const { host } = this;
    const inside = direct && (await host.direct(direct));
    if (inside !== undefined) this.#open.push(inside);
    const unanswered = silence(host.clock, () => {
      const who = inside === undefined ? new URL(endpoint).origin : (inside.server() ?? endpoint);
      this.say(`No answer of ${who} yet; waiting on.`);
    });
    this.#silences.push(unanswered);
    let token: Promise<string> | undefined;
    return createClient({
      endpoint: inside?.endpoint ?? endpoint,
      token: ({ isRefused }) => {
        if (token === undefined || isRefused) token = tokenOf(host, credential);
        return token;
      },
      fetch: inside?.fetch ?? host.fetch,
      clock: host.clock,
      userAgent: `hikube-cli/${this.version}`,
      onDeprecation: ({ request, sunset }) =>
        this.say(
          `warning: ${request} goes${sunset === undefined ? '' : ` on ${sunset.toISOString().slice(0, 10)}`}: update hikube`,
        ),
      hooks: [
        unanswered.hooks,
        ...(this.options.debug === true ? [logTo(this.#sink(), { bodies: true })] : []),
      ],
    });
  }

  /** Ends what would keep the process alive. */
  async close(): Promise<void> {
    for (const each of this.#silences) each.end();
    await Promise.all(this.#open.map((each) => each.close()));
  }

  #sink() {
    const write = (line: string) => this.host.stderr.write(`${line}\n`);
    return { debug: write, warn: write, error: write };
  }

  /** The result, in the form that was asked for. */
  show(kind: ViewName, value: object): Promise<void> {
    return print(this.host.stdout, this.form, kind, value);
  }

  /** Words beside the result. */
  say(line: string): void {
    if (!this.isQuiet) this.host.stderr.write(`${line}\n`);
  }

  /**
   * Asks a person; whoever said --yes is not asked.
   * @throws CliError where nobody can be asked
   */
  async confirm(question: string, isYes: boolean | undefined): Promise<boolean> {
    if (isYes === true) return true;
    if (!this.host.stdin.isTerminal || !this.host.stderr.isTerminal)
      throw new CliError(`${question} Nobody can be asked here.`, {
        next: ['say --yes, or look first with --preview'],
      });
    const answer = await this.host.questions.confirm(question);
    if (answer === undefined)
      throw new CliError('Interrupted; nothing was changed.', { exit: 'interrupted' });
    return answer;
  }

  /** Text of a file, or of standard input where the name is `-`, or `@-` as curl has it. */
  readonly load = async (from: string): Promise<string> => {
    if (from === '-' || from === '@-') return this.host.stdin.read();
    const path = from.replace(/^@/, '');
    const text = await this.host.files.read(path).catch((error: Error) => {
      throw new CliError(`${path} cannot be read: ${reasonOf(error)}.`);
    });
    if (text === undefined) throw new CliError(`There is no file ${path}.`);
    return text;
  };
}
