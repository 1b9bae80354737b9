import { expect, test } from 'vitest';
import { MOST_SHOWN, shown } from './shown.ts';

const headers = [
  ['content-type', 'application/json'],
  ['x-content-type-options', 'nosniff'],
] as const;

test('lays out what is JSON, below the headers that say something, and names the operation', () => {
  expect(shown({ status: 202, headers, text: '{"id":"op-1","target":{}}' })).toEqual({
    status: 202,
    text: 'content-type: application/json\n\n{\n  "id": "op-1",\n  "target": {}\n}',
    operation: 'op-1',
  });
});

test('leaves what is no JSON as it is', () => {
  expect(shown({ status: 200, headers: [], text: 'kind: Kubernetes\n' })).toEqual({
    status: 200,
    text: '\n\nkind: Kubernetes\n',
  });
});

test('shows the beginning of a long answer, and says how long it is', () => {
  const text = JSON.stringify({
    items: Array.from({ length: 50_000 }, (_, at) => ({ name: `n${at}`.repeat(20) })),
  });
  expect(text.length).toBeGreaterThan(5_000_000);
  const { text: beginning, wholeLength } = shown({ status: 200, headers, text });
  expect(beginning).toHaveLength(MOST_SHOWN);
  expect(beginning).toContain('"name": "n0n0');
  expect(wholeLength).toBeGreaterThan(text.length);
});
