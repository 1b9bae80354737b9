// Targets of requests that no URL can hold: what a Go server does with them before it looks at the path.
import { respondText } from './respond.ts';

/** The answer for a path that is not clean; undefined when it is. @param target as it was sent: path and query */
export function answerTarget(target: string): Response | undefined {
  const [path = '', ...rest] = target.split('?');
  if (/%(?![0-9a-fA-F]{2})/.test(path))
    return new Response('400 Bad Request', {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  if (path.startsWith('//')) return respondText('404 page not found\n', 404);
  const clean = cleanPath(path);
  if (clean === path) return undefined;
  const location = rest.length === 0 ? clean : `${clean}?${rest.join('?')}`;
  return new Response(`<a href="${location.replaceAll('&', '&amp;')}">Temporary Redirect</a>.\n\n`, {
    status: 307,
    headers: { 'content-type': 'text/html; charset=utf-8', location },
  });
}

function cleanPath(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/').slice(1)) {
    if (part === '' || part === '.') continue;
    if (part === '..') out.pop();
    else out.push(part);
  }
  const clean = `/${out.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}
