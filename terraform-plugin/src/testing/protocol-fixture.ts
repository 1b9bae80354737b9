// A provider in its smallest form, written against the protocol alone: one resource that keeps a text.
import { decodeJson } from '../protocol/json/decode.ts';
import type { DynamicValue, Schema } from '../protocol/messages.ts';
import { decodeValue } from '../protocol/msgpack/decode.ts';
import { encodeValue } from '../protocol/msgpack/encode.ts';
import { type RawObject, type RawValue, UNKNOWN } from '../protocol/msgpack/raw-value.ts';
import type { ProviderService } from '../protocol/service.ts';

export const FIXTURE_ADDRESS = 'registry.terraform.io/hidora/fixture';

const MSGPACK_NULL = Uint8Array.of(0xc0);
const JSON_NULL = Buffer.from('null');

/** `fixture_note { text }`, which gets an id when it is applied. */
export const fixtureService: ProviderService = {
  GetMetadata: () => ({ resources: [{ typeName: 'fixture_note' }] }),
  GetProviderSchema: () => ({
    provider: { block: {} },
    resourceSchemas: { fixture_note: noteSchema },
    serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true },
  }),
  ValidateProviderConfig: () => ({}),
  ValidateResourceConfig({ config }) {
    if (read(config)['text'] !== 'forbidden') return {};
    const attribute = { steps: [{ attributeName: 'text' }] };
    return {
      diagnostics: [{ severity: 'error', summary: 'Forbidden text', detail: 'Choose another.', attribute }],
    };
  },
  ConfigureProvider: () => ({}),
  UpgradeResourceState: ({ rawState }) => ({ upgradedState: write(decodeJson(rawState?.json ?? JSON_NULL)) }),
  ReadResource: (request) => ({ newState: request.currentState, private: request.private }),
  PlanResourceChange({ priorState, proposedNewState }) {
    if (isNull(proposedNewState)) return { plannedState: proposedNewState };
    const id = isNull(priorState) ? UNKNOWN : read(priorState)['id']!;
    return { plannedState: write({ id, text: read(proposedNewState)['text']! }) };
  },
  ApplyResourceChange({ plannedState }) {
    if (isNull(plannedState)) return { newState: plannedState };
    return { newState: write({ id: 'note-1', text: read(plannedState)['text']! }) };
  },
  StopProvider: () => ({}),
};

const noteSchema: Schema = {
  version: 1,
  block: {
    attributes: [
      { name: 'id', type: Buffer.from('"string"'), computed: true },
      { name: 'text', type: Buffer.from('"string"'), required: true },
    ],
  },
};

function write(value: RawValue): DynamicValue {
  return { msgpack: encodeValue(value) };
}

function read(value: DynamicValue | undefined): RawObject {
  return decodeValue(value?.msgpack ?? MSGPACK_NULL) as RawObject;
}

function isNull(value: DynamicValue | undefined): boolean {
  return decodeValue(value?.msgpack ?? MSGPACK_NULL) === null;
}
