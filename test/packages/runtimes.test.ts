// The packed SDK where people run it beside Node: Bun, Deno, workerd, and a page that Vite has built, in Chromium.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM, missingChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { archivesOf } from '../support/packed-archives.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { newProject, type Project, ROOT } from './project.ts';

const RUNTIMES = join(ROOT, 'test/packages/runtimes/node_modules');
const BUN = join(RUNTIMES, '@oven/bun-linux-x64/bin/bun');
const DENO = join(RUNTIMES, '@deno/linux-x64-glibc/deno');
const WORKERD = join(RUNTIMES, '@cloudflare/workerd-linux-64/bin/workerd');

let scratch: string;
let service: ServiceProcess;
let project: Project;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hikube-runtimes-'));
  const archives = await archivesOf('@hikube/sdk');
  [service, project] = await Promise.all([
    startServiceProcess({ store: 'memory', dataDirectory: scratch, speed: 3600 }),
    newProject(archives),
  ]);
}, 300_000);
afterAll(async () => {
  await service?.stop();
  await project?.dispose();
  await rm(scratch, { recursive: true, force: true });
});

/** Whether a runtime is not here, or not asked: of those beside Node, the short run has one. */
function isWithout(name: string, file: string): boolean {
  if (name !== 'Bun' && isForFullRun(`The packed SDK in ${name}`)) return true;
  const missing = existsSync(file)
    ? undefined
    : 'it is not installed; run npm ci --prefix test/packages/runtimes';
  return isLeftOut(`The packed SDK in ${name}`, missing);
}

/** Makes a cluster, waits for it, and is told what is wrong with another one. */
const story = (name: string, endpoint = `'${service.endpoint}'`) => `
import { createClient, ValidationError } from '@hikube/sdk';

export async function story() {
  const hikube = createClient({ endpoint: ${endpoint}, token: '${service.token}' });
  const cluster = await hikube.clusters.create({ name: '${name}', nodeGroups: { web: { minReplicas: 1 } } });
  const refused = await hikube.clusters.create({ name: 'other', version: '1.99' }).accepted.catch((error) => error);
  return \`\${cluster.status.phase} \${refused instanceof ValidationError} \${refused.errors?.[0]?.pointer}\`;
}
`;
const TOLD = 'Running true /version';

test.each([
  ['Bun', BUN, []],
  ['Deno', DENO, ['run', '--allow-net', '--allow-env', '--allow-read', '--node-modules-dir=manual']],
])('%s', async (name, runtime, words) => {
  if (isWithout(name, runtime)) return;
  const told = `${story(name.toLowerCase())}\nconsole.log(await story());\n`;
  const file = await project.write(`${name}.ts`, told);
  expect((await project.run(runtime, [...words, file])).trim()).toBe(TOLD);
});

/** What a server says first on a free port of its own. */
async function answerOf(port: number, child: ChildProcess): Promise<string> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('it ended before it answered');
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer !== undefined) return answer.text();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('workerd', async () => {
  if (isWithout('workerd', WORKERD)) return;
  const worker = `${story('worker')}\nexport default { async fetch() { return new Response(await story()); } };\n`;
  await project.write('worker.ts', worker);
  await build({
    root: project.folder,
    configFile: false,
    logLevel: 'silent',
    build: { lib: { entry: 'worker.ts', formats: ['es'], fileName: () => 'worker.js' }, outDir: 'worker' },
  });
  const port = await freePort();
  const config = await project.write(
    'worker.capnp',
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker", esModule = embed "worker/worker.js")],
    compatibilityDate = "2026-01-01", globalOutbound = "loopback")),
    (name = "loopback", network = (allow = ["local"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]);
`,
  );
  const child = spawn(WORKERD, ['serve', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    expect(await answerOf(port, child)).toBe(TOLD);
  } finally {
    child.kill();
  }
});

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** The built page, and the API below the same origin, as a page behind one gateway has it. */
async function serveSite(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    if (url.startsWith('/v1/')) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { host: _host, connection: _connection, ...sent } = headers;
      const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) };
      const target = service.endpoint.replace(/\/v1$/, '') + url;
      const answer = await fetch(target, { method, headers: sent as Record<string, string>, ...body });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
      return;
    }
    const file = join(folder, url === '/' ? 'index.html' : url);
    const content = await readFile(file).catch(() => undefined);
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': TYPES[extname(file)] ?? '' });
    response.end(content);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

test('a page that Vite has built, in Chromium', async () => {
  const what = 'The packed SDK in a page';
  if (isForFullRun(what) || isLeftOut(what, missingChromium())) return;
  const page = story('page', "new URL('/v1', location.href).href");
  await project.write('page.ts', `${page}\nstory().then((told) => { document.title = told; });\n`);
  await project.write(
    'index.html',
    '<!doctype html><title>waiting</title><script type="module" src="/page.ts"></script>',
  );
  await build({ root: project.folder, configFile: false, logLevel: 'silent', build: { outDir: 'site' } });
  const server = await serveSite(join(project.folder, 'site'));
  try {
    const { port } = server.address() as AddressInfo;
    const words = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--virtual-time-budget=20000',
      '--dump-dom',
    ];
    const dom = await project.run(CHROMIUM, [
      ...words,
      `--user-data-dir=${join(project.folder, 'profile')}`,
      `http://127.0.0.1:${port}/`,
    ]);
    expect(dom).toContain(`<title>${TOLD}</title>`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
