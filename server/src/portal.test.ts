import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLatePortal, createPortal, findPortal, type Portal } from './portal.ts';

let outside: string;
let folder: string;
let portal: Portal;

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'hikube-portal-'));
  folder = join(outside, 'dist');
  await mkdir(join(folder, 'problems'), { recursive: true });
  await writeFile(join(outside, 'secret.html'), 'secret');
  await writeFile(join(folder, '.hidden.html'), 'hidden');
  await writeFile(join(folder, 'index.html'), 'first page');
  await writeFile(join(folder, 'portal.css'), 'css');
  await writeFile(join(folder, 'problems/not_found.html'), 'a problem');
  await writeFile(join(folder, 'problems/index.html'), 'problems');
  await mkdir(join(folder, 'fr'));
  await writeFile(join(folder, '404.html'), '<link href="/portal.css"><a href="#main">lost</a>');
  await writeFile(join(folder, 'fr/404.html'), '<a href="/fr/">perdu</a>');
  await mkdir(join(folder, 'de'));
  await writeFile(join(folder, 'de/404.html'), '<a href="/de/">verloren</a>');
  await writeFile(join(folder, '_redirects'), '/old /problems/ 301\n/old.md /problems/index.md 301\n');
  portal = createPortal(folder);
});
afterAll(() => rm(outside, { recursive: true }));

const ask = (path: string, init: RequestInit = {}) =>
  portal.answer(new Request(`http://127.0.0.1:8642${path}`, init));

describe('portal', () => {
  it.each([
    ['/docs/', 'first page'],
    ['/docs/problems/not_found', 'a problem'],
    ['/docs/problems/not_found.html', 'a problem'],
    ['/docs/problems/', 'problems'],
    ['/docs/?a=b', 'first page'],
  ])('answers %s', async (path, text) => {
    const answer = await ask(path);
    expect(answer?.status).toBe(200);
    expect(answer?.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer?.text()).toBe(text);
  });

  it.each([
    ['/docs/problems/not_found/', '/docs/problems/not_found'],
    ['/docs/problems', '/docs/problems/'],
    ['/docs/problems?a=b', '/docs/problems/'],
  ])('leads from %s, with or without the slash of the page, to it', async (path, to) => {
    const answer = await ask(path);
    expect([answer?.status, answer?.headers.get('location')]).toEqual([308, to]);
  });

  it('lets a page load nothing from elsewhere, and shows a new build at the next look', async () => {
    const answer = await ask('/docs/portal.css');
    const policy = answer?.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer?.headers.get('cache-control')).toBe('no-cache');
    expect(answer?.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('says that nothing has changed', async () => {
    const etag = (await ask('/docs/'))?.headers.get('etag') ?? '';
    expect((await ask('/docs/', { headers: { 'If-None-Match': etag } }))?.status).toBe(304);
    await writeFile(join(folder, 'index.html'), 'another first page');
    expect((await ask('/docs/', { headers: { 'If-None-Match': etag } }))?.status).toBe(200);
    await writeFile(join(folder, 'index.html'), 'first page');
  });

  it.each(['/', '/v1/clusters', '/docsy', '/v1/docs/', '/openapi.json'])(
    'leaves %s to the service',
    async (path) => {
      expect(await ask(path)).toBeUndefined();
    },
  );

  it('sends the bare path to the first page', async () => {
    const answer = await ask('/docs');
    expect(answer?.status).toBe(308);
    expect(answer?.headers.get('location')).toBe('/docs/');
  });

  it.each([
    '/docs/nothing',
    '/docs/.hidden',
    '/docs/.hidden.html',
    '/docs/..%2fsecret.html',
    '/docs//etc/passwd',
    '/docs/index%00.html',
  ])('has nothing at %s', async (path) => {
    const answer = await ask(path);
    expect(answer?.status).toBe(404);
    const said = await answer?.text();
    expect(said).toMatch(/lost|^There is no such page: begin at \/docs\/ and search there\.\n$/);
    expect(said).not.toMatch(/secret|hidden/);
  });

  it.each([
    ['/docs/nothing', '<link href="/docs/portal.css"><a href="#main">lost</a>'],
    ['/docs/problems/nothing.html', '<link href="/docs/portal.css"><a href="#main">lost</a>'],
    ['/docs/problems/nothing/', '<link href="/docs/portal.css"><a href="#main">lost</a>'],
    ['/docs/fr/rien', '<a href="/docs/fr/">perdu</a>'],
    ['/docs/de/nichts', '<a href="/docs/de/">verloren</a>'],
    ['/docs/404.html', '<link href="/docs/portal.css"><a href="#main">lost</a>'],
  ])('shows where it goes on instead of %s, with links from the root', async (path, text) => {
    const answer = await ask(path);
    expect(answer?.status).toBe(404);
    expect(answer?.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer?.text()).toBe(text);
  });

  it.each(['/docs/nothing.md', '/docs/scripts/gone.js', '/docs/a.json'])(
    'says it in a line to a program that asks for %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer?.status).toBe(404);
      expect(answer?.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    },
  );

  it.each([
    ['/docs/old', '/docs/problems/'],
    ['/docs/old/', '/docs/problems/'],
    ['/docs/old.md', '/docs/problems/index.md'],
  ])('leads from %s, where a page was, to %s', async (path, to) => {
    const answer = await ask(path);
    expect(answer?.status).toBe(308);
    expect(answer?.headers.get('location')).toBe(to);
  });

  it('says it in a line while a build has no page for it', async () => {
    const bare = join(outside, 'bare');
    await mkdir(bare);
    await writeFile(join(bare, 'index.html'), 'first page');
    const answer = await createPortal(bare).answer(new Request('http://127.0.0.1:8642/docs/nothing'));
    expect(answer?.status).toBe(404);
    expect(await answer?.text()).toBe('There is no such page: begin at /docs/ and search there.\n');
  });

  it('leads nowhere out of its folder, also by a path that no URL has', async () => {
    const answer = await portal.answer({
      method: 'GET',
      url: 'http://127.0.0.1/docs/../secret',
      headers: new Headers(),
    });
    expect(answer?.status).toBe(404);
  });

  it('is only read', async () => {
    const answer = await ask('/docs/', { method: 'POST' });
    expect(answer?.status).toBe(405);
    expect(answer?.headers.get('allow')).toBe('GET, HEAD');
  });

  it('is served from when it is built, without a restart', async () => {
    const later = join(outside, 'later');
    const late = createLatePortal([later]);
    const askLate = (path: string) => late.answer(new Request(`http://127.0.0.1:8642${path}`));
    expect(await askLate('/docs/')).toBeUndefined();
    await mkdir(later);
    await writeFile(join(later, 'index.html'), 'built meanwhile');
    expect(await (await askLate('/docs/'))?.text()).toBe('built meanwhile');
    expect(await askLate('/v1/clusters')).toBeUndefined();
  });

  it.each(['/', '/docs', '/docs/problems/'])('is noticed by whoever asks for %s', async (path) => {
    const later = join(await mkdtemp(join(outside, 'late-')), 'dist');
    const late = createLatePortal([later]);
    const asked = () => late.answer(new Request(`http://127.0.0.1:8642${path}`));
    await asked();
    expect(late.isThere).toBe(false);
    await mkdir(later);
    await writeFile(join(later, 'index.html'), 'built meanwhile');
    await late.answer(new Request('http://127.0.0.1:8642/v1/clusters'));
    expect(late.isThere).toBe(false);
    await asked();
    expect(late.isThere).toBe(true);
  });

  it('is found where it was built, and nowhere else', async () => {
    expect(await findPortal([join(outside, 'nothing'), folder])).toBe(folder);
    expect(await findPortal([join(outside, 'nothing')])).toBeUndefined();
  });
});
