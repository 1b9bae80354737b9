// No error tells how the service is made: no stack, no path, no query, no version.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '../contract/hostile-values.ts';
import { PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ store: 'sqlite' });
  await service.api('POST', '/clusters', { body: PROD });
});
afterAll(() => service.dispose());

const TELLTALES = [
  /\bat (?:async )?[\w.<>]+ \(|\.(?:ts|js|mjs):\d+/,
  /node_modules|node:internal|file:\/\//,
  /\b(?:SELECT|INSERT|UPDATE|DELETE)\b.+\b(?:FROM|INTO|SET|WHERE)\b/,
  /\bsqlite|postgres|SQLITE_|ECONN|ENOENT/i,
  /\b(?:node|hono|v8)\/?v?\d+\.\d+/i,
];

test('every error of every operation is free of them, in its text and its headers', async () => {
  let seen = 0;
  const look = ({ status, text, headers }: { status: number; text: string; headers: Headers }) => {
    if (status < 400) return;
    seen += 1;
    const told = `${text} ${JSON.stringify([...headers])}`;
    for (const telltale of TELLTALES) expect(told).not.toMatch(telltale);
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
  };
  for (const { method, path } of samples()) {
    look(await service.api.as(undefined)(method, path));
    look(await service.api(method, `${path}?unknown=1&limit=-1&cursor=x`));
    look(await service.api(method, `${path}/..%2f..%2fetc`));
    look(await service.api('PROPFIND', path));
    if (method === 'GET') continue;
    for (const raw of HOSTILE_TEXTS) look(await service.api(method, path, { raw }));
  }
  console.log(`error texts: ${seen} errors, ${TELLTALES.length} kinds of telltales, 0 found`);
  expect(seen).toBeGreaterThan(200);
});
