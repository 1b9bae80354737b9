// Terraform's part, without terraform: calls the RPCs of a provider with values instead of bytes.
import type { DynamicValue } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { Provider } from '../provider.ts';
import { createProviderService } from '../rpc/service.ts';
import type { Schema } from '../schema/schema.ts';
import { conformObject } from '../values/conform.ts';
import type { ObjectValue } from '../values/value.ts';
import { decodeObject, encodeDynamicValue } from '../values/wire.ts';

type Partial = Record<string, unknown> | null;

const NO_BYTES = new Uint8Array();

/** A line that the provider logged. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Record<string, unknown>;
}

/** Configures the provider and calls it. States and configurations are written without what is null. */
export class FrameworkHost {
  readonly logged: LogLine[] = [];
  readonly service: ReturnType<typeof createProviderService>;
  readonly #provider: Provider;
  readonly #call: RpcCall = { signal: new AbortController().signal };

  constructor(provider: Provider) {
    this.#provider = provider;
    this.service = createProviderService(provider, {
      host: async () => ['terraform', 'plan'],
      log: (level, message, fields = {}) => this.logged.push({ level, message, fields }),
    });
  }

  configure(config: Partial = {}) {
    const encoded = encode(this.#provider.schema, config);
    return this.service.ConfigureProvider({ terraformVersion: '1.11.4', config: encoded }, this.#call);
  }

  validate(typeName: string, config: Partial, writeOnlyAttributesAllowed = true) {
    return this.service.ValidateResourceConfig(
      {
        typeName,
        config: encode(this.#schema(typeName), config),
        clientCapabilities: { writeOnlyAttributesAllowed, deferralAllowed: false },
      },
      this.#call,
    );
  }

  async plan(typeName: string, { prior = null, config = null, privateState = NO_BYTES }: PlanInput) {
    const schema = this.#schema(typeName);
    const response = await this.service.PlanResourceChange(
      {
        typeName,
        priorState: encode(schema, prior),
        proposedNewState: encode(schema, config),
        config: encode(schema, config),
        priorPrivate: privateState,
      },
      this.#call,
    );
    return { ...response, planned: decodeObject(schema.type, response.plannedState) };
  }

  async apply(
    typeName: string,
    { prior = null, planned = null, config = null, privateState = NO_BYTES }: ApplyInput,
  ) {
    const schema = this.#schema(typeName);
    const response = await this.service.ApplyResourceChange(
      {
        typeName,
        priorState: encode(schema, prior),
        plannedState: encode(schema, planned),
        config: encode(schema, config),
        plannedPrivate: privateState,
      },
      this.#call,
    );
    return { ...response, state: decodeObject(schema.type, response.newState) };
  }

  async read(typeName: string, state: Partial, privateState = NO_BYTES) {
    const schema = this.#schema(typeName);
    const response = await this.service.ReadResource(
      { typeName, currentState: encode(schema, state), private: privateState },
      this.#call,
    );
    return { ...response, state: decodeObject(schema.type, response.newState) };
  }

  #schema(typeName: string): Schema {
    const resource = this.#provider.resources?.[typeName];
    if (resource === undefined)
      return { ...this.#provider.schema, attributes: {}, type: { kind: 'object', attributes: {} } };
    return resource.schema;
  }
}

export interface PlanInput {
  readonly prior?: Partial;
  readonly config?: Partial;
  readonly privateState?: Uint8Array;
}

export interface ApplyInput extends PlanInput {
  readonly planned?: Partial;
}

function encode(schema: Schema, value: Partial): DynamicValue {
  if (value === null) return encodeDynamicValue(null);
  const { value: conformed, problems } = conformObject(schema.type, value);
  if (problems.length > 0) throw new Error(`not a value of the schema: ${JSON.stringify(problems)}`);
  return encodeDynamicValue(conformed);
}

/** The members of a state that are not null, for short expectations. */
export function shown(state: ObjectValue | null): Record<string, unknown> | null {
  return state && Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}
