import { expect, test } from 'vitest';
import { createPages, PAGE_POLICY, type PageFile } from './pages.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function file(path: string, isFixed: boolean): PageFile {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return { path, type: 'text/html; charset=utf-8', body: bytes(path), gzip: bytes('small'), isFixed };
}

const FILES = [file('/', false), file('/console/main-1.js', true)];
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  createPages(async () => FILES)(new Request(`http://service${path}`, { method, headers }));
const text = (answer: Awaited<ReturnType<typeof ask>>) => new TextDecoder().decode(answer?.body);

test('a browser gets the page, with a policy that has no exception for what stands in a page', async () => {
  const page = await ask('/', { accept: BROWSER });
  expect(text(page)).toBe('/');
  expect(page?.headers).toMatchObject({
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': PAGE_POLICY,
  });
  expect(PAGE_POLICY).not.toMatch(/unsafe|\*|https?:/);
});

test.each([
  ['curl', '*/*'],
  ['a tool', 'application/json'],
  ['a tool that also takes HTML', 'application/json, text/html;q=0.5'],
])('%s gets what it got before', async (_who, accept) => {
  expect(await ask('/', { accept })).toBeUndefined();
});

test.each([
  ['/', 'POST'],
  ['/v1/clusters', 'GET'],
  ['/console/unknown.js', 'GET'],
  ['/console/../v1/tenant', 'GET'],
  ['/consoles', 'GET'],
])('%s with %s belongs to the API', async (path, method) => {
  expect(await ask(path, { accept: BROWSER }, method)).toBeUndefined();
});

test('what has its content in its name may be kept for ever', async () => {
  expect((await ask('/console/main-1.js'))?.headers['Cache-Control']).toContain('immutable');
});

test.each([
  ['gzip, deflate, br', true],
  ['br;q=1.0, gzip;q=0.8', true],
  ['identity', false],
  ['gzip;q=0', false],
  ['gzip;q=0.0, br', false],
  ['xgzip', false],
])('Accept-Encoding: %s is compressed: %s', async (encoding, isCompressed) => {
  const answer = await ask('/console/main-1.js', { 'accept-encoding': encoding });
  expect([text(answer), answer?.headers['Content-Encoding']]).toEqual(
    isCompressed ? ['small', 'gzip'] : ['/console/main-1.js', undefined],
  );
});

test('files are loaded when somebody comes, once, and again where that has failed', async () => {
  let loads = 0;
  const pages = createPages(async () => {
    loads += 1;
    if (loads === 1) throw new Error('no compiler');
    return FILES;
  });
  const request = new Request('http://service/', { headers: { accept: BROWSER } });
  await expect(pages(request)).rejects.toThrow('no compiler');
  expect([await pages(request), await pages(request)]).not.toContain(undefined);
  expect(loads).toBe(2);
});
