// Whether an operation that an earlier run stopped waiting for is still under way.
import type { Hikube } from '@hikube/sdk';
import { saysGone } from '../api/problems.ts';

/** The id again while the operation goes on; undefined once it has ended or nobody knows it any more. */
export async function unfinished(
  hikube: Hikube,
  operation: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (operation === undefined) return undefined;
  try {
    const { endedAt } = await hikube.operations.get(operation, { signal });
    return endedAt === null ? operation : undefined;
  } catch (error) {
    if (saysGone(error)) return undefined;
    throw error;
  }
}
