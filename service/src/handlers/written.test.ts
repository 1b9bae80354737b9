import { expect, test } from 'vitest';
import type { ClusterStatusRecord } from '../model/records.ts';
import { createPageWriter, createWriter } from './written.ts';

const status = (uid: string) => ({ uid }) as ClusterStatusRecord;
const view = (record: { readonly name: string }, seen: ClusterStatusRecord | undefined) => ({
  name: record.name,
  seen: seen?.uid ?? null,
});

test('the same record with the same status is written once, and any other anew', () => {
  let shaped = 0;
  const write = createWriter((record: { readonly name: string }, seen) => {
    shaped += 1;
    return view(record, seen);
  });
  const [record, first, second] = [{ name: 'a' }, status('1'), status('2')];
  expect(write(record, first)).toBe(write(record, first));
  expect(shaped).toBe(1);
  expect(write(record, second)).toMatchObject({
    view: { name: 'a', seen: '2' },
    text: '{"name":"a","seen":"2"}',
  });
  expect(write({ name: 'a' }, second).text).toBe('{"name":"a","seen":"2"}');
  expect(write(record, undefined).text).toBe('{"name":"a","seen":null}');
  expect(write(record, first).text).toBe('{"name":"a","seen":"1"}');
  expect(shaped).toBe(5);
});

test('no more is kept than there is room for', () => {
  let shaped = 0;
  const write = createWriter((record: { readonly name: string }, seen) => {
    shaped += 1;
    return view(record, seen);
  }, 60);
  const records = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  for (const record of [...records, ...records]) expect(write(record, undefined).view.name).toBe(record.name);
  expect(shaped).toBe(8);
});

test.each([0, 1, 3])('a page of %i is the text of its body', (count) => {
  const write = createWriter(view);
  const items = Array.from({ length: count }, (_, index) =>
    write({ name: `a "name" \u2028 ${index}` }, undefined),
  );
  for (const nextCursor of [null, 'a-cursor']) {
    const { body, text } = createPageWriter()({ items, nextCursor });
    expect(new TextDecoder().decode(text as Uint8Array)).toBe(JSON.stringify(body));
    expect(body.items).toHaveLength(count);
  }
});

test('a page is written once while the same are on it, and anew with any other', () => {
  const write = createWriter(view);
  const page = createPageWriter();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => write({ name }, undefined));
  const shown = (items: readonly (typeof a)[], nextCursor: string | null = null) =>
    page({ items: items.map((each) => each!), nextCursor });
  const names = (answer: ReturnType<typeof shown>) =>
    [answer.body.items.map(({ name }) => name).join(), answer.body.nextCursor].join();
  const first = shown([a, b]);
  expect(shown([a, b])).toBe(first);
  expect(names(shown([a, b], 'more'))).toBe('a,b,more');
  expect(names(shown([a]))).toBe('a,');
  expect(names(shown([a, c]))).toBe('a,c,');
  expect(names(shown([]))).toBe(',');
  expect(names(shown([b, a]))).toBe('b,a,');
  expect(names(shown([a, b]))).toBe('a,b,');
});
