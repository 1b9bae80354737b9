// The four Validate…Config RPCs: the schema's own checks first, then the author's.
import type { Awaitable, WithDiagnostics } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { DynamicValue } from '../protocol/messages.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { ValidateRequest } from '../resource.ts';
import type { Schema } from '../schema/schema.ts';
import { validPart } from '../validation/valid-part.ts';
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

/** The author's check sees what keeps to the schema; what does not is unknown to it, so that nothing is told twice. */
export async function validate(
  server: ProviderServer,
  call: RpcCall,
  { target, doing, config: encoded, writeOnlyAllowed }: ValidateCall,
): Promise<readonly Diagnostic[]> {
  const config = decodeObject(target.schema.type, encoded) ?? emptyObject();
  const diagnostics = validateConfig(target.schema, config, { writeOnlyAllowed });
  const valid = validPart(config, diagnostics);
  if (target.validate === undefined || valid === undefined) return diagnostics;
  const answer = await askAuthor(server, doing, () =>
    target.validate?.(server.context(call, { config: valid })),
  );
  return [...diagnostics, ...answer.diagnostics];
}
