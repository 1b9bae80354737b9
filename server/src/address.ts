// Where a request comes from: the other end of the connection, or what trusted proxies say of it.
import type { IncomingMessage } from 'node:http';

/**
 * @param trustedProxies how many proxies stand in front, each of which has appended the address that it saw; everything
 * before those is the client's own invention
 */
export function addressOf({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  const seen = socket.remoteAddress ?? '';
  if (trustedProxies === 0) return seen;
  const told = [headers['x-forwarded-for'] ?? []].flat().flatMap((text) => text.split(','));
  return told.at(-trustedProxies)?.trim() || seen;
}
