// The tables against fixed bytes, and every message of every RPC through encode and decode.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryMessage } from '../../testing/protocol-arbitrary.ts';
import type { RpcName } from '../messages.ts';
import { decodeMessage } from '../protobuf/decode.ts';
import { encodeMessage } from '../protobuf/encode.ts';
import type { MessageType } from '../protobuf/field.ts';
import type { MessageTable } from '../protobuf/table.ts';
import { diagnostic, timestamp } from './common.ts';
import { getProviderSchemaResponse, validateProviderConfigResponse } from './provider.ts';
import { planResourceChangeRequest } from './resource.ts';
import { rpcs } from './rpcs.ts';
import { callFunctionResponse } from './transient.ts';

const utf8 = (value: string) => new TextEncoder().encode(value);
const text = (value: string) => Buffer.from(value).toString('hex');

function expectBytes<Message>(type: MessageType<Message>, value: Message, bytes: string): void {
  expect(Buffer.from(encodeMessage(type, value)).toString('hex')).toBe(bytes);
  expect(decodeMessage(type, Buffer.from(bytes, 'hex'))).toMatchObject(value as object);
}

describe('fixed bytes', () => {
  test('a diagnostic with a path through every kind of step', () => {
    expectBytes(
      diagnostic,
      {
        severity: 'error',
        summary: 'No',
        detail: 'why',
        attribute: {
          steps: [{ attributeName: 'groups' }, { elementKeyString: 'web' }, { elementKeyInt: 0 }],
        },
      },
      `0801` +
        `1202${text('No')}` +
        `1a03${text('why')}` +
        `2215` +
        `0a080a06${text('groups')}` +
        `0a051203${text('web')}` +
        `0a021800`,
    );
  });

  test('the diagnostics of ValidateProviderConfig are field 2', () => {
    const value = { diagnostics: [{ severity: 'warning' as const, summary: 'x' }] };
    expectBytes(validateProviderConfigResponse, value, `120508021201${text('x')}`);
  });

  test('a schema', () => {
    expectBytes(
      getProviderSchemaResponse,
      {
        provider: { block: {} },
        resourceSchemas: {
          t: {
            version: 1,
            block: {
              attributes: [
                { name: 'id', type: utf8('"string"'), computed: true },
                {
                  name: 'g',
                  optional: true,
                  nestedType: { nesting: 'map', attributes: [{ name: 'm', writeOnly: true }] },
                },
              ],
            },
          },
        },
        serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true },
      },
      '0a021200' +
        `122d0a01${text('t')}` +
        '1228' +
        '0801' +
        '1224' +
        `12100a02${text('id')}1208${text('"string"')}3001` +
        `12100a01${text('g')}2801` +
        `52090a050a01${text('m')}58011804` +
        '320408011001',
    );
  });

  test('a plan request', () => {
    const value = {
      typeName: 't',
      priorState: { msgpack: Uint8Array.of(0xc0) },
      proposedNewState: { msgpack: Uint8Array.of(0x80) },
      config: { json: utf8('{}') },
      priorPrivate: Uint8Array.of(1),
      clientCapabilities: { deferralAllowed: false, writeOnlyAttributesAllowed: true },
    };
    expectBytes(
      planResourceChangeRequest,
      value,
      `0a01${text('t')}12030a01c01a030a0180220412027b7d2a01013a021001`,
    );
  });

  test('a function error that blames argument 0', () => {
    expectBytes(
      callFunctionResponse,
      { error: { text: 'x', functionArgument: 0 } },
      `12050a01${text('x')}1000`,
    );
  });

  test('a time before 1970', () => {
    expectBytes(timestamp, { seconds: -1, nanos: 999_999_999 }, '08ffffffffffffffffff0110ff93ebdc03');
  });
});

describe('what is encoded decodes to the same', () => {
  test.each(Object.keys(rpcs) as RpcName[])('%s', (rpc) => {
    for (const type of [rpcs[rpc].request, rpcs[rpc].response] as MessageType<unknown>[]) {
      const property = fc.property(arbitraryMessage(type), (value) => {
        expect(decodeMessage(type, encodeMessage(type, value))).toEqual(value);
      });
      fc.assert(property, { numRuns: 25 });
    }
  });
});

// The compiler is the judge here: each marked line must not compile.
test('the type of a message follows from its table, one for each direction', () => {
  const asked = decodeMessage(planResourceChangeRequest, new Uint8Array());
  expect(asked.typeName.length + asked.priorPrivate.length).toBe(0);
  // @ts-expect-error a nested message stays away when it was not sent
  expect(() => asked.config.msgpack).toThrow(TypeError);
  expect(encodeMessage(diagnostic, { severity: 'error', summary: '' })).toHaveLength(2);
  // @ts-expect-error a diagnostic needs a summary
  expect(encodeMessage(diagnostic, { severity: 'error' })).toHaveLength(2);
  // @ts-expect-error and one of three severities
  expect(() => encodeMessage(diagnostic, { severity: 'fatal', summary: '' })).toThrow('cannot be "fatal"');
});

test('no table uses a field number or name twice', () => {
  const seen = new Set<MessageTable>();
  const visit = (type: MessageTable) => {
    if (seen.has(type)) return;
    seen.add(type);
    expect(new Set(type.fields.map((field) => field.number)).size, type.name).toBe(type.fields.length);
    for (const field of type.fields) if (field.kind === 'message') visit(field.type());
  };
  for (const { request, response } of Object.values(rpcs)) {
    visit(request);
    visit(response);
  }
  expect(seen.size).toBe(59);
});
