// The bundled service with a portal beside it: it serves the pages, and its problems lead to them. That no answer of the other
// tests leads elsewhere is looked at where they are received, in `test/support/conformance.ts`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problems } from '@hikube/openapi/problems';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleService } from '../../server/packaging/bundle.ts';
import { isForFullRun } from '../support/left-out.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { buildInto } from './build.ts';

describe.skipIf(isForFullRun('The service with a portal'))('the service', () => {
  let folder: string;
  let service: ServiceProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hikube-served-'));
    const start = await bundleService(folder);
    await buildInto(join(folder, 'portal'));
    service = await startServiceProcess({ store: 'memory', start });
  });
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (path: string, init: RequestInit = {}, token = service.token) =>
    fetch(`${service.endpoint}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${token}`, ...init.headers },
    });

  test('says where its portal is, and shows it', async () => {
    expect(service.printed()).toContain(`Docs      ${service.endpoint.replace('/v1', '/docs/')}`);
    const page = await fetch(service.endpoint.replace('/v1', '/docs'));
    expect(page.url).toMatch(/\/docs\/$/);
    expect(await page.text()).toContain('Kubernetes on three Swiss sites.');
  });

  test('leads from each problem to its page', async () => {
    const json = { 'Content-Type': 'application/json' };
    const refusals = [
      await ask('/clusters/gone'),
      await ask('/clusters', {}, 'nobody-has-this-token'),
      await ask('/clusters?limit=none'),
      await ask('/clusters?cursor=none'),
      await ask('/clusters', { method: 'POST', headers: json, body: '{' }),
      await ask('/clusters', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' }),
      await ask('/clusters', { method: 'POST', headers: json, body: '{"name":"UPPER"}' }),
      await ask('/clusters', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ name: 'x'.repeat(300_000) }),
      }),
      await ask('/clusters', { method: 'PUT' }),
    ];
    const codes = new Set<string>();
    for (const refusal of refusals) {
      const { type, code, title } = (await refusal.json()) as { type: string; code: string; title: string };
      codes.add(code);
      expect(type).toBe(`${service.endpoint.replace('/v1', '/docs')}/problems/${code}`);
      const page = await fetch(type);
      expect(page.status, type).toBe(200);
      expect(await page.text()).toContain(`<h1>${title}</h1>`);
    }
    expect(codes.size).toBe(refusals.length);
  });

  test('has the page of every problem that can be answered', async () => {
    const pages = service.endpoint.replace('/v1', '/docs/problems');
    expect(Object.keys(problems).length).toBeGreaterThan(20);
    for (const [code, { title }] of Object.entries(problems)) {
      const page = await fetch(`${pages}/${code}`);
      expect(page.status, code).toBe(200);
      const text = await page.text();
      expect(text).toContain(`<h1>${title}</h1>`);
      expect(text).toContain(`hikube explain ${code}`);
    }
  });
});
