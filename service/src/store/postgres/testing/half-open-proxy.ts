// A TCP proxy that can fall silent: its connections stay open, but nothing passes any more, or questions and no answers.
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface HalfOpenProxy {
  readonly port: number;
  /** From now on nothing passes through the connections there are; new ones work. */
  silence(): void;
  /**
   * Waits until something with this text is asked, and lets that pass and no answer any more, on all connections there
   * are: it is done, and whoever asked never hears of it.
   */
  silenceAnswersTo(text: string): Promise<void>;
  close(): Promise<void>;
}

export async function startHalfOpenProxy(targetPort: number): Promise<HalfOpenProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let sees = (_asked: Buffer): void => undefined;
  const server: Server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    const pair = [client, target] as const;
    pairs.add(pair);
    client.on('data', (asked) => sees(asked));
    client.pipe(target);
    target.pipe(client);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const each of pair) each.destroy();
        pairs.delete(pair);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    silence() {
      for (const socket of [...pairs].flat()) socket.unpipe().pause();
    },
    silenceAnswersTo(text) {
      return new Promise((resolve) => {
        sees = (asked) => {
          if (!asked.includes(text)) return;
          sees = () => undefined;
          for (const [, target] of pairs) target.unpipe().pause();
          resolve();
        };
      });
    },
    async close() {
      for (const socket of [...pairs].flat()) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
