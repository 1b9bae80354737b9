// A page in somebody's browser can send requests to this machine, also by a name of its own that leads here: it gets nothing.

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A refusal for what does not come from this machine on purpose. */
export function refuseForeign({ url, headers }: Request): Response | undefined {
  const { hostname } = new URL(url);
  const origin = headers.get('Origin');
  if (!LOOPBACK.has(hostname))
    return refusal(`The host ${hostname} is not this machine: use the endpoint as it was printed.`);
  if (origin !== null && !isLoopback(origin))
    return refusal(`Pages of ${origin} may not use the emulator: serve them from this machine.`);
  return undefined;
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK.has(new URL(origin).hostname);
}

function refusal(detail: string): Response {
  const problem = { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', detail };
  const headers = { 'Content-Type': 'application/problem+json' };
  return new Response(JSON.stringify(problem), { status: 403, headers });
}
