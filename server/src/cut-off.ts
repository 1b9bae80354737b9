// Connections that are lost on purpose: nothing is sent, or nothing more, and no word of it is left on this side.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@hikube/service';

/** `Response.error()` stands for a connection that is lost: there is nothing to send then. */
export function cutOff(incoming: Pick<IncomingMessage, 'socket'>): Response {
  incoming.socket.destroy();
  return new Response(null);
}

/**
 * An answer whose connection is cut where its body fails with what stands for that. The adapter would print the failure with
 * its stack, and send its words to the reader as if they were part of the answer.
 */
export function cutOffWithin(
  response: Response,
  outgoing: Pick<ServerResponse, 'headersSent' | 'destroyed' | 'destroy'>,
  isLost: (error: unknown) => boolean,
  clock: Clock,
): Response {
  const reader = response.body?.getReader();
  if (reader === undefined) return response;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (!isLost(error)) throw error;
          // What came before is sent first; the adapter reads ahead a little before it begins to.
          const cut = (): void => {
            if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
            else clock.schedule(clock.now(), cut);
          };
          cut();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}
