// How long the tests themselves took here, each time that all of them ran last. They are not run for it.
import { lastWholeRun } from '../support/whole-runs.ts';
import { type Bench, type Figure, round2 } from './figure.ts';

const RUNS = [
  { mode: 'test', command: 'npm test', aim: 7 },
  { mode: 'full', command: 'npm run test:full', aim: undefined },
] as const;

export const bench: Bench = async () => {
  const figures: Figure[] = [];
  for (const { mode, command, aim } of RUNS) {
    const last = await lastWholeRun(mode);
    if (last === undefined) console.log(`tests: ${command} is left out, because it was not run here yet.`);
    else
      figures.push({
        ...{ name: `tests: ${command}`, value: round2(last.minutes), unit: 'minutes' },
        ...(aim === undefined ? {} : { aim }),
      });
  }
  return figures;
};
