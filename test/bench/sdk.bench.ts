// What the SDK adds: to an application in bytes, and to a call in time. The network is a function, so that nothing else counts.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hikube/sdk';
import { APPLICATIONS, weigh } from '../packages/sdk-weight.ts';
import { type Figure, ratio } from './figure.ts';

const CALLS = 3000;
const BODY = JSON.stringify({ id: 'demo', quota: [] });
const HEADERS = { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1' };
const answer = async () => new Response(BODY, { headers: HEADERS });

export async function bench(): Promise<readonly Figure[]> {
  const client = createClient({ endpoint: 'https://api.test/v1', token: 'token', fetch: answer });
  const fetch = answer as unknown as typeof globalThis.fetch;
  const raw = async () => {
    const headers = { Authorization: 'Bearer token', 'User-Agent': 'raw' };
    const response = await fetch(new Request('https://api.test/v1/tenant', { headers }));
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  const call = await ratio(
    () => timeOf(() => client.tenant()),
    () => timeOf(raw),
    { name: 'sdk: a call', per: 'raw fetch, both without a network', aim: 2.5 },
  );
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const weights = Object.entries(APPLICATIONS).map(async ([name, { program, aimBytes }]): Promise<Figure> => {
    const value = await weigh(program, root, ['@hikube/source']);
    return { name: `sdk: ${name}, gzip`, value, unit: 'bytes', aim: aimBytes };
  });
  return [call, ...(await Promise.all(weights))];
}

/** Milliseconds of the processor for all calls, one after the other: what else the machine does is not counted. */
async function timeOf(work: () => PromiseLike<unknown>): Promise<number> {
  const began = process.cpuUsage();
  for (let done = 0; done < CALLS; done += 1) await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
