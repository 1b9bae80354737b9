// Hostile names of clusters and node groups: exactly those that the documented grammar knows are accepted.
import { createSeededRandom } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD } from '../contract/samples.ts';
import { scaled } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

const NAMES = scaled(1000);
/** Pieces of names: some are fine, some are fine in the middle, some never are. */
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

/** One grammar for both; names of machines carry the cluster and the group, which have 51 characters together. */
const KINDS = [
  { path: '/clusters', more: { topology: 'development' }, longest: 42 },
  { path: '/clusters/prod/node-groups', more: {}, longest: 51 - PROD.name.length },
] as const;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ config: { quota: {} } });
  await service.api('POST', '/clusters', { body: PROD });
});
afterAll(() => service.dispose());

test(`${NAMES} hostile names of clusters and node groups`, async () => {
  const random = createSeededRandom('hostile names');
  const accepted = new Set<string>();
  for (let sent = 0; sent < NAMES; sent += 1) {
    const pieces = random.int(3) === 0 ? PIECES : PIECES.slice(0, 6);
    const length = random.int(10) === 0 ? 30 + random.int(300) : 1 + random.int(6);
    const name = Array.from({ length }, () => pieces[random.int(pieces.length)]!).join('');
    for (const { path, more, longest } of KINDS) {
      const { status } = await service.api('POST', `/previews${path}`, { body: { name, ...more } });
      const isName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= longest;
      expect({ name, path, isAccepted: status === 200 }).toEqual({ name, path, isAccepted: isName });
      if (status === 200) accepted.add(name);
    }
  }
  expect(accepted.size).toBeGreaterThan(NAMES / 50);
  console.log(`hostile names: ${NAMES} × 2 kinds: ${accepted.size} are names, every other one refused`);
});
