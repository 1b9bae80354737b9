// The provider beside the same surface in Go, command by command.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServiceProcess } from '../support/service-process.ts';
import type { Bench } from './figure.ts';
import { progress } from './progress.ts';
import { buildYardstick, hasGo } from './yardstick/build.ts';
import { applies, handshake, planOfNodeGroups, plans, validate } from './yardstick/scenarios.ts';

export const bench: Bench = async () => {
  if (!(await hasGo()) || process.platform !== 'linux') {
    console.log('yardstick: left out, because it needs Go and Linux.');
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), 'hikube-yardstick-'));
  try {
    progress('yardstick: building');
    const yardstick = await buildYardstick(folder);
    const service = await startServiceProcess({
      store: 'memory',
      speed: 6000,
      environment: {
        HIKUBE_RATE_LIMIT: 'off',
        HIKUBE_QUOTA: 'clusters=20k,nodes=1M,cpu=10M,memory=100Pi',
      },
    });
    const place = { folder, meter: yardstick.meter, service };
    const { variants } = yardstick;
    try {
      return [
        ...(await handshake(yardstick)),
        ...(await validate(place, variants)),
        ...(await plans(place, variants)),
        ...(await planOfNodeGroups(place, variants)),
        ...(await applies(place, variants)),
      ];
    } finally {
      await service.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
