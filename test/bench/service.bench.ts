// The service: how long it takes until it answers.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServiceProcess } from '../support/service-process.ts';
import { type Bench, ratio } from './figure.ts';
import { timeToEnd } from './process-time.ts';

export const bench: Bench = async () => {
  const figures = [];
  for (const store of ['memory', 'sqlite'] as const) {
    figures.push(
      await ratio(
        () => timeToFirstAnswer(store),
        () => timeToEnd(process.execPath, ['-e', '0']),
        {
          name: `service: start to first answer, ${store}`,
          per: 'node -e 0',
          rounds: 7,
        },
      ),
    );
  }
  return figures;
};

async function timeToFirstAnswer(store: 'memory' | 'sqlite'): Promise<number> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  try {
    const start = performance.now();
    const service = await startServiceProcess({ store, dataDirectory });
    const answer = await fetch(`${service.endpoint}/tenant`, {
      headers: { Authorization: `Bearer ${service.token}` },
    });
    const elapsed = performance.now() - start;
    if (answer.status !== 200) throw new Error(`The service answered ${answer.status}`);
    await service.stop();
    return elapsed;
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
