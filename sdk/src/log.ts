// Writes down what a client does, without what is secret. It stands apart from the client, so that an application which
// keeps no log does not carry it.
import { secretNames } from '@hikube/openapi/secrets';
import type { Hooks } from './transport/hooks.ts';

/** Where lines go; `console` is one. */
export interface LogSink {
  debug(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** What is written. */
export interface LogOptions {
  /** Also what is sent and answered, without what the contract calls secret. False by default. */
  readonly bodies?: boolean;
}

const SECRET: ReadonlySet<string> = new Set(secretNames);

/** What stands in place of a secret. */
const REDACTED = '[redacted]';

/**
 * Hooks that write lines: requests and answers to `debug`, retries to `warn`, failures to `error`. No line has a token,
 * a kubeconfig, or values of an add-on: what the contract calls secret is left out.
 *
 * @example
 * const hikube = createClient({ hooks: logTo(console, { bodies: true }) });
 */
export function logTo(sink: LogSink, { bodies = false }: LogOptions = {}): Hooks {
  const body = (text: string | undefined) => (bodies && text ? ` ${redacted(text)}` : '');
  const id = (requestId: string | undefined) => (requestId === undefined ? '' : ` (request ${requestId})`);
  return {
    onRequest: ({ method, url, attempt, body: text }) =>
      sink.debug(`hikube > ${method} ${url}${attempt === 1 ? '' : ` (attempt ${attempt})`}${body(text)}`),
    onResponse: ({ request, status, durationMs, requestId, body: text }) =>
      sink.debug(
        `hikube < ${status} to ${request.method} ${request.url} in ${durationMs} ms${id(requestId)}${body(text)}`,
      ),
    onRetry: ({ request, status, error, delayMs }) =>
      sink.warn(
        `hikube ~ ${request.method} ${request.url} ${status === undefined ? `failed (${messageOf(error)})` : `was answered ${status}`}; again in ${delayMs} ms`,
      ),
    onError: ({ method, address, error }) => sink.error(`hikube ! ${method} ${address}: ${messageOf(error)}`),
  };
}

/** A body without its secrets. What is no JSON, such as a manifest, may hold them anywhere and is left out. */
export function redacted(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (name, value: unknown) =>
      SECRET.has(name) && value !== null ? REDACTED : value,
    );
  } catch {
    return `[${text.length} characters that are not JSON]`;
  }
}

const messageOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
