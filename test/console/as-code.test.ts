// The same thing as code: what the console shows of a cluster makes an equal one, in each of its languages.
import { spawnSync } from 'node:child_process';
import { createEmulator } from '@hikube/emulator';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { hcl, sdk } from '../../console/src/code/languages.ts';
import { manifestOf } from '../../console/src/install/manifest.ts';
import { isLeftOut, missingProgram } from '../support/left-out.ts';
import { CLUSTERS, writtenOf } from './as-code-clusters.ts';

test.each(CLUSTERS)('$name: what is shown makes an equal cluster', async (order) => {
  await using first = await createEmulator();
  await using second = await createEmulator();
  await first.client().clusters.create(order);
  const definition = await writtenOf(first.client(), order.name);
  await second.client().clusters.create(definition);
  expect(await writtenOf(second.client(), order.name)).toEqual(definition);
  // What somebody chose is said, and what a default says is not.
  const { addons: _said, ...rest } = order;
  expect(definition).toMatchObject(rest);
  expect(JSON.stringify(definition)).not.toContain('"host"');
  // The program that is shown is evaluated as it stands.
  const [, body = ''] = /clusters\.create\((\{.*\})\);/s.exec(sdk(definition)) ?? [];
  expect(new Function(`return (${body})`)()).toEqual(definition);
});

test.each(CLUSTERS)('$name: the manifest of the form is read as the same', async (order) => {
  await using emulator = await createEmulator();
  await using other = await createEmulator();
  // The form asks for no Helm values: in a manifest they stand under their chart.
  const addons = { ...order.addons, velero: {} };
  const whole = { version: '1.35', ...order, addons };
  const text = manifestOf(whole);
  expect(parse(text)).toMatchObject({ kind: 'Kubernetes', metadata: { name: order.name } });
  await emulator.client().manifests.put(order.name, text);
  await other.client().clusters.create(whole);
  const wanted = await writtenOf(other.client(), order.name);
  expect(await writtenOf(emulator.client(), order.name)).toEqual(wanted);
});

test.skipIf(isLeftOut('HCL as terraform writes it', missingProgram('terraform', 'version')))(
  'terraform would format no line of the HCL in another way',
  () => {
    for (const order of CLUSTERS) {
      const { stdout } = spawnSync('terraform', ['fmt', '-'], { input: hcl(order), encoding: 'utf8' });
      expect(stdout).toBe(hcl(order));
    }
  },
);
