// The panel promises nothing of a form in which something is still wrong.
import { expect, test } from 'vitest';
import { rendered } from '../rendered.support.tsx';
import { CostPanel } from './cost-panel.tsx';

const shown = (left: bigint, isWrong: boolean) => {
  const costs = [{ resource: 'nodes' as const, first: 2n, most: 5n, left }];
  return rendered(<CostPanel {...{ costs, isWrong, foreseen: undefined, isUnderWay: false }} />, 'en');
};

test.each([
  ['that is whole and small', 10n, false, 'Fits in the quota'],
  ['with something to correct', 10n, true, 'Something is missing or wrong yet'],
  ['that asks for too much', 4n, true, 'More than the quota leaves'],
])('of a cluster %s', (_, left, isWrong, says) => {
  const html = shown(left, isWrong);
  const verdicts = ['Fits in the quota', 'Something is missing or wrong yet', 'More than the quota leaves'];
  expect(verdicts.filter((each) => html.includes(each))).toEqual([says]);
});
