// Random messages for property tests: any value that a message table allows, in the form decoding gives it.
import fc from 'fast-check';
import type { MessageType } from '../protocol/protobuf/field.ts';
import type { MessageTable, NamedField, ValueType } from '../protocol/protobuf/table.ts';

/** Nested messages stop here, because some contain themselves. */
const MAX_DEPTH = 4;

type Values = Record<string, unknown>;

/** Any message of the type, with zero values filled in as decoding does. */
export function arbitraryMessage<Message>(type: MessageType<Message>): fc.Arbitrary<Message> {
  return messageOf(type, 0) as fc.Arbitrary<Message>;
}

function messageOf(type: MessageTable, depth: number): fc.Arbitrary<Values> {
  const properties = type.fields.map((field) => [field.name, fieldOf(field, depth)] as const);
  return fc.record(Object.fromEntries(properties)).map((values) => settle(type, values));
}

/** Leaves at most one member of each oneof, and no property that is undefined. */
function settle(type: MessageTable, values: Values): Values {
  const groups = new Set<string>();
  const settled: Values = {};
  for (const field of type.fields) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field.occurs === 'oneof' && groups.has(field.group)) continue;
    if (field.occurs === 'oneof') groups.add(field.group);
    settled[field.name] = value;
  }
  return settled;
}

function fieldOf(field: NamedField, depth: number): fc.Arbitrary<unknown> {
  const isTooDeep = field.kind === 'message' && depth >= MAX_DEPTH;
  const value = isTooDeep ? fc.constant(undefined) : singleOf(field, depth);
  const maxLength = isTooDeep ? 0 : 3;
  switch (field.occurs) {
    case 'implicit':
      return value;
    case 'repeated':
      return fc.array(value, { maxLength });
    case 'map':
      return fc.dictionary(fc.string({ unit: 'binary' }), value, {
        maxKeys: maxLength,
        noNullPrototype: false,
      });
    default:
      return fc.option(value, { nil: undefined });
  }
}

function singleOf(type: ValueType, depth: number): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'integer':
      return fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -3, max: 300 }));
    case 'bool':
      return fc.boolean();
    case 'string':
      return fc.string({ unit: 'binary' });
    case 'bytes':
      return fc.uint8Array({ maxLength: 200 });
    case 'enum':
      return fc.constantFrom(...type.names);
    case 'message':
      return messageOf(type.type(), depth + 1);
  }
}
