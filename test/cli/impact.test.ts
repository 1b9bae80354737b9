// What a write would do, in lines: what changes, and nothing about what does not.
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, hikube } from './world.ts';

let world: Emulator;
let manifest: string;
beforeAll(async () => {
  world = await createWorld();
  manifest = await world.client().manifests.get('prod');
});
afterAll(() => world.close());

const run = (line: string, text = manifest) =>
  hikube(world, line.split(' '), { files: { 'prod.yaml': text } });

test.each(['diff -f prod.yaml', 'apply -f prod.yaml --preview'])(
  '%s of what is there already says so, and no more',
  async (line) => {
    const { code, stdout, stderr } = await run(line);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'cluster prod:\n  nothing changes\n',
      stderr: '',
    });
  },
);

test('apply of what is there already says so, and asks nobody', async () => {
  const { code, stderr } = await run('apply -f prod.yaml');
  expect([code, stderr]).toEqual([0, 'cluster prod:\n  nothing changes\n']);
});

test('only quota that a change touches is told', async () => {
  const grown = await run('diff -f prod.yaml', manifest.replace('maxReplicas: 10', 'maxReplicas: 12'));
  expect(grown.code).toBe(1);
  expect(grown.stdout.split('\n').map((line) => line.replace(/: .* of .*/, ''))).toEqual([
    'cluster prod:',
    '  ~ NodeGroup web: /maxReplicas',
    '      /maxReplicas: 10 -> 12',
    '  quota nodes',
    '  quota cpu',
    '  quota memory',
    '',
  ]);
  const labels = await run('cluster update prod --labels team=shop --preview');
  expect(labels.stdout).toBe('~ Cluster prod: /labels/team\n');
});
