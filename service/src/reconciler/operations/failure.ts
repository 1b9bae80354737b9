// Why something did not come about: an operation in the words and codes that users see, a pass in words that are counted.
import type { OperationError } from '@hikube/openapi/types';
import { PlatformError } from '../../platform/platform.ts';
import { asSentence } from '../../platform/sentence.ts';
import { StoreError } from '../../store/errors.ts';

const DETAIL_MAX = 2048;

// What the reason of a platform says, by the words in it.
const CODES: readonly (readonly [RegExp, string])[] = [
  [/quota/i, 'quota_exceeded'],
  [/capability|unsupported|notsupported|unavailabletype/i, 'capability_missing'],
];

/**
 * The error of an operation.
 * @param reason the platform's word for it
 * @param message the platform's sentence
 * @param nextStep what the user can do now, a sentence
 */
export function operationError(reason: string, message: string, nextStep: string): OperationError {
  const code = CODES.find(([words]) => words.test(reason))?.[1] ?? 'platform_failed';
  return {
    code,
    detail: `${asSentence(message || reason)} ${nextStep}`.slice(0, DETAIL_MAX),
    retryable: false,
  };
}

/** Who failed to do what the reconciler asked for, and why. There are few of each: metrics are kept by them. */
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
