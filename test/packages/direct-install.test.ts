// A stranger installs direct mode from its archive beside the SDK, and the program of its README asks a tenant by kubeconfig.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cozystack, createRunningClock, startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';
import { archivesOf } from '../support/packed-archives.ts';
import { COMPILERS, newProject, type Project, ROOT, sampleOf } from './project.ts';

let platform: Cozystack;
let project: Project;
let program: string;
beforeAll(async () => {
  platform = await startCozystack({ profile: '1.6.2', sockets: true, clock: createRunningClock(120) });
  await platform.tenant('acme').ask('POST', PATH, appOf('1.6.2', 'shop'));
  project = await newProject(await archivesOf('@hikube/sdk', '@hikube/direct'));
  program = await sampleOf(join(ROOT, 'direct/README.md'));
  await project.write('tenant.yaml', platform.kubeconfig);
}, 300_000);
afterAll(async () => {
  await platform?.close();
  await project?.dispose();
});

test('it lists the clusters of the tenant', async () => {
  const file = await project.write('program.mjs', program);
  expect(await project.run(process.execPath, [file])).toContain("name: 'shop'");
});

test('its types fit those of the SDK', async () => {
  const file = await project.write('program.mts', program);
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--noEmit'];
  const lib = ['--lib', 'es2023,dom,dom.iterable,dom.asynciterable,esnext.disposable'];
  const words = [COMPILERS['TypeScript 5'], ...options, ...lib, file];
  expect(await project.run(process.execPath, words)).toBe('');
});
