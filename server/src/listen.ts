// The service over a socket: node:http in front of the same `fetch` that runs everywhere else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock, Random, Service } from '@hikube/service';
import { EVENT_STREAM, malformedRequest, refuseDotSegments, refuseWrongHosts } from '@hikube/service/http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { addressOf } from './address.ts';
import { answerClientErrors, tooFarAhead } from './client-errors.ts';
import { type CloseServer, closerOf } from './close-server.ts';
import { cutOff, cutOffWithin } from './cut-off.ts';
import { answerInTurn, MOST_WAITING } from './in-turn.ts';

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly random: Random;
  /** Counts the patience of `close`, and dates answers to what is no request. */
  readonly clock: Clock;
  /** Open connections; more are closed at once. Default: no bound. */
  readonly mostConnections?: number;
  /** Proxies in front, of which each appends an address to X-Forwarded-For. Default: 0, which ignores it. */
  readonly trustedProxies?: number;
  /** What, when a body fails with it, stands for a connection that is lost there. Default: nothing does. */
  readonly isLost?: (error: unknown) => boolean;
  /** The process serves nothing else, so that Request and Response may be replaced by faster ones. */
  readonly ownsProcess?: boolean;
}

/** An open socket. */
export interface Listening {
  /** Such as `http://127.0.0.1:8642`, without a path. */
  readonly url: string;
  readonly port: number;
  /** Takes no new connections, and resolves when the last answer has been sent or `patienceMs` have passed. */
  readonly close: CloseServer;
}

/** @throws the system's error, such as EADDRINUSE */
export async function listen(service: Pick<Service, 'fetch'>, options: ListenOptions): Promise<Listening> {
  const { random, clock, isLost, mostConnections = Number.POSITIVE_INFINITY, trustedProxies = 0 } = options;
  const answer = getRequestListener(
    (request, bindings) => {
      const { incoming, outgoing } = bindings as HttpBindings;
      const { url = '/', httpVersion, rawHeaders } = incoming;
      return (
        refuseWrongHosts(httpVersion, rawHeaders, random) ??
        refuseDotSegments(url, random) ??
        service.fetch(request, { address: addressOf(incoming, trustedProxies) }).then((response) => {
          // Only Response.error() has the status 0. Asked for its type, an answer would be built anew, as a stream.
          if (response.status === 0) return cutOff(incoming);
          // The service has told of what broke a stream; its reader comes back behind the last message that it has.
          const isEnd = response.headers.get('Content-Type') === EVENT_STREAM ? () => true : isLost;
          return isEnd === undefined ? response : cutOffWithin(response, outgoing, isEnd, clock);
        })
      );
    },
    {
      hostname: options.host,
      overrideGlobalObjects: options.ownsProcess ?? false,
      // Reached only by requests of which no Request could be made.
      errorHandler: () => malformedRequest(random),
    },
  );
  // Node would refuse a request without a Host by itself, and say nothing.
  const server = createServer({ requireHostHeader: false });
  answerClientErrors(server, options);
  const close = closerOf(server, options.clock);
  answerInTurn(server, {
    mostConnections,
    answer: (incoming, outgoing) => void answer(incoming, outgoing),
    tooMany: () => tooFarAhead(MOST_WAITING, options),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    port,
    close,
  };
}
