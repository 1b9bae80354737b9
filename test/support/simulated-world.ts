// Changes the simulated world over HTTP, as an operator of the emulator does.
import type { TestService } from './service.ts';

/** An answer of a route outside the contract. */
export interface WorldReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls the routes of the simulated platform as the administrator, or with another token. */
export function createWorldCalls({ service }: TestService, token: string, root = '/_platform/simulated') {
  return async (method: string, path: string, body?: unknown): Promise<WorldReply> => {
    const request = new Request(`http://127.0.0.1:8642${root}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await service.fetch(request);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}
