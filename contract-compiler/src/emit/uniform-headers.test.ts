import { expect, test } from 'vitest';
import { uniformHeaders } from './uniform-headers.ts';

const answer = (headers: object) => ({
  headers,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Token' } } },
});
const ALWAYS = { required: true, schema: { type: 'string' } };
const IF_ANY = { schema: { type: 'string' } };

function headersAfter(get: object, create: object, others: object = {}): unknown[] {
  const document = {
    components: { headers: { ETag: ALWAYS, ...others }, responses: { Shared: answer(create) } },
    paths: {
      '/tokens': {
        get: { responses: { 200: answer(get), 404: answer({}) } },
        post: { responses: { 201: { $ref: '#/components/responses/Shared' } } },
      },
    },
  };
  const { components, paths } = uniformHeaders(document as never) as unknown as typeof document;
  return [
    paths['/tokens'].get.responses[200].headers,
    components.responses.Shared.headers,
    components.headers,
  ];
}

test('a header that one answer lacks is optional in all that carry the same object', () => {
  const etag = { ETag: { $ref: '#/components/headers/ETagIfAny' } };
  expect(headersAfter({ ETag: { $ref: '#/components/headers/ETag' } }, {})).toEqual([
    etag,
    etag,
    { ETagIfAny: IF_ANY },
  ]);
});

test('one that all have in the same way stays as it is', () => {
  const etag = { ETag: { $ref: '#/components/headers/ETag' } };
  expect(headersAfter(etag, etag)).toEqual([etag, etag, { ETag: ALWAYS }]);
});

test('one that exists in the optional form is taken by its name', () => {
  const unused = { $ref: '#/components/headers/Unused' };
  expect(headersAfter({ ETag: ALWAYS }, {}, { Unused: IF_ANY })).toMatchObject([
    { ETag: unused },
    { ETag: unused },
    { Unused: IF_ANY },
  ]);
});
