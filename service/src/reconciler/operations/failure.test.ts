import { describe, expect, it } from 'vitest';
import { operationError } from './failure.ts';

describe('operationError', () => {
  it.each([
    ['QuotaExceeded', 'quota_exceeded'],
    ['GpuOutOfStock', 'platform_failed'],
    ['CapabilityMissing', 'capability_missing'],
    ['Unsupported', 'capability_missing'],
    ['HelmFailed', 'platform_failed'],
  ])('%s is %s', (reason, code) => {
    expect(operationError(reason, 'It broke', 'Try something else.')).toEqual({
      code,
      detail: 'It broke. Try something else.',
      retryable: false,
    });
  });

  it('says the reason when there is no message, and keeps within the contract', () => {
    expect(operationError('Broken', '', 'Next.').detail).toBe('Broken. Next.');
    expect(operationError('Broken', 'x'.repeat(5_000), 'Next.').detail).toHaveLength(2048);
  });
});
