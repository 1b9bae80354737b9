// The names of the tfplugin6 messages: by RPC, and of the parts that are spoken of alone. Every type follows from its table.
import type { Encodable } from './protobuf/field.ts';
import type * as common from './tables/common.ts';
import type * as schemas from './tables/schema.ts';
import type * as transient from './tables/transient.ts';

export type { Requests, Responses, RpcName } from './tables/rpcs.ts';
export type { SchemaObject } from './tables/schema.ts';

export type AttributePath = Encodable<typeof common.attributePath>;
export type Diagnostic = Encodable<typeof common.diagnostic>;
export type DynamicValue = Encodable<typeof common.dynamicValue>;
export type FunctionError = Encodable<typeof transient.functionError>;
export type FunctionParameter = Encodable<typeof schemas.functionParameter>;
export type FunctionSignature = Encodable<typeof schemas.functionSignature>;
export type Schema = Encodable<typeof schemas.schema>;
export type SchemaAttribute = Encodable<typeof schemas.attribute>;
export type ServerCapabilities = Encodable<typeof common.serverCapabilities>;
export type Timestamp = Encodable<typeof common.timestamp>;
