import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { bundleService } from '../../server/packaging/bundle.ts';
import { startServiceProcess } from '../support/service-process.ts';

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

it('starts the service where there is no project, on either embedded store, and keeps what Node compiled', async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-bundle-'));
  const start = await bundleService(join(folder, 'service'));
  for (const store of ['memory', 'sqlite'] as const) {
    // Nobody has named another place for what is compiled.
    const environment = { NODE_COMPILE_CACHE: '' };
    const dataDirectory = join(folder, 'data');
    const service = await startServiceProcess({ store, start, dataDirectory, environment });
    const headers = { Authorization: `Bearer ${service.token}`, 'Content-Type': 'application/json' };
    const create = { method: 'POST', headers, body: JSON.stringify({ name: 'bundled' }) };
    expect((await fetch(`${service.endpoint}/clusters`, create)).status).toBe(202);
    expect((await fetch(new URL('/openapi.json', service.endpoint))).status).toBe(200);
    const page = await fetch(new URL('/', service.endpoint), { headers: { Accept: 'text/html' } });
    expect(await page.text()).toContain('/console/main-');
    await service.stop();
  }
  expect(await readdir(join(folder, 'service', '.compiled'))).not.toEqual([]);
});
