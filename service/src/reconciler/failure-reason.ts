// Why something that the reconciler asked for did not come about, in words that can be counted.
import { PlatformError } from '../platform/platform.ts';
import { StoreError } from '../store/errors.ts';

/** Who failed, and why. There are few of each: metrics are kept by them. */
export interface FailureReason {
  readonly where: 'store' | 'platform' | 'service';
  /** One word, such as `unavailable`. */
  readonly reason: string;
}

/** @param error what was thrown */
export function failureReason(error: unknown): FailureReason {
  if (error instanceof StoreError) return { where: 'store', reason: error.code };
  if (error instanceof PlatformError) return { where: 'platform', reason: error.reason };
  return { where: 'service', reason: 'unexpected' };
}
