// Links lead to the portal only where there is one.
import { expect, test } from 'vitest';
import { findDocumentation } from './documentation.ts';

const at = (answer: () => Response) =>
  findDocumentation(
    { endpoint: 'http://console.test/v1', fetch: async () => answer() },
    new AbortController().signal,
  );

test('a portal beside the page is found', async () => {
  expect(await at(() => Response.json({ documentation: '/docs/' }))).toBe('http://console.test/docs/');
});

test.each([
  ['one of another origin', () => Response.json({ documentation: 'https://docs.example.com/' })],
  ['none', () => Response.json({})],
  ['a script', () => Response.json({ documentation: 'javascript:alert(1)/' })],
  ['no JSON', () => new Response('<p>')],
])('%s is no link', async (_, answer) => {
  expect(await at(answer)).toBeUndefined();
});
