import { expect, it } from 'vitest';
import { redirectsText } from './redirects.ts';

const PAGES = new Set(['guides/operate', 'guides/deploy']);

it('writes a line for each way to write an address', () => {
  expect(redirectsText({ '/guides/gone': '/guides/deploy' }, PAGES)).toBe(
    [
      '/guides/gone /guides/deploy 301',
      '/guides/gone.html /guides/deploy 301',
      '/guides/gone.md /guides/deploy.md 301\n',
    ].join('\n'),
  );
});

it.each([
  ['/guides/gone', '/guides/missing', 'leads to /guides/missing, which is no page'],
  ['/guides/operate', '/guides/deploy', 'is a page'],
  ['/guides/old page', '/guides/deploy', 'is no address'],
])('refuses to lead from %s to %s', (from, to, said) => {
  expect(() => redirectsText({ [from]: to }, PAGES)).toThrow(said);
});
