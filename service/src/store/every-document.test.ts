import { expect, test } from 'vitest';
import { everyDocument } from './every-document.ts';
import type { Document, ListQuery, Store } from './store.ts';

const documents = ['a', 'b', 'c', 'd'].map(
  (id): Document<string> => ({ key: { tenant: 't', kind: 'k', id }, revision: 1, body: id }),
);

/** Lists the documents, and remembers behind which one each page began. */
function listed(asked: (string | undefined)[]): Pick<Store, 'list'> {
  return {
    list: async <Body>({ after, limit }: ListQuery) => {
      asked.push(after?.id);
      const rest = documents.filter(({ key }) => after === undefined || key.id > after.id);
      return rest.slice(0, limit) as unknown as Document<Body>[];
    },
  };
}

test.each([
  { pageSize: 1, pages: [undefined, 'a', 'b', 'c', 'd'] },
  { pageSize: 2, pages: [undefined, 'b', 'd'] },
  { pageSize: 3, pages: [undefined, 'c'] },
  { pageSize: undefined, pages: [undefined] },
])('in pages of $pageSize, each comes once', async ({ pageSize, pages }) => {
  const asked: (string | undefined)[] = [];
  const found: string[] = [];
  const selection = { kind: 'k', tenant: 't' };
  for await (const { body } of everyDocument<string>(listed(asked), selection, pageSize)) found.push(body);
  expect(found).toEqual(['a', 'b', 'c', 'd']);
  expect(asked).toEqual(pages);
});

test('whoever stops reading asks for no further page', async () => {
  const asked: (string | undefined)[] = [];
  for await (const _ of everyDocument(listed(asked), { kind: 'k' }, 2)) break;
  expect(asked).toEqual([undefined]);
});
