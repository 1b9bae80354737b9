// Hostile names of clusters and node groups: exactly those that the documented grammar knows are accepted.
import { createSeededRandom } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD } from '../contract/samples.ts';
import { scaled } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

const NAMES = scaled(1000);
/** A label of DNS as the contract words it: 1 to 40 lower case letters, digits and dashes, begun by a letter. */
const PIECES = [
  'a',
  'z',
  '0',
  '9',
  '-',
  '--',
  'A',
  '.',
  '_',
  '/',
  ' ',
  'é',
  'ａ',
  'ı',
  '\u0000',
  '\u200b',
  '\n',
  '%2f',
  '..',
];

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ config: { quota: {} } });
  await service.api('POST', '/clusters', { body: PROD });
});
afterAll(() => service.dispose());

test(`${NAMES} hostile names of clusters and node groups`, { timeout: 120_000 }, async () => {
  const random = createSeededRandom('hostile names');
  const accepted = new Set<string>();
  for (let sent = 0; sent < NAMES; sent += 1) {
    const pieces = random.int(3) === 0 ? PIECES : PIECES.slice(0, 6);
    const length = random.int(10) === 0 ? 30 + random.int(300) : 1 + random.int(6);
    const name = Array.from({ length }, () => pieces[random.int(pieces.length)]!).join('');
    for (const [path, more] of [
      ['/clusters', { topology: 'development' }],
      ['/clusters/prod/node-groups', {}],
    ] as const) {
      const { status } = await service.api('POST', `${path}?dryRun=true`, { body: { name, ...more } });
      const isSafe = /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 63;
      expect({ name, path, safe: isSafe || status === 422 || status === 400 }).toEqual({
        name,
        path,
        safe: true,
      });
      if (status === 200) accepted.add(name);
    }
  }
  expect(accepted.size).toBeGreaterThan(NAMES / 50);
  console.log(`${NAMES} hostile names × 2 kinds: ${accepted.size} are names, every other one refused`);
});
