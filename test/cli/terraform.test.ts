// Terraform's function and hikube mean the same block: what one writes, the other understands.
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execArguments } from '../../cli/src/kubeconfig/entry.ts';
import { kubeconfigExec } from '../../terraform-provider/src/functions/kubeconfig-exec.ts';
import { createWorld, hikube } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('provider::hikube::kubeconfig_exec gives what hikube kubeconfig exec takes', async () => {
  const { uid } = await world.client().clusters.get('prod');
  const { args } = kubeconfigExec.run(['prod', uid, 'view'], []) as unknown as { args: string[] };
  const saved = execArguments({ cluster: 'prod', uid, typed: { role: ['view'] }, endpoint: world.endpoint });
  expect(saved.slice(0, args.length)).toEqual(args);
  const { code, stdout } = await hikube(world, args);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'ExecCredential',
    status: { token: expect.stringMatching(/^hkc_/) },
  });
});
