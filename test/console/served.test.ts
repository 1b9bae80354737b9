// The console as a browser gets it: from the service, and from the emulator behind a socket.
import { consoleFiles } from '@hikube/console/files';
import { createEmulator } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import { expect, test } from 'vitest';

const ACCEPT = { accept: 'text/html,*/*;q=0.8' };
/** kB that a browser loads before it shows anything. */
const FIRST_LOAD_KB = 90;

test('the emulator shows it to browsers, and JSON to everybody else', async () => {
  await using emulator = await createEmulator();
  await using listening = await listen(emulator);
  const origin = new URL(listening.endpoint).origin;
  const page = await fetch(origin, { headers: ACCEPT });
  const html = await page.text();
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  const linked = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path ?? '');
  expect(linked).toHaveLength(2);
  for (const path of linked) {
    const file = await fetch(origin + path);
    expect([path, file.status, file.headers.get('cache-control')]).toEqual([
      path,
      200,
      'public, max-age=31536000, immutable',
    ]);
    await file.body?.cancel();
  }
  expect(await (await fetch(origin)).json()).toMatchObject({ api: '/v1' });
});

test('no script and no style stands in the page itself', async () => {
  const [page] = await consoleFiles();
  const html = new TextDecoder().decode(page?.body);
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|https?:/);
});

test(`a browser loads at most ${FIRST_LOAD_KB} kB before it shows anything`, async () => {
  const [page, ...files] = await consoleFiles();
  const html = new TextDecoder().decode(page?.body);
  const first = files.filter(({ path }) => html.includes(path));
  const follow = new Set(first);
  for (const file of follow) {
    const text = new TextDecoder().decode(file.body);
    for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
      const found = files.find(({ path }) => path.endsWith(`/${name}`));
      if (found !== undefined) follow.add(found);
    }
  }
  const bytes = [...follow].reduce((sum, { gzip }) => sum + gzip.length, page?.gzip.length ?? 0);
  console.log(`console: ${(bytes / 1000).toFixed(1)} kB gzip on first load`);
  expect(first).toHaveLength(2);
  expect(bytes).toBeLessThan(FIRST_LOAD_KB * 1000);
});
