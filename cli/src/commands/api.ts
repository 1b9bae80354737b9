// hikube api: any call of the contract, for what has no command.
import { wrong } from '../errors/cli-error.ts';
import type { Session } from '../session.ts';
import { command } from './command.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const api = command({
  brief: 'Call the API itself, with the token and the retries of every other command',
  args: [
    { name: 'method', brief: 'GET, POST, PUT, PATCH or DELETE', choices: METHODS },
    { name: 'path', brief: 'Path below /v1, with its query' },
  ],
  flags: {
    data: {
      kind: 'text',
      letter: 'd',
      brief: 'JSON of the body; @file, or - for standard input',
      placeholder: 'json',
    },
    header: {
      kind: 'texts',
      brief: 'Another header, such as If-Match: "…"',
      placeholder: 'name: value',
    },
  },
  examples: [
    'hikube api GET "/clusters?limit=1"',
    `hikube api PATCH /clusters/prod -d '{"displayName":"The shop"}'`,
    'hikube api PATCH /clusters/prod -d @- < change.json',
  ],
  async run(session, { args: [method = '', path = ''], flags }) {
    const data = flags.data;
    const body = data === undefined ? undefined : /^[@-]/.test(data) ? await session.load(data) : data;
    const headers = Object.fromEntries((flags.header ?? []).map(headerOf));
    const type =
      method === 'PATCH' && body !== undefined ? { 'Content-Type': 'application/merge-patch+json' } : {};
    const { core } = await session.client();
    const exchange = { method, ...addressOf(path), body, headers: { ...type, ...headers } };
    const text = await core.dispatch(exchange, {}, (reply) => reply.text);
    await write(session, text);
    return 0;
  },
});

async function write(session: Session, text: string): Promise<void> {
  if (text === '') return;
  const value = jsonIn(text);
  if (value === undefined) session.host.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  // Whatever it is, its columns are not known.
  else if (session.form.name === 'text') session.host.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  else await session.show('answer', value);
}

function jsonIn(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/** Each part of the path by itself, so that none of them can lead elsewhere. */
function addressOf(path: string): {
  address: string;
  path: Record<string, string>;
  query: Record<string, string[]>;
} {
  const [before = '', behind] = path.replace(/^\/v1(?=\/)/, '').split('?', 2);
  if (!before.startsWith('/'))
    throw wrong(`A path begins with "/", such as /clusters, and not as ${JSON.stringify(path)}.`);
  const parts = before.slice(1).split('/').map(decoded);
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(behind ?? ''))
    query[name] = [...(query[name] ?? []), value];
  return {
    address: parts.map((_, index) => `/{${index}}`).join(''),
    path: Object.fromEntries(parts.map((part, index) => [String(index), part])),
    query,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw wrong(`${JSON.stringify(part)} is no part of a path: write "%" as %25.`);
  }
}

function headerOf(text: string): [string, string] {
  const at = text.indexOf(':');
  if (at < 1) throw wrong(`--header takes "name: value", and not ${JSON.stringify(text)}.`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
