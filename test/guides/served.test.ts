// Guides whose commands need a cluster that answers `kubectl`, or time that passes while nobody waits.
import { expect, test } from 'vitest';
import { isForFullRun, isLeftOut, missingProgram } from '../support/left-out.ts';
import { followServed } from './follow.ts';

const leftOut =
  isForFullRun('Guides with kubectl') ||
  isLeftOut('Guides with kubectl', missingProgram('kubectl', 'version', '--client'));

test.skipIf(leftOut).each(['certificates', 'gpu', 'outages', 'security'])('%s', async (name) => {
  const printed = await followServed(`docs/guides/${name}.md`);
  expect(printed.length).toBeGreaterThan(5);
});
