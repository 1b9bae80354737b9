// A stranger installs the archives in an empty folder, and the first program of each README works, however it is loaded.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isForFullRun } from '../support/left-out.ts';
import { archivesOf } from '../support/packed-archives.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { COMPILERS, newProject, type Project, ROOT, runInNode20, sampleOf } from './project.ts';
import { APPLICATIONS, weigh } from './sdk-weight.ts';

const CONSTRUCTS = ['cdktn@0.24.0', 'constructs@10.7.2'];

let scratch: string;
let service: ServiceProcess;
let project: Project;
let sdk: string;
let constructs: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-install-'));
  const archives = await archivesOf(
    '@hikube/sdk',
    '@hikube/cdktf-provider',
    '@hikube/kubernetes-api',
    'terraform-plugin',
  );
  [service, project] = await Promise.all([
    startServiceProcess({ store: 'memory', dataDirectory: scratch, speed: 3600 }),
    newProject(archives, CONSTRUCTS),
  ]);
  sdk = await sampleOf(join(ROOT, 'sdk/README.md'));
  constructs = await sampleOf(join(ROOT, 'cdktf-provider/README.md'));
}, 300_000);
afterAll(async () => {
  await service?.stop();
  await project?.dispose();
  await rm(scratch, { recursive: true, force: true });
});

/** Each run makes a cluster of its own. */
const named = (name: string) => sdk.replace("name: 'prod'", `name: '${name}'`);
const environment = () => ({ HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token });

/** The sample as a person with CommonJS writes it. */
const required = (program: string) =>
  `${program.replace(/^import (\{[^}]*\}) from ('[^']*');/gm, 'const $1 = require($2);').replace('\n\n', '\n(async () => {\n')}})();\n`;

describe('the SDK', () => {
  test('as a module', async () => {
    const file = await project.write('program.mjs', named('module'));
    expect(await project.run(process.execPath, [file], environment())).toMatch(/100 % .*\nhttps:/s);
  });

  test('as CommonJS', async () => {
    const file = await project.write('program.cjs', required(named('common')));
    expect(await project.run(process.execPath, [file], environment())).toMatch(/100 % .*\nhttps:/s);
  });

  test.each(['module', 'common'])('says why nothing was reached, as %s', async (way) => {
    const program = `import { createClient } from '@hikube/sdk';

const hikube = createClient({ endpoint: 'http://127.0.0.1:1/v1', token: 'token', retry: { maxRetries: 0 } });
await hikube.tenant().catch((error) => console.log(error.message));
`;
    const file = await (way === 'module'
      ? project.write('lost.mjs', program)
      : project.write('lost.cjs', required(program)));
    expect(await project.run(process.execPath, [file])).toContain('its port may not be used');
  });

  test('in Node 20, where the machine has one', async () => {
    const file = await project.write('program20.mjs', named('twenty'));
    const told = await runInNode20(project, [file], environment());
    if (told !== undefined) expect(told).toMatch(/100 % .*\nhttps:/s);
  });
});

test.each(Object.entries(APPLICATIONS))(
  '%s carries little of the SDK',
  async (name, { program, mostBytes, aimBytes }) => {
    const bytes = await weigh(program, project.folder);
    console.log(`sdk: ${name} weighs ${bytes} bytes after gzip, of ${mostBytes}; the aim is ${aimBytes}`);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  },
);

test('what an application imports and does not use it does not carry', async () => {
  const unused =
    "import { createClient, pagesOf, waitFor, logTo } from '@hikube/sdk'; console.log('nothing');";
  expect(await weigh(unused, project.folder)).toBeLessThan(60);
});

// The older compiler is the slower one; the short run has it for direct mode alone.
describe.each(Object.entries(COMPILERS))('types under %s', (name, compiler) => {
  const leftOut = name !== 'TypeScript 7' && isForFullRun(`The SDK under ${name}`);

  const WAYS = [
    ['node16 from a module and from CommonJS', ['program.mts', 'program.cts'], ['--module', 'node16']],
    ['a bundler', ['program.ts'], ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ] as const;

  const check = (files: readonly string[], options: readonly string[], more: readonly string[] = []) =>
    project.run(process.execPath, [
      compiler,
      ...['--noEmit', '--strict', '--target', 'es2022', '--skipLibCheck', 'false'],
      ...options,
      ...more,
      ...files,
    ]);

  const programOf = (name: string) =>
    name.endsWith('.cts') ? sdk.replace('\n\n', '\nexport async function main() {\n').concat('}\n') : sdk;

  test.skipIf(leftOut).each(WAYS)('of the SDK by %s', async (_way, names, options) => {
    const files = names.map((name) => project.write(`types/${name}`, programOf(name)));
    const lib = ['--lib', 'es2022,dom,dom.iterable,esnext.disposable'];
    expect(await check(await Promise.all(files), options, lib)).toBe('');
  });

  test.skipIf(leftOut)('of the constructs', async () => {
    const program = `import { TerraformStack } from 'cdktn';\ndeclare const stack: TerraformStack;\n${constructs}`;
    const file = await project.write('types/constructs.mts', program);
    // The engine's own declarations are not strict.
    const options = ['--module', 'node16', '--skipLibCheck'];
    expect(await check([file], options)).toBe('');
  });
});

describe('the constructs', () => {
  const around = (program: string) =>
    program.replace(
      '\n\n',
      "\nconst app = new App({ outdir: 'out' });\nconst stack = new TerraformStack(app, 'shop');\n",
    ) + 'app.synth();\n';

  test.each(['module', 'common'])('as %s', async (way) => {
    const program = around(`import { App, TerraformStack } from 'cdktn';\n${constructs}`);
    const file = await (way === 'module'
      ? project.write('synth.mjs', program)
      : project.write(
          'synth.cjs',
          program.replace(/^import (\{[^}]*\}) from ('[^']*');/gm, 'const $1 = require($2);'),
        ));
    await project.run(process.execPath, [file]);
    const made = JSON.parse(await project.run('/bin/cat', ['out/stacks/shop/cdk.tf.json']));
    expect(Object.keys(made.resource)).toEqual(['hikube_kubernetes_cluster']);
  });
});

test('kubernetes-api is a server of one function', async () => {
  const program = await sampleOf(join(ROOT, 'kubernetes-api/README.md'));
  const told = `${program}\nconsole.log(answer.status, (await answer.json()).data.hello);\n`;
  const file = await project.write('kubernetes.mjs', told);
  expect((await project.run(process.execPath, [file])).trim()).toBe('201 world');
});

test('terraform-plugin is a provider in ten statements', async () => {
  const program = await sampleOf(join(ROOT, 'terraform-plugin/README.md'));
  const file = await project.write('provider.ts', program);
  const built = await project.run(process.execPath, [
    join(ROOT, 'node_modules/esbuild/bin/esbuild'),
    ...[file, '--bundle', '--platform=node', '--format=esm', '--outfile=provider.mjs', '--log-level=error'],
  ]);
  expect(built).toBe('');
  // Started by hand it says what it is for, as every plugin of Terraform does.
  await expect(project.run(process.execPath, ['provider.mjs'])).rejects.toThrow(/Terraform provider/);
});
