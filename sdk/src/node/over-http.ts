// Sends over node:http. Node loads all of `fetch` for the first request, which costs a program that lives for a second more
// than everything else that the client does.
import type { IncomingMessage } from 'node:http';
import type { Draft, Reply, Step } from '../transport/chain.ts';
import { caught, isStream, refuseStatus } from '../transport/send.ts';

/**
 * For the option `network`: requests leave over node:http in place of `fetch`, but those for a stream. The answer that
 * `withResponse` gives has status and headers only. A Node without `process.getBuiltinModule`, such as 20.15, goes on
 * with `fetch`.
 *
 * @example
 * import { createClient } from '@hikube/sdk';
 * import { overHttp } from '@hikube/sdk/node';
 *
 * const hikube = createClient({ network: overHttp() });
 * console.log((await hikube.tenant()).id);
 */
export function overHttp(): Step {
  if (typeof process.getBuiltinModule !== 'function') return (next) => next;
  return (next) => async (draft, signal) => {
    if (isStream(draft)) return next(draft, signal);
    const { message, text } = await caught(draft.url, () => exchanged(draft, signal));
    const response = answerOf(message);
    refuseStatus(draft.url, response);
    return { response, text };
  };
}

interface Exchanged {
  readonly message: IncomingMessage;
  readonly text: string;
}

function exchanged(draft: Draft, signal: AbortSignal | undefined): Promise<Exchanged> {
  const { url, method, headers, body } = draft;
  // Not imported: whoever lists all that node:http exports has its WebSocket made, which is a part of fetch.
  const { request } = process.getBuiltinModule(url.startsWith('https:') ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      // Nothing here would unpack an answer.
      { method, headers: { ...headers, 'accept-encoding': 'identity' }, ...(signal && { signal }) },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.once('error', reject);
        message.once('end', () =>
          resolve({ message, text: new TextDecoder().decode(Buffer.concat(chunks)) }),
        );
      },
    );
    sent.once('error', reject);
    // Without a listener it would be cut without a word.
    sent.once('upgrade', (message, socket) => {
      socket.destroy();
      resolve({ message, text: '' });
    });
    // As bytes: a text would be joined with the headers, and those be written in UTF-8, too.
    sent.end(body === undefined ? undefined : Buffer.from(body));
  });
}

/** As much of a `Response` as the client looks at: the class itself would bring `fetch` along. */
function answerOf({ statusCode = 0, headers }: IncomingMessage): Reply['response'] {
  const answer: Partial<Record<keyof Response, unknown>> = {
    status: statusCode,
    ok: statusCode >= 200 && statusCode < 300,
    type: 'default',
    headers: { get: (name: string) => headers[name.toLowerCase()]?.toString() ?? null },
    // It was read.
    body: statusCode === 204 ? null : {},
    bodyUsed: true,
  };
  return answer as unknown as Response;
}
