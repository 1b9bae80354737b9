// Manifests that cost much to read: while one tenant's are being read, the others are answered.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let others: string;
beforeAll(async () => {
  service = await startTestService();
  others = await service.token({ tenant: 'others', scopes: ['read'] });
  // The reader of YAML is loaded with the first manifest, and that is not what is counted.
  await send('a: 1\n');
});
afterAll(() => service.dispose());

const FRAME = 'apiVersion: apps.cozystack.io/v1alpha1\nkind: Kubernetes\nmetadata:\n  name: prod\nspec:\n';
const lines = (count: number, line: (index: number) => string) =>
  FRAME + Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Each near the greatest cost that is read at all, or beyond it. */
const TEXTS: Readonly<Record<string, string>> = {
  'as many keys as are read': lines(6_900, (index) => `  key${index}: 1`),
  'more keys than are read': lines(11_000, (index) => `  key${index}: value`),
  'node groups in braces': lines(
    1_300,
    (index) => `  g${index}: {minReplicas: 1, maxReplicas: 3, instanceType: s1.large}`,
  ),
  'a list on one line': `${FRAME}  a: [${'1,'.repeat(16_000)}1]`,
  'a list of lines': lines(12_000, () => '  - a'),
  'empty lines': FRAME + '\n'.repeat(200_000),
  'long texts': lines(3_500, (index) => `  key${index}: ${'word '.repeat(12)}`),
};

async function send(text: string): Promise<number> {
  const response = await service.service.fetch(
    new Request('http://127.0.0.1/v1/previews/clusters/prod/manifest', {
      method: 'PUT',
      body: text,
      headers: { 'content-type': 'application/yaml', authorization: 'Bearer an-administrator-of-demo' },
    }),
  );
  await response.text();
  return response.status;
}

/** Sends a manifest, or several at once, and asks as another tenant, one question after the other, until all are answered. */
async function answeredMeanwhile(texts: readonly string[]): Promise<number> {
  let isOver = false;
  const over = Promise.all(texts.map(send)).finally(() => {
    isOver = true;
  });
  let answered = 0;
  while (!isOver) {
    expect((await service.api.as(others)('GET', '/clusters')).status).toBe(200);
    if (!isOver) answered += 1;
    // As on a socket, where the next question comes with another turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const status of await over) expect(status).toBeLessThan(500);
  return answered;
}

// One turn in between is what a service has that reads the whole text at once.
const LEAST = 15;

test.each(Object.keys(TEXTS))('%s', async (name) => {
  const answered = await answeredMeanwhile([TEXTS[name]!]);
  expect(answered).toBeGreaterThan(LEAST);
  counts.set(name, answered);
});

test('eight at once', async () => {
  const answered = await answeredMeanwhile(Object.values(TEXTS).concat(TEXTS['long texts']!));
  // They are read one after the other, so that each turn still costs the piece of one.
  expect(answered).toBeGreaterThan(8 * LEAST);
  counts.set('eight at once', answered);
});

const counts = new Map<string, number>();
afterAll(() => {
  const all = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
  console.log(`answers to another tenant while manifests were read: ${all}`);
});
