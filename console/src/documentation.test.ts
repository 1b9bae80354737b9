// Links lead to the portal only where there is one.
import { expect, test, vi } from 'vitest';
import { findDocumentation, searchDocumentation } from './documentation.ts';

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

test('a look that is given up takes nothing back that another one has found', async () => {
  const answers: ((answer: Response) => void)[] = [];
  const fetch = (_input: unknown, init?: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      answers.push(resolve);
      init?.signal?.addEventListener('abort', () => reject(new Error('given up')));
    });
  let comeBack = (): void => undefined;
  const told: unknown[] = [];
  const end = searchDocumentation(
    {
      endpoint: 'http://console.test/v1',
      fetch,
      address: { onChange: () => () => undefined },
      onSeen(listener: () => void) {
        comeBack = listener;
        return () => undefined;
      },
    } as unknown as Parameters<typeof searchDocumentation>[0],
    (address) => told.push(address),
  );
  comeBack();
  answers[1]?.(Response.json({ documentation: '/docs/' }));
  await vi.waitFor(() => expect(told).toHaveLength(1));
  end();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(['http://console.test/docs/']);
});
