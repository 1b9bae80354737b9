import { expect, test } from 'vitest';
import { decodeReview, isProtobuf } from './protobuf.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A field with a length. */
function field(number: number, content: Uint8Array | string): Uint8Array {
  const inner = typeof content === 'string' ? bytes(content) : content;
  return Uint8Array.from([(number << 3) | 2, inner.length, ...inner]);
}

function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function envelope(kind: string, raw: Uint8Array): Uint8Array {
  const type = join(field(1, 'authorization.k8s.io/v1'), field(2, kind));
  return join(
    Uint8Array.from([0x6b, 0x38, 0x73, 0]),
    field(1, type),
    field(2, raw),
    field(3, ''),
    field(4, ''),
  );
}

test('an access review, with fields that nobody reads in between', () => {
  const attributes = join(
    Uint8Array.from([(9 << 3) | 0, 0x96, 0x01]),
    field(1, 'default'),
    field(2, 'delete'),
    field(5, 'pods'),
  );
  const body = envelope('SelfSubjectAccessReview', join(field(1, ''), field(2, field(1, attributes))));
  expect(isProtobuf(body)).toBe(true);
  expect(decodeReview(body)).toEqual({
    spec: {
      resourceAttributes: {
        namespace: 'default',
        verb: 'delete',
        group: '',
        version: '',
        resource: 'pods',
        subresource: '',
        name: '',
      },
    },
  });
});

test('other reviews say nothing that matters', () => {
  expect(decodeReview(envelope('SelfSubjectRulesReview', field(2, field(1, 'default'))))).toEqual({});
});

test('JSON is no protobuf', () => {
  expect(isProtobuf(bytes('{"kind":"x"}'))).toBe(false);
});

test('a body that was cut anywhere is refused or read, and never worse', () => {
  const body = envelope('SelfSubjectAccessReview', field(2, field(1, field(5, 'pods'))));
  let refused = 0;
  for (let length = 4; length < body.length; length += 1) {
    try {
      decodeReview(body.subarray(0, length));
    } catch (error) {
      expect(String(error)).toContain('the body is damaged');
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(10);
});
