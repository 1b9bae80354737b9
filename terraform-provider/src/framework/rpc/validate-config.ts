// The four Validate…Config RPCs: the schema's own checks first, then the author's.
import type { DynamicValue } from '../../protocol/messages.ts';
import type { RpcCall } from '../../protocol/service.ts';
import type { Awaitable, WithDiagnostics } from '../context.ts';
import { type Diagnostic, hasError } from '../diagnostics.ts';
import type { ValidateRequest } from '../resource.ts';
import type { Schema } from '../schema/schema.ts';
import { validateConfig } from '../validation/validate.ts';
import { emptyObject } from '../values/value.ts';
import { decodeObject } from '../values/wire.ts';
import { askAuthor } from './author.ts';
import type { ProviderServer } from './server.ts';

/** Anything with a schema and perhaps a check of its own. */
export interface Validated {
  readonly schema: Schema;
  validate?(request: ValidateRequest<Schema>): Awaitable<WithDiagnostics | undefined>;
}

export interface ValidateCall {
  readonly target: Validated;
  /** Completes "… failed" in a message. */
  readonly doing: string;
  readonly config: DynamicValue | undefined;
  readonly writeOnlyAllowed: boolean;
}

/** The author's check only sees configurations that keep to the schema. */
export async function validate(
  server: ProviderServer,
  call: RpcCall,
  { target, doing, config: encoded, writeOnlyAllowed }: ValidateCall,
): Promise<readonly Diagnostic[]> {
  const config = decodeObject(target.schema.type, encoded) ?? emptyObject();
  const diagnostics = validateConfig(target.schema, config, { writeOnlyAllowed });
  if (target.validate === undefined || hasError(diagnostics)) return diagnostics;
  const answer = await askAuthor(server, doing, () => target.validate?.(server.context(call, { config })));
  return [...diagnostics, ...answer.diagnostics];
}
