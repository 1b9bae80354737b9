// Every operation of the contract, in one story, over every transport and on every store.
import { operationIds } from '@hikube/openapi/operations';
import { expect, test } from 'vitest';
import { describeEachVariant, startTestService } from '../support/service.ts';
import { tellEverything } from './story.ts';

describeEachVariant('every operation', (variant) => {
  test('answers as documented', async () => {
    const service = await startTestService(variant);
    try {
      const called = await tellEverything(service);
      expect([...called].sort()).toEqual([...operationIds].sort());
    } finally {
      await service.dispose();
    }
  });
});
