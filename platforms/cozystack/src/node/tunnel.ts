// Connections through the proxy of a kubeconfig: a tunnel, and in it TLS with the server itself, so that the proxy sees nothing.
import { request as askPlain, type ClientRequestArgs } from 'node:http';
import { Agent, type AgentOptions, request as askSecret } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';
import { KubernetesError } from '../kubernetes/errors.ts';
import { KubeconfigError } from '../kubernetes/section.ts';
import { whyUnreachable } from '../kubernetes/unreachable.ts';

type Connected = (error: Error | null, stream: Duplex) => void;

/** An agent whose connections all go through one proxy. */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;

  /** @param proxy URL, with a user and a password where it wants them */
  constructor(proxy: string, options: AgentOptions) {
    super(options);
    this.#proxy = new URL(proxy);
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): undefined {
    // Node looks at the stream only where there is no error.
    const fail = (error: Error): void => connected?.(error, undefined as never);
    const host = options.host ?? 'localhost';
    const target = `${host.includes(':') ? `[${host}]` : host}:${options.port ?? 443}`;
    const ask = this.#proxy.protocol === 'https:' ? askSecret : askPlain;
    const asked = ask(this.#proxy, {
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: this.#headers(target),
    });
    const { signal } = options;
    const giveUp = (): void => void asked.destroy(new Error('given up'));
    signal?.addEventListener('abort', giveUp, { once: true });
    asked.once('connect', (answer, socket) => {
      signal?.removeEventListener('abort', giveUp);
      if (answer.statusCode === 200) {
        connected?.(null, connect({ ...(options as ConnectionOptions), socket }));
        return;
      }
      socket.destroy();
      fail(refusalOf(this.#proxy.host, answer.statusCode ?? 0));
    });
    asked.once('response', (answer) => {
      answer.resume();
      fail(refusalOf(this.#proxy.host, answer.statusCode ?? 0));
    });
    asked.once('error', (error) => fail(signal?.aborted ? error : unreachable(this.#proxy.host, error)));
    asked.end();
    return undefined;
  }

  #headers(target: string): Record<string, string> {
    const { username, password } = this.#proxy;
    const who = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const authorization = `Basic ${Buffer.from(who).toString('base64')}`;
    return { host: target, ...(username !== '' && { 'proxy-authorization': authorization }) };
  }
}

function refusalOf(proxy: string, status: number): Error {
  if (status === 407)
    return new KubeconfigError(
      `The proxy ${proxy} of the kubeconfig wants another user or password: write them into its proxy-url.`,
    );
  const message = `the proxy ${proxy} of the kubeconfig answers ${status}`;
  return new KubernetesError('unreachable', message, { status, field: 'proxy-url' });
}

/** Of the server behind it nothing is known. */
function unreachable(proxy: string, error: Error): KubernetesError {
  const named = `the proxy ${proxy} of the kubeconfig`;
  const { kind, why } = whyUnreachable(error);
  const message = why.includes('its server')
    ? why.replace('its server', named)
    : `${why}, on the way to ${named}`;
  return new KubernetesError(kind, message, { cause: error, field: 'proxy-url' });
}
