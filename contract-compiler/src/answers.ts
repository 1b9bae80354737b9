// Validators of what the service answers. Nobody who runs the service or a client needs them: tests make them from the
// contract, where every schema is closed, so that they notice a field too many.
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { loadContract } from './contract.ts';
import { withAjv } from './emit/with-ajv.ts';

/** Validators by the name of the schema; undefined where the contract has no such schema. */
export async function answerValidators(): Promise<(name: string) => ValidateFunction | undefined> {
  const { document } = await loadContract();
  return withAjv(document).named;
}
