// hikube auth …: log in, see as whom, and hand the token to a script.
import { DEFAULT_ENDPOINT } from '@hikube/sdk';
import { type Credential, changeContexts, checkWord, targetOf, tokenOf } from '../config/contexts.ts';
import { type DirectAccess, directOf } from '../config/direct.ts';
import { CliError, wrong } from '../errors/cli-error.ts';
import type { Session } from '../session.ts';
import { command, type Group } from './command.ts';

const DEFAULT_CONTEXT = 'default';

const login = command({
  brief: 'Keep a token as a context, after it was tried, and use it from now on',
  more:
    'The token is asked for, or read from standard input. With --token-command it is not kept: the program, such as\n' +
    'that of a password manager, is run whenever a token is needed, and prints it. With --kubeconfig, --kube-context and\n' +
    '--namespace no service is asked: the tenant is reached with that file, which stays where it is.',
  flags: {
    tokenStdin: { kind: 'switch', brief: 'Read the token from standard input' },
    tokenCommand: {
      kind: 'text',
      brief: 'Program with arguments that prints the token',
      placeholder: 'command',
    },
  },
  examples: [
    'hikube auth login --token-stdin < token',
    'hikube auth login --endpoint http://127.0.0.1:8642/v1 --token-stdin < token',
    'hikube auth login --context work --token-command "cat token"',
    'hikube auth login --context acme --kubeconfig tenant.yaml --kube-context acme --namespace tenant-acme',
  ],
  async run(session, { flags }) {
    const { host, options } = session;
    const name = options.context ?? DEFAULT_CONTEXT;
    const direct = directOf(options);
    if (direct !== undefined) return keepDirect(session, name, direct);
    const endpoint = options.endpoint ?? (host.environment['HIKUBE_ENDPOINT'] || DEFAULT_ENDPOINT);
    checkWord(endpoint);
    const credential = await credentialOf(session, flags.tokenStdin === true, flags.tokenCommand);
    const hikube = await session.clientOf({ endpoint, credential });
    const tenant = await hikube.tenant();
    await changeContexts(host, ({ contexts }) => ({
      current: name,
      contexts: { ...contexts, [name]: { endpoint: hikube.endpoint, credential } },
    }));
    session.say(`Logged in to ${hikube.endpoint} as ${tenant.id}; the context is ${name}.`);
    if (session.form.name !== 'text') await session.show('tenant', tenant);
    return 0;
  },
});

/** A kubeconfig is kept by its name: what is in it stays there. */
async function keepDirect(session: Session, name: string, direct: DirectAccess): Promise<number> {
  const target = await targetOf(session.host, { ...session.options, context: undefined });
  const tenant = await (await session.clientOf(target)).tenant();
  await changeContexts(session.host, ({ contexts }) => ({
    current: name,
    contexts: { ...contexts, [name]: { direct } },
  }));
  session.say(`Reached ${target.endpoint}; the context is ${name}.`);
  if (session.form.name !== 'text') await session.show('tenant', tenant);
  return 0;
}

async function credentialOf(
  session: Session,
  isPiped: boolean,
  program: string | undefined,
): Promise<Credential> {
  if (program !== undefined) return { command: wordsOf(program) };
  const { host } = session;
  if (!isPiped && !host.stdin.isTerminal)
    throw wrong('Nobody can be asked for a token here.', 'pipe it in: hikube auth login --token-stdin');
  const text = isPiped ? await host.stdin.read() : await host.questions.secret('Token');
  if (text === undefined) throw new CliError('Interrupted; nothing was changed.', { exit: 'interrupted' });
  const token = text.trim();
  if (token === '') throw wrong('The token is empty.', 'create one: hikube token create');
  return { token };
}

/** Words as a shell would take them: at spaces, except between quotes. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

const status = command({
  brief: 'Show which API is used, and as whom',
  examples: ['hikube auth status'],
  async run(session) {
    const { context, endpoint, credential, direct } = await session.target();
    const tenant = await (await session.client()).tenant();
    const { id, displayName, scopes } = tenant;
    const own = context === undefined ? 'HIKUBE_TOKEN' : kindOf(credential);
    const source = direct === undefined ? own : KUBECONFIG;
    await session.show('tenant', {
      context: context ?? null,
      endpoint,
      credential: source,
      id,
      displayName,
      scopes,
    });
    return 0;
  },
});

/** What the credential of a tenant without a service is called. */
export const KUBECONFIG = 'kubeconfig';

/** What a credential is called, without what it is. */
export const kindOf = (credential: Credential) =>
  'token' in credential ? 'token' : `command ${credential.command[0] ?? ''}`;

const token = command({
  brief: 'Print the token of the context, for a script',
  examples: ['hikube auth token'],
  async run(session) {
    const { credential, direct, endpoint } = await session.target();
    if (direct !== undefined) throw wrong(`${endpoint} is reached with a kubeconfig, and there is no token.`);
    const value = await tokenOf(session.host, credential);
    const { name } = session.form;
    if (name === 'text' || name === 'name') session.host.stdout.write(`${value}\n`);
    else await session.show('token', { token: value });
    return 0;
  },
});

export const authCommands: Group = { brief: 'Who you are', commands: { login, status, token } };
