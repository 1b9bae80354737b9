// The service: how long it takes until it answers.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleService } from '../../server/packaging/bundle.ts';
import { startServiceProcess } from '../support/service-process.ts';
import { type Bench, ratio } from './figure.ts';
import { timeToEnd } from './process-time.ts';

export const bench: Bench = async () => {
  const figures = [];
  const built = await bundleService();
  for (const [what, start] of [
    ['from its sources', undefined],
    ['as it is built', built],
  ] as const) {
    for (const store of ['memory', 'sqlite'] as const) {
      figures.push(
        await ratio(
          () => timeToFirstAnswer(store, start),
          () => timeToEnd(process.execPath, ['-e', '0']),
          {
            name: `service: start to first answer ${what}, ${store}`,
            per: 'node -e 0',
            rounds: 7,
            // From sources, a thousand files are read: that is for those who change them.
            ...(start === undefined ? {} : { aim: 4 }),
          },
        ),
      );
    }
  }
  return figures;
};

async function timeToFirstAnswer(store: 'memory' | 'sqlite', start: string | undefined): Promise<number> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  try {
    const began = performance.now();
    const service = await startServiceProcess({ store, dataDirectory, start });
    const answer = await fetch(`${service.endpoint}/tenant`, {
      headers: { Authorization: `Bearer ${service.token}` },
    });
    const elapsed = performance.now() - began;
    if (answer.status !== 200) throw new Error(`The service answered ${answer.status}`);
    await service.stop();
    return elapsed;
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
